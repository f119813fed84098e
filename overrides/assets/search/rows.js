// Results: the rows of the static lists, with the words marked that were found.

import { element } from "./dom.js";
import { answers, excerpt, fold, marked } from "./words.js";

/** The list item of a record; `page` are the words and addresses of the page, `words` those searched for. */
export function rowItem(row, page, words) {
  const { language, words: [title, summary, body] } = row;
  const foreign = language === page.language ? null : language;
  const date = row.dates[page.language];
  const inTitle = markedNodes(title, words);
  const told = summaryNodes(summary, body, words, inTitle.some((node) => node.nodeType === Node.ELEMENT_NODE));
  const address = `${page.root}${page.roots[page.language]}${row.id}/`;
  const article = element("article", { class: "row", "data-record": row.id },
    element("p", { class: "row__when" }, row.day ? element("time", { datetime: row.day }, date) : date),
    element("div", { class: "row__what" },
      element("h3", { class: "row__title" }, element("a", { href: address, lang: foreign }, ...inTitle),
        foreign && " ", foreign && element("span", { class: "language", lang: foreign }, page.languages[foreign])),
      element("p", { class: "row__summary", lang: foreign }, ...told),
      metaLine(row, page)));
  return element("li", {}, article);
}

function metaLine(row, page) {
  const collection = row.id.split("/")[0];
  const readable = row.languages;
  const line = element("p", { class: "row__meta" },
    element("span", { class: `label label--${collection}` }, page.collections[collection]));
  for (const status of row.status ?? []) line.append(" ", element("strong", { class: "status" }, page.statuses[status]));
  const places = row.places[page.language];
  if (places) line.append(" ", places);
  if (readable.length > 1) {
    line.append(places ? " · " : " ");
    readable.forEach((code, i) => line.append(i ? ", " : "", element("span", { lang: code }, page.languages[code])));
  }
  return line;
}

/** The summary, or where neither it nor the title says why the record was found, the place in its text that does. */
function summaryNodes(summary, body, words, isTitleFound) {
  const told = markedNodes(summary, words);
  const isFound = isTitleFound || told.some((node) => node.nodeType === Node.ELEMENT_NODE);
  const place = words.length && !isFound ? excerpt(body, words) : null;
  return place ? markedNodes(place, words) : told;
}

function markedNodes(text, words) {
  if (!words.length) return [document.createTextNode(text)];
  return marked(text, words).map(({ text: piece, isFound }) =>
    isFound ? element("mark", {}, piece) : document.createTextNode(piece));
}

/** The words that the rows do not show; where the index knows none, it takes the longest beginning that it does know. */
export function doubtful(rows, words) {
  const text = rows.map((row) => JSON.stringify([row.words, row.places, row.dates])).join(" ");
  const known = new Set((text.match(/[\p{L}\p{N}]+/gu) ?? []).map(fold));
  return words.filter((word) => ![...known].some((other) => answers(other, word)));
}
