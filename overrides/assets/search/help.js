// What to do when nothing, or surely not what was meant, is found.

import { element, filled } from "./dom.js";
import { choices, write } from "./state.js";
import { answers, fold, nearest } from "./words.js";

/** Queries that differ by a better spelled word and find something. */
export async function corrections(query, words, engine, read) {
  const spellings = await engine.table("spellings.json");
  const folded = spellings.map(fold);
  const better = [];
  for (const word of words) {
    if (folded.some((other) => answers(other, word))) continue;
    for (const spelling of nearest(word.folded, spellings)) better.push(query.replace(word.typed, spelling));
  }
  const tried = await Promise.all(better.map(async (other) => (await engine.find(read(other))).length ? other : null));
  return [...new Set(tried.filter(Boolean))];
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
  if (fewer.length) {
    parts.push(element("p", {}, page.words.fewer), element("ul", {}, ...fewer.map(({ choice, count }) =>
      element("li", {}, element("a", { href: write(choice.without) },
        filled(page.words.without, { name: nameOf(choice) })), " ", element("span", { class: "count" }, count)))));
  }
  if (words.length > 1) {
    const single = await Promise.all(words.map(async ({ typed }) => {
      const places = await engine.find(read(typed));
      return { typed, count: facets ? facets.narrowed(places, state).length : places.length };
    }));
    const useful = single.filter(({ count }) => count);
    if (useful.length) {
      parts.push(element("p", {}, page.words.fewerWords), element("ul", {}, ...useful.map(({ typed, count }) =>
        element("li", {}, element("a", { href: write({ ...state, query: typed }) }, typed), " ",
          element("span", { class: "count" }, count)))));
    }
  }
  return parts;
}

function links(all) {
  return all.flatMap((link, i) => (i ? [", ", link] : [link]));
}
