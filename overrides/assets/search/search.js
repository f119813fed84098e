// The search page: what is asked, by field, facets or address, and what is shown for it.

const AT_A_TIME = 10; // results: each is a file
const MOST_REPEATED = 80; // letters
const PATIENCE = 400; // milliseconds until it is said that the search goes on

const page = JSON.parse(at("words").textContent);
const index = new Index(new URL(`${page.root}assets/`, location).href, JSON.parse(at("root").textContent));
const engine = new Engine(index, page.language);
const facets = new Facets(index, page.language);
const { large: isLarge } = index.root;
// Where the index is heavy, results come later while somebody types (milliseconds).
const typingPause = isLarge ? 600 : 250;
const title = document.querySelector("h1").textContent;

let state = cleaned(new URL(location).searchParams);
let turn = 0;
let hasFailed = false;

const query = () => (state.get("q") ?? "").normalize("NFC");
// The history keeps what the address does not say: how many rows are shown, and where the reader was in them.
const shown = () => history.state?.shown ?? (isLarge && !query() ? AT_A_TIME / 2 : AT_A_TIME);
const remember = (more) => history.replaceState({ ...history.state, ...more }, "");

function countText(number) {
  const sample = page.counts[new Intl.PluralRules(page.language).select(number)] ?? page.counts.many;
  // As the lists of the site write it; what browsers have for that takes long to start and knows no Tajik.
  return sample.replace(/[125]/, String(number).replace(/\B(?=(?:\d{3})+$)/g, page.language === "en" ? "," : "\u00a0"));
}

function nameOf({ name, id }) {
  const ofYear = { from: page.words.since, to: page.words.until }[name];
  return ofYear ? filled(ofYear, { year: id }) : facets.loaded.get(FACETS[name])?.terms.get(id)?.name ?? shortened(id);
}

/** Load the facets of what is chosen, and those whose counts the panel shows: all, or where they are heavy those that are open. */
function loadFacets() {
  const chosen = choices(state).map(({ name }) => FACETS[name] ?? "years");
  const shown = at("panel").open ? [...at("facets").querySelectorAll(isLarge ? "details[open]" : "details")] : [];
  return facets.load([...chosen, ...shown.map(({ dataset }) => dataset.facet)]);
}

/** Take what is chosen in the panel; what it does not offer stays. */
function choose(chosen, how) {
  const others = [...state].filter((choice) => !isInPanel(choice));
  go(cleaned(new URLSearchParams([...others, ...chosen])), how);
}

/** Take a new state: as a step that the back button undoes, or in the place of the present one while typing. */
function go(next, { isStep = true } = {}) {
  state = next;
  history[isStep ? "pushState" : "replaceState"]({}, "", addressFor(state));
  return show();
}

const order = () => state.get("sort") ?? (query() ? "relevance" : "newest");

/** Records have their numbers from the oldest on. */
function sorted(records) {
  const direction = { newest: -1, oldest: 1 }[order()];
  return direction ? [...records].sort((one, other) => direction * (one - other)) : records;
}

/** Show what the state asks for; of the rows only those from `start` on, if those before stand there already. */
async function show(start = 0) {
  const mine = ++turn;
  hasFailed = false;
  at("rows").setAttribute("aria-busy", "true");
  const patience = setTimeout(() => {
    if (mine === turn) at("count").textContent = page.words.searching;
  }, PATIENCE);
  try {
    const [answer] = await Promise.all([engine.find(query(), { isExact: state.has("exact") }), loadFacets()]);
    if (mine !== turn) return;
    const groups = answer.groups.map((group) => ({ ...group, records: sorted(facets.narrowed(group.records, state)) }))
      .filter(({ records }) => records.length);
    const left = groups.flatMap(({ records }) => records);
    const rows = left.slice(start, shown())
      .map(async (record) => rowItem(await index.rows(record, answer.isInTexts(record)), page.language, answer.sought));
    // The first that fails ends it; that others fail too is no news.
    for (const row of rows) row.catch(() => {});
    // What was shown before stays until there is something to take its place.
    if (at("rows").childElementCount) await rows[0];
    if (mine !== turn) return;
    clearTimeout(patience);
    showFrame(left, answer);
    if (!start) at("rows").replaceChildren();
    for (const [i, row] of rows.entries()) {
      const item = await row;
      // A slow processor has a moment for what the reader does.
      await pause();
      if (mine !== turn) return;
      at("rows").append(...lineBefore(left[start + i], groups), item);
    }
  } catch (fault) {
    if (mine === turn) showFault(fault);
  } finally {
    clearTimeout(patience);
    if (mine === turn) {
      at("rows").removeAttribute("aria-busy");
      document.getElementById("search").dataset.shown = location.search;
    }
  }
}

/** Try again; if that is in vain, the archive may have been published since, and files of before are gone. */
async function tryAgain() {
  await show();
  if (hasFailed && navigator.onLine) location.reload();
}

/** The line before the first of the records that have only some of the words. */
function lineBefore(record, groups) {
  const group = groups.find(({ records }) => records[0] === record);
  if (!group || group.has === group.of) return [];
  return [element("li", { class: "search__group" }, filled(group === groups[0] ? page.words.none : page.words.have, group))];
}

function showFault(fault) {
  hasFailed = true;
  at("count").textContent = page.words.failed;
  at("rows").replaceChildren();
  at("hint").replaceChildren();
  at("again").hidden = false;
  for (const name of ["pages", "more", "order"]) at(name).hidden = true;
  at("ways").hidden = false;
  showChips();
  console.error(fault);
}

/** Show all but the rows. */
function showFrame(left, answer) {
  const asked = shortened(query());
  const nothing = asked ? filled(answer.isEmpty ? page.words.noWords : page.words.nothingFor, { query: asked }) : page.words.nothing;
  at("count").textContent = left.length ? countText(left.length) : nothing;
  // A function, for in a text `$&` and its like would have a meaning.
  document.title = document.title.replace(/^.*(?= – )/s, () => (asked ? `${asked} – ${title}` : title));
  at("more").hidden = left.length <= shown();
  at("again").hidden = true;
  at("order").hidden = left.length < 2;
  const [relevance] = at("sort").options;
  relevance.hidden = relevance.disabled = !query();
  at("sort").value = order();
  at("ways").hidden = left.length > 0;
  if (document.activeElement !== at("field")) at("field").value = query();
  showChips();
  const found = answer.groups.flatMap(({ records }) => records);
  at("hint").replaceChildren(...understood(page, state, query(), answer), ...(left.length ? [] : wayOut(page, state, facets, found, nameOf)));
  at("pages").replaceChildren(...pageLinks(page, answer.pages));
  at("pages").hidden = !answer.pages.length;
  if (at("panel").open) showPanel(state, facets.counts(found, state), facets, page.words);
}

function showChips() {
  const made = choices(state);
  const chips = made.map((choice) => chip(nameOf(choice), choice.without, filled(page.words.remove, { name: nameOf(choice) })));
  at("chips").replaceChildren(...chips, ...(made.length > 1 ? [chip(page.words.removeAll, cleared(state))] : []));
  at("chips").hidden = !made.length;
  // The same search in the other languages.
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
}

const chip = (name, without, label) => element("li", {},
  element("a", { class: "chip", href: addressFor(without), "aria-label": label },
    name, label && element("span", { "aria-hidden": "true" }, " ×")));

async function takeBack(event) {
  const link = event.target.closest("a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  await go(cleaned(new URL(link.href).searchParams));
  // The chip that had the focus is gone; the field stays.
  (at("chips").querySelector("a") ?? at("field")).focus();
}

async function showMore() {
  // Rows to which no more can be added yet, or those of another search.
  if (at("rows").hasAttribute("aria-busy")) return;
  const first = shown();
  remember({ shown: first + AT_A_TIME });
  await show(first);
  at("rows").querySelectorAll(".row")[first]?.querySelector("a").focus();
}

function listen() {
  let pause = 0;
  let isTyping = false;
  // The first letter is a step of its own, so that the back button leads to what was before the typing.
  const ask = () => go(changed(state, { q: at("field").value, exact: "" }), { isStep: !isTyping });
  at("field").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      ask();
      isTyping = true;
    }, typingPause);
  });
  at("field").addEventListener("blur", () => (isTyping = false));
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    if (at("field").value.trim() !== query()) ask();
    else if (hasFailed) tryAgain();
    isTyping = false;
  });
  at("sort").addEventListener("change", () => go(changed(state, { sort: at("sort").value })));
  at("chips").addEventListener("click", takeBack);
  at("more").addEventListener("click", showMore);
  at("again").addEventListener("click", tryAgain);
  // Who comes back from a record comes back to its place in the list, which is made anew.
  at("rows").addEventListener("click", () => remember({ scroll: scrollY }));
  addEventListener("popstate", () => {
    state = cleaned(new URL(location).searchParams);
    at("field").value = query();
    show();
  });
}

async function start() {
  at("field").value = query();
  document.getElementById("search").hidden = false;
  at("ways").hidden = true;
  if (!isLarge && matchMedia("(min-width: 64em)").matches) at("panel").open = true;
  const answered = show();
  listen();
  const { scroll } = history.state ?? {};
  await pause(); // What is to be shown is asked for; to lay out the page takes longer.
  if (!scroll) at("field").focus({ preventScroll: true });
  await answered;
  if (scroll) scrollTo({ top: scroll, behavior: "instant" });
  listenToPanel(choose, (facet) => facets.loaded.has(facet) || show());
  at("panel").addEventListener("toggle", () => at("panel").open && show());
}

start();
