// Results: the rows of the static lists, with the words marked that were found.

const BEFORE = 80, AFTER = 160;

/** A row of the static lists, with what is sought marked in it; if it has nothing of that, with the part of its texts that has. */
function rowItem([rows, texts], language, sought) {
  const { item, title, summary, code } = partsOf(rows[language], language);
  for (const part of [title, summary]) part.replaceChildren(...markedNodes(part.textContent, sought));
  const [part, lang] = item.querySelector("mark") ? [] : bestPart(textsOf(rows, texts, code), sought);
  if (part) Object.assign(summary, { lang }).replaceChildren(...markedNodes(part, sought));
  for (const term of item.querySelectorAll(".row__meta a")) term.replaceChildren(...markedNodes(term.textContent, sought));
  // In a folder without a server only files answer.
  if (location.protocol === "file:") for (const link of item.querySelectorAll("a")) link.href += "index.html";
  return item;
}

/** A row for readers of a language, its title and summary, and the language of these. */
function partsOf(html, language) {
  const template = element("template");
  template.innerHTML = html;
  const item = template.content.firstElementChild;
  const [title, summary] = item.querySelectorAll(".row__title a, .row__summary");
  return { item, title, summary, code: summary.lang || language };
}

/** What a record says, with the languages: the text in that of its row, what stands beside it, then all in other languages. */
function* textsOf(rows, texts = {}, code) {
  for (const own of [code, ""]) yield [own, texts[own] ?? ""];
  const others = Object.entries(rows).map(([language, html]) => partsOf(html, language)).filter((parts) => parts.code !== code);
  for (const { title, summary, code: other } of others) {
    for (const text of [title.textContent, summary.textContent, texts[other] ?? ""]) yield [other, text];
  }
}

/** The part of some texts that has most of what is sought, and its language; of parts that have as much the first. */
function bestPart(texts, sought) {
  let best = [], most = 0;
  for (const [language, text] of texts) {
    const places = [...foundIn(text, sought)].map(([start, stop]) => ({ start, stop, word: fold(text.slice(start, stop)) }));
    for (const { start, stop } of places) {
      const inPart = places.filter((other) => other.start >= start && other.stop <= stop + AFTER);
      const number = new Set(inPart.map(({ word }) => word)).size;
      if (number > most) [best, most] = [[excerpt(text, [start, stop]), language], number];
    }
  }
  return best;
}

/** Where words of a text answer what is sought, one after the other: [start, end] each. */
function* foundIn(text, sought) {
  if (!sought.terms.size && !sought.beginnings.length) return;
  for (const { word, written, start } of wordsIn(text)) if (answers(word, sought) || sought.terms.has(written)) yield [start, start + written.length];
}

/** Whether a word is sought. To stem it costs most, so that is done for those alone that begin as what is sought. */
function answers(word, { terms, beginnings }) {
  if (beginnings.some((start) => word.startsWith(start))) return true;
  const first = word[0] === "й" ? "и" : word[0];
  return [...terms].some((term) => term[0] === first)
    && ["ru", "tg"].some((code) => termsOf(word, code).some((term) => terms.has(term)));
}

/** A text in parts, of which every second one is marked. */
function markedNodes(text, sought) {
  const nodes = [];
  const plain = text.normalize("NFC");
  let end = 0;
  for (const [start, stop] of foundIn(plain, sought)) {
    nodes.push(plain.slice(end, start), element("mark", {}, plain.slice(start, stop)));
    end = stop;
  }
  return [...nodes, plain.slice(end)];
}

/** The part of a text around a place, cut at blanks if there are any. */
function excerpt(text, [start, stop]) {
  const first = start <= BEFORE ? 0 : start - BEFORE + text.slice(start - BEFORE, start).indexOf(" ") + 1;
  const last = text.lastIndexOf(" ", stop + AFTER);
  const end = stop + AFTER >= text.length ? text.length : last < stop ? stop + AFTER : last;
  return (first ? "… " : "") + text.slice(first, end) + (end < text.length ? " …" : "");
}
