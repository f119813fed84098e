// What to do when nothing, or surely not what was meant, is found.

import { element, filled } from "./dom.js";
import { choices, write } from "./state.js";
import { answers, fold, nearest, prepare } from "./words.js";

// Each query that is tried may load a part of the index.
const MOST_TRIED = 4;
const MOST_DOUBTED = 2;
const MOST_COUNTED = 3;
// As mission_archive/search/tables.py has it; a test compares the two.
export const DRAWERS = 64;

/** The table of right spellings that begin like a folded word. */
export const drawer = (folded) => `spellings/${folded.codePointAt(0) % DRAWERS}.json`;

/** Queries that differ by better spelled words and find something. */
export async function corrections(query, doubted, engine, read, isNothingFound) {
  const words = doubted.slice(0, MOST_DOUBTED);
  const better = await Promise.all(words.map((word) => spellingsFor(word, engine, isNothingFound)));
  const isWrong = better.map((spellings) => spellings.length > 0);
  const replaced = (choice) => words.reduce((text, { typed }, i) =>
    choice[i] ? text.replace(typed, () => choice[i]) : text, query);
  const queries = [];
  if (isWrong.filter(Boolean).length > 1) queries.push(replaced(better.map(([first]) => first)));
  better.forEach((spellings, i) => {
    for (const spelling of spellings) queries.push(replaced({ [i]: spelling }));
  });
  await prepare(queries.join(" "));
  const tried = await Promise.all([...new Set(queries)].slice(0, MOST_TRIED).map(async (other) =>
    (await engine.find(read(other), { isRough: true })).length ? other : null));
  return tried.filter(Boolean);
}

/** The right spellings nearest to a word; none if it is spelt right. */
async function spellingsFor(word, engine, isNothingFound) {
  if (/\p{N}/u.test(word.folded)) return [];
  const like = await engine.table(drawer(word.folded));
  if (like.some((spelling) => answers(fold(spelling), word))) return [];
  const found = nearest(word.folded, like);
  if (found.length || !isNothingFound) return found;
  // The slip may be in the first letter.
  return nearest(word.folded, await engine.table("spellings/common.json"));
}

export function correctionLine(page, state, queries) {
  return element("p", { class: "search__hint" }, page.words.didYouMean, " ", ...links(queries.map((query) =>
    element("a", { href: write({ ...state, query }) }, query))));
}

/** Each choice with what would be found without it, and each single word of a query of several. */
export async function wayOut(page, state, words, engine, facets, found, read, nameOf) {
  const parts = [];
  const fewer = choices(state)
    .map((choice) => ({ choice, count: facets ? facets.narrowed(found, choice.without).length : 0 }))
    .filter(({ count }) => count);
  const none = { ...state, terms: {}, from: "", to: "" };
  if (!fewer.length && found.length) {
    parts.push(element("p", {}, page.words.fewer), element("ul", {}, element("li", {},
      element("a", { href: write(none) }, page.words.removeAll), " ",
      element("span", { class: "count" }, found.length))));
  }
  if (fewer.length) {
    parts.push(element("p", {}, page.words.fewer), element("ul", {}, ...fewer.map(({ choice, count }) =>
      element("li", {}, element("a", { href: write(choice.without) },
        filled(page.words.without, { name: nameOf(choice) })), " ", element("span", { class: "count" }, count)))));
  }
  if (words.length > 1) {
    // To count what each of many would find costs more than the search.
    const isRough = words.length > MOST_COUNTED;
    const single = await Promise.all(words.map(async ({ typed }) => {
      const places = await engine.find(read(typed), { isRough });
      return { typed, count: facets ? facets.narrowed(places, state).length : places.length };
    }));
    const useful = single.filter(({ count }) => count);
    if (useful.length) {
      parts.push(element("p", {}, page.words.fewerWords), element("ul", {}, ...useful.map(({ typed, count }) =>
        element("li", {}, element("a", { href: write({ ...state, query: typed }) }, typed),
          isRough ? null : element("span", { class: "count" }, ` ${count}`)))));
    }
  }
  return parts;
}

function links(all) {
  return all.flatMap((link, i) => (i ? [", ", link] : [link]));
}
