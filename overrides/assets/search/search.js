// The search page: what is asked, by field, facets or address, and what is shown for it.

import { element, filled } from "./dom.js";
import { Engine } from "./engine.js";
import { isSurelyMeant, rowItem } from "./rows.js";
import { choices, isNarrowed, read, SORTS, write } from "./state.js";
import { queryWords } from "./words.js";

const TYPING_PAUSE = 250; // milliseconds
// Up to so many records the facets cost a few kilobytes, so that a wide window shows them at once.
const FEW_RECORDS = 2000;
// Each result is a file; where the index is heavy the first ones are fewer.
const PER_STEP = 20;
const PER_STEP_OF_MANY = 10;

const page = JSON.parse(document.getElementById("search-words").textContent);
const at = (name) => document.getElementById(`search-${name}`);
const stopWords = new Set(page.stopWords);
const engine = new Engine(new URL(`${page.root}pagefind/`, location).href, page.language);
const plural = new Intl.PluralRules(page.language);

let state = read(location);
let perStep = PER_STEP;
let shown = history.state?.shown ?? perStep;
let facets = null;
let panel = null;
let turn = 0;

const wordsOf = (query) => queryWords(query, page.language, stopWords);

function countText(number) {
  const sample = page.counts[plural.select(number)] ?? page.counts.many;
  return sample.replace(/[125]/, number.toLocaleString(page.language));
}

function nameOf({ facet, id }) {
  if (facet === "from") return filled(page.words.since, { year: id });
  if (facet === "to") return filled(page.words.until, { year: id });
  return facets?.name(facet, id) ?? id;
}

/** The facets, with the records of those that `wanted` picks from them. */
async function loadFacets(wanted) {
  if (!facets) {
    const [names, { total }, { Facets }, { Panel }] = await Promise.all([
      engine.table(`facets.${page.language}.json`), engine.state(), import("./facets.js"), import("./panel.js"),
    ]);
    if (!facets) {
      facets = new Facets(names, total);
      const open = () => show();
      panel = new Panel(at("facets"), page, facets, (choice) => go({ ...state, ...choice }), open);
    }
  }
  const missing = wanted(facets).filter((facet) => !facets.isKnown(facet));
  const tables = await Promise.all(missing.map((facet) => engine.table(`facets/${facet}.json`)));
  missing.forEach((facet, i) => facets.add(facet, tables[i]));
}

/** Of which facets the page shows counts: of all in a small archive, else of years and those that are chosen or open. */
function shownFacets(facets) {
  if (facets.total <= FEW_RECORDS) return [...facets.facets.keys()];
  const open = [...at("facets").querySelectorAll("details[open]")].map((group) => group.dataset.facet);
  return ["years", ...Object.keys(state.terms), ...open].filter((facet) => facets.facets.has(facet));
}

/** Take a new state: as a step that the back button undoes, or in the place of the present one while typing. */
function go(next, { isStep = true } = {}) {
  state = next;
  shown = perStep;
  const address = write(state);
  if (isStep) history.pushState({ shown }, "", address);
  else history.replaceState({ shown }, "", address);
  return show();
}

const orderOf = (words) => state.sort || (words.length ? "relevance" : "newest");

function sorted(found, words) {
  const order = orderOf(words);
  if (order === "newest") return [...found].sort((one, other) => one - other);
  if (order === "oldest") return [...found].sort((one, other) => other - one);
  return found;
}

async function show() {
  const mine = ++turn;
  const words = wordsOf(state.query);
  const hasPanel = at("panel").open || isNarrowed(state);
  at("rows").setAttribute("aria-busy", "true");
  try {
    const [found] = await Promise.all([engine.find(words), hasPanel ? loadFacets(shownFacets) : null]);
    if (mine !== turn) return;
    const left = sorted(isNarrowed(state) ? facets.narrowed(found, state) : found, words);
    const rows = await Promise.all(left.slice(0, shown).map((place) => engine.row(place)));
    if (mine !== turn) return;
    at("rows").replaceChildren(...rows.map((row) => rowItem(row, page, words)));
    showFrame(left, words, found);
    await showHelp(mine, { rows, left, words, found });
  } catch (fault) {
    if (mine !== turn) return;
    at("count").textContent = page.words.failed;
    at("ways").hidden = false;
    console.error(fault);
  } finally {
    if (mine === turn) {
      at("rows").removeAttribute("aria-busy");
      document.getElementById("search").dataset.shown = location.search;
    }
  }
}

function showFrame(left, words, found) {
  const query = state.query.trim();
  const nothing = query ? filled(page.words.nothingFor, { query }) : page.words.nothing;
  at("count").textContent = left.length ? countText(left.length) : nothing;
  document.title = document.title.replace(/^.*(?= – )/s, query ? `${query} – ${page.title}` : page.title);
  at("more").hidden = left.length <= shown;
  at("order").hidden = left.length < 2;
  at("sort").replaceChildren(...SORTS.filter((sort) => words.length || sort !== "relevance").map((sort) =>
    element("option", { value: sort, selected: sort === orderOf(words) }, page.words[sort])));
  at("ways").hidden = left.length > 0;
  if (document.activeElement !== at("field")) at("field").value = state.query;
  showChips();
  if (facets) panel.show(state, facets.counts(found, state));
}

function showChips() {
  const made = choices(state);
  const chips = made.map((choice) => chip(nameOf(choice), choice.without));
  const none = { ...state, terms: {}, from: "", to: "" };
  if (made.length > 1) chips.push(chip(page.words.removeAll, none, true));
  at("chips").replaceChildren(...chips);
  at("chips").hidden = !made.length;
}

function chip(name, without, isAll = false) {
  const link = element("a", { class: "chip", href: write(without),
    "aria-label": isAll ? null : filled(page.words.remove, { name }) },
  name, isAll ? null : element("span", { "aria-hidden": "true" }, " ×"));
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    // The chip that had the focus goes; the field stays.
    go(without).then(() => (at("chips").querySelector("a") ?? at("field")).focus());
  });
  return element("li", {}, link);
}

async function showHelp(mine, { rows, left, words, found }) {
  const parts = [];
  const isDoubtful = words.length > 0 && (!left.length || !isSurelyMeant(rows.slice(0, 5), words));
  if (left.length && !isDoubtful) {
    at("hint").replaceChildren();
    return;
  }
  const { corrections, correctionLine, wayOut } = await import("./help.js");
  if (isDoubtful) {
    const better = await corrections(state.query, words, engine, wordsOf);
    if (better.length) parts.push(correctionLine(page, state, better));
  }
  if (!left.length) parts.push(...await wayOut(page, state, words, engine, facets, found, wordsOf, nameOf));
  if (mine === turn) at("hint").replaceChildren(...parts);
}

async function showMore() {
  const first = shown;
  shown += perStep;
  history.replaceState({ shown }, "");
  await show();
  at("rows").children[first]?.querySelector("a").focus();
}

function listen() {
  let pause = 0;
  let isTyping = false;
  at("field").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      // The first letter is a step of its own, so that the back button leads to what was before the typing.
      go({ ...state, query: at("field").value }, { isStep: !isTyping });
      isTyping = true;
    }, TYPING_PAUSE);
  });
  at("field").addEventListener("blur", () => (isTyping = false));
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    const query = at("field").value;
    if (query !== state.query) go({ ...state, query }, { isStep: !isTyping });
    isTyping = false;
  });
  at("sort").addEventListener("change", () => go({ ...state, sort: at("sort").value }));
  at("panel").addEventListener("toggle", () => at("panel").open && !facets && show());
  at("more").addEventListener("click", showMore);
  addEventListener("popstate", (event) => {
    state = read(location);
    shown = event.state?.shown ?? perStep;
    at("field").value = state.query;
    show();
  });
}

async function start() {
  page.title = document.querySelector("h1").textContent;
  at("field").value = state.query;
  document.getElementById("search").hidden = false;
  at("ways").hidden = true;
  listen();
  const { total } = await engine.state().catch(() => ({}));
  if (total > FEW_RECORDS) {
    perStep = PER_STEP_OF_MANY;
    shown = history.state?.shown ?? perStep;
  } else if (matchMedia("(min-width: 64em)").matches) at("panel").open = true;
  await show();
}

start();
