// Results: the rows of the static lists, with the words marked that were found.

const BEFORE = 80, AFTER = 160;
// Texts in which each letter is folded into one.
const PLAIN = /^[\n -~\u00a0\u0400-\u0482\u048a-\u04ff–—“”„«»‘’]*$/;

/** The list item of a record; `page` are the words and addresses of the page, `sought` what is marked. */
function rowItem(row, page, sought) {
  const { language, date } = row;
  const foreign = language === page.language ? null : language;
  const inTitle = markedNodes(row.title, sought);
  const article = element("article", { class: "row", "data-record": row.id },
    element("p", { class: "row__when" }, row.day ? element("time", { datetime: row.day }, date) : date),
    element("div", { class: "row__what" },
      element("h3", { class: "row__title" }, element("a", { href: addressOf(page, row.id), lang: foreign }, ...inTitle),
        foreign && " ", foreign && element("span", { class: "language", lang: foreign }, page.languages[foreign])),
      element("p", { class: "row__summary", lang: foreign }, ...summaryNodes(row, sought, hasMark(inTitle))),
      metaLine(row, page)));
  return element("li", {}, article);
}

function metaLine({ id, status = [], places, languages }, page) {
  const collection = id.split("/")[0];
  const line = element("p", { class: "row__meta" },
    element("span", { class: `label label--${collection}` }, page.collections[collection]),
    ...status.flatMap((each) => [" ", element("strong", { class: "status" }, page.statuses[each])]), places && ` ${places}`);
  const others = languages.length > 1 ? languages : [];
  others.forEach((code, i) => line.append(i ? ", " : places ? " · " : " ", element("span", { lang: code }, page.languages[code])));
  return line;
}

/** The summary, or where neither it nor the title says why the record was found, the place in its texts that does. */
function summaryNodes(row, sought, isTitleMarked) {
  const marked = markedNodes(row.summary, sought);
  if (isTitleMarked || hasMark(marked)) return marked;
  for (const text of (row.texts ?? []).map((each) => each.normalize("NFC"))) {
    const { value: found } = foundIn(text, sought).next();
    if (found) return markedNodes(excerpt(text, found), sought);
  }
  return marked;
}

/** Whether the title or the summary of a row says what is sought, or no text in its language can. */
function tells({ language, title, summary }, sought) {
  const all = [...sought.terms, ...sought.beginnings];
  return !all.length || (language === "en" && all.every((word) => CYRILLIC.test(word)))
    || [title, summary].some((text) => !foundIn(text, sought).next().done);
}

/** Where words of a text answer what is sought, one after the other: [start, end] each. */
function* foundIn(text, sought) {
  if (!sought.terms.size && !sought.beginnings.length) return;
  for (const [word, start, end] of wordsIn(text)) if (answers(word, sought)) yield [start, end];
}

/** The words of a text: as `spelt` makes each, and where it stands. */
function* wordsIn(text) {
  const [folded, placeOf] = foldedWithPlaces(text);
  for (const { 0: raw, index } of folded.matchAll(TOKEN)) yield [spelt(raw), placeOf(index), placeOf(index + raw.length)];
}

/** Whether a word is sought. To stem it costs most, so that is done for those alone that begin as what is sought. */
function answers(word, { terms, beginnings }) {
  if (beginnings.some((start) => word.startsWith(start))) return true;
  const first = word[0] === "й" ? "и" : word[0];
  return [...terms].some((term) => term[0] === first)
    && ["ru", "tg"].some((code) => termsOf(word, code).some((term) => terms.has(term)));
}

/** A text folded, and what gives the place in the text of a letter of that. */
function foldedWithPlaces(text) {
  if (PLAIN.test(text)) return [fold(text), (place) => place];
  // A letter may be folded into several, or into none.
  const at = [];
  let folded = "", start = 0;
  for (const letter of text) {
    const made = fold(letter);
    for (let i = 0; i < made.length; i++) at.push(start);
    folded += made;
    start += letter.length;
  }
  return [folded, (place) => at[place] ?? text.length];
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

const hasMark = (nodes) => nodes.length > 1;

/** The part of a text around a place, cut at blanks. */
function excerpt(text, [start, stop]) {
  const first = start <= BEFORE ? 0 : text.indexOf(" ", start - BEFORE) + 1;
  const last = text.lastIndexOf(" ", stop + AFTER);
  const end = stop + AFTER >= text.length || last <= stop ? text.length : last;
  return (first ? "… " : "") + text.slice(first, end) + (end < text.length ? " …" : "");
}
