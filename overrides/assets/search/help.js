// What is said besides the results: what was searched for in the place of what, what is unknown, ways on.

/** Lines about how the query was understood. */
function understood(page, state, query, { corrected, unknown, nearest, date }) {
  const said = [];
  if (corrected.length) {
    said.push(element("p", { class: "search__hint" }, filled(page.words.corrected, { query: rewritten(query, corrected) }), " ",
      element("a", { href: addressFor(changed(state, { exact: "1" })) }, filled(page.words.asTyped, { query: shortened(query) }))));
  }
  if (unknown.length) {
    const words = unknown.map(shortened).join(", ");
    said.push(element("p", {}, filled(page.words.unknown, { words })));
  }
  if (nearest?.length) {
    const [asked, ...dates] = [date, ...nearest].map((each) => dateText(each, page.language));
    said.push(element("p", {}, filled(page.words.nearest, { date: asked, dates: dates.join(", ") })));
  }
  return said;
}

/** A query with words exchanged for better ones, and all others as they are typed. */
function rewritten(query, words) {
  return query.replace(TOKEN, (written) => {
    const better = words.find((word) => word.written === written)?.better;
    if (!better) return written;
    return written[0] === written[0].toLowerCase() ? better : better[0].toUpperCase() + better.slice(1);
  });
}

/** Pages of what a query names: a place, a theme, a year. */
function pageLinks(page, pages) {
  return pages.map(({ facet, id, count, called }) => element("li", {},
    element("a", { href: addressOf(page, `${facet === "collections" ? "" : `${facet}/`}${id}`) },
      called[page.language] ?? id), " ", element("span", { class: "search__kind" }, labelOf(facet)), " ",
    element("span", { class: "count" }, count)));
}

/** What the panel calls a facet. */
const labelOf = (facet) => document.querySelector(`#search-facets [data-facet=${facet}] > :first-child`).textContent;

/** Each choice with what would be found without it, or all of them if none is enough. */
function wayOut(page, state, facets, found, nameOf) {
  const counted = (ways) => ways.map((way) => ({ ...way, count: facets.narrowed(found, way.without).length })).filter(({ count }) => count);
  const single = choices(state).map(({ without, ...choice }) => ({ text: filled(page.words.without, { name: nameOf(choice) }), without }));
  const one = counted(single);
  const ways = one.length ? one : counted([{ text: page.words.removeAll, without: cleared(state) }]);
  const items = ways.map(({ text, without, count }) => element("li", {},
    element("a", { href: addressFor(without) }, text), " ", element("span", { class: "count" }, count)));
  return ways.length ? [element("p", {}, page.words.fewer), element("ul", {}, ...items)] : [];
}

/** A date in words; in figures where the browser does not know the language, as few know Tajik. */
function dateText(date, language) {
  if (!Intl.DateTimeFormat.supportedLocalesOf(language).length) return date.split("-").reverse().join(".");
  const day = date.length > "2010-05".length ? "numeric" : undefined;
  const locale = language === "en" ? "en-GB" : language;
  return new Date(date).toLocaleDateString(locale, { year: "numeric", month: "long", day, timeZone: "UTC" });
}

/** A query as it is repeated to the reader. */
function shortened(query) {
  const letters = [...query];
  return letters.length > MOST_REPEATED ? `${letters.slice(0, MOST_REPEATED).join("")}…` : query;
}
