// What is said besides the results: what was searched for in the place of what, what is unknown, ways on.

/** Lines about how the query was understood. */
function understood(page, state, answer) {
  const said = [];
  if (answer.corrected.length) {
    said.push(element("p", { class: "search__hint" }, filled(page.words.corrected, { query: corrected(state.query, answer.corrected) }), " ",
      element("a", { href: write({ ...state, isExact: true }) }, filled(page.words.asTyped, { query: shortened(state.query.trim()) }))));
  }
  if (answer.unknown.length) {
    said.push(element("p", {}, filled(page.words.unknown, { words: answer.unknown.map((word) => shortened(asTyped(state.query, word))).join(", ") })));
  }
  if (answer.nearest?.length) {
    said.push(element("p", {}, filled(page.words.nearest,
      { date: dateText(answer.date, page.language), dates: answer.nearest.map((date) => dateText(date, page.language)).join(", ") })));
  }
  return said;
}

/** A query with words exchanged for better ones, and all others as they are typed. */
function corrected(query, words) {
  const text = query.trim().normalize("NFC");
  let made = "", end = 0;
  for (const [word, start, stop] of wordsIn(text)) {
    const better = words.find(({ typed }) => typed === word)?.better;
    if (better === undefined) continue;
    const isCapital = text[start] !== text[start].toLowerCase();
    made += text.slice(end, start) + (isCapital ? better[0].toUpperCase() + better.slice(1) : better);
    end = stop;
  }
  return made + text.slice(end);
}

/** How a word of a query is typed there; the engine knows it in small letters without marks. */
function asTyped(query, word) {
  const text = query.normalize("NFC");
  for (const [other, start, end] of wordsIn(text)) if (other === word) return text.slice(start, end);
  return word;
}

/** Pages of what a query names: a place, a theme, a year. */
function pageLinks(page, pages) {
  return pages.map(({ facet, id, count, called }) => element("li", {},
    element("a", { href: addressOf(page, `${facet === "collections" ? "" : `${facet}/`}${id}`) },
      called[page.language] ?? id), " ", element("span", { class: "search__kind" }, page.facets[facet]), " ",
    element("span", { class: "count" }, count)));
}

/** Each choice with what would be found without it, or all of them if none is enough. */
function wayOut(page, state, facets, found, nameOf) {
  const counted = (ways) => ways
    .map(([name, without]) => ({ name, without, count: facets.narrowed(found, without).length }))
    .filter(({ count }) => count);
  const one = counted(choices(state).map((choice) => [filled(page.words.without, { name: nameOf(choice) }), choice.without]));
  const ways = one.length ? one : counted([[page.words.removeAll, cleared(state)]]);
  return !ways.length ? [] : [element("p", {}, page.words.fewer), element("ul", {}, ...ways.map(({ name, without, count }) =>
    element("li", {}, element("a", { href: write(without) }, name), " ", element("span", { class: "count" }, count))))];
}

/** A date in words; in figures where the browser does not know the language, as few know Tajik. */
function dateText(date, language) {
  if (!Intl.DateTimeFormat.supportedLocalesOf(language).length) return date.split("-").reverse().join(".");
  const [year, month, day] = date.split("-").map(Number);
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}), timeZone: "UTC" })
    .format(new Date(Date.UTC(year, month - 1, day || 1)));
}

/** A query as it is repeated to the reader. */
function shortened(query) {
  const letters = [...query];
  return letters.length > MOST_REPEATED ? `${letters.slice(0, MOST_REPEATED).join("")}…` : query;
}
