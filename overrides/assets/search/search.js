// The search page: what is asked, by field, facets or address, and what is shown for it.

const TYPING_PAUSE = 250; // milliseconds
const TYPING_PAUSE_AMONG_MANY = 600;
const MOST_REPEATED = 80; // letters
const PATIENCE = 400; // milliseconds until it is said that the search goes on
// Each result is a file; where the index is heavy the first ones are fewer.
const PER_STEP = 20;
const PER_STEP_OF_MANY = 10;

const page = JSON.parse(document.getElementById("search-words").textContent);
const at = (name) => document.getElementById(`search-${name}`);
// When the archive was found to have been published anew: a browser may still keep the root of before.
const renewed = history.state?.renewed;
const index = new Index(new URL(`${page.root}assets/`, location).href, renewed ?? page.version);
const engine = new Engine(index, page.preferred);
const plural = new Intl.PluralRules(page.language);

let state = read(location);
let perStep = PER_STEP;
let typingPause = TYPING_PAUSE;
let shown = history.state?.shown ?? perStep;
const facets = new Facets(index, page.language);
let panel = null;
let turn = 0;
let hasStarted = false;
let hasFailed = false;

/** A number as the lists of the site write it; what browsers have for that takes long to start and knows no Tajik. */
const numberText = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, page.language === "en" ? "," : "\u00a0");

function countText(number) {
  const sample = page.counts[plural.select(number)] ?? page.counts.many;
  return sample.replace(/[125]/, numberText(number));
}

function nameOf({ facet, id }) {
  if (facet === "from") return filled(page.words.since, { year: id });
  if (facet === "to") return filled(page.words.until, { year: id });
  return facets.name(facet, id) ?? shortened(id);
}

/** Load the facets of what is chosen, and those whose counts the panel shows: all, or where they are heavy those that are open. */
async function loadFacets() {
  const { large, facets: files } = await index.root();
  const offered = Object.keys(PARAMETERS).filter((facet) => Object.values(files).some((terms) => terms[facet] > 1));
  const open = [...at("facets").querySelectorAll("details[open]")].map(({ dataset }) => dataset.facet);
  const isPanelOpen = at("panel").open;
  const years = state.from || state.to || isPanelOpen ? ["years"] : [];
  await facets.load([...Object.keys(state.terms), ...years, ...(!isPanelOpen ? [] : large ? open : offered)]);
  if (isPanelOpen) panel ??= new Panel(at("facets"), page, facets, offered, (choice, how) => go({ ...state, ...choice }, how), () => show());
}

/** Take a new state: as a step that the back button undoes, or in the place of the present one while typing. */
function go(next, { isStep = true } = {}) {
  state = next;
  shown = perStep;
  const address = write(state);
  if (isStep) history.pushState({ shown, renewed }, "", address);
  else history.replaceState({ shown, renewed }, "", address);
  return show();
}

const orderOf = (answer) => state.sort || (answer.isAll || answer.isEmpty ? "newest" : "relevance");

/** Records have their numbers from the oldest on. */
function sorted(records, answer) {
  const order = orderOf(answer);
  if (order === "newest") return [...records].sort((one, other) => other - one);
  return order === "oldest" ? [...records].sort((one, other) => one - other) : records;
}

/** Show what the state asks for; of the rows only those from `start` on, if those before stand there already. */
async function show(start = 0) {
  const mine = ++turn;
  at("rows").setAttribute("aria-busy", "true");
  const patience = setTimeout(() => {
    if (mine === turn) at("count").textContent = page.words.searching;
  }, PATIENCE);
  try {
    if (hasFailed && await index.isOutdated()) return startAnew();
    const [answer] = await Promise.all([engine.find(state.query, state), loadFacets()]);
    if (mine !== turn) return;
    const found = answer.groups.flatMap(({ records }) => records);
    const groups = answer.groups.map((group) => ({ ...group, records: sorted(facets.narrowed(group.records, state), answer) }))
      .filter(({ records }) => records.length);
    const left = groups.flatMap(({ records }) => records);
    const items = itemsOf(left, groups, answer, start);
    const first = await items.next();
    if (mine !== turn) return;
    clearTimeout(patience);
    showFrame(left, answer, found);
    at("hint").replaceChildren(...understood(page, state, answer), ...(left.length ? [] : wayOut(page, state, facets, found, nameOf)));
    at("pages").replaceChildren(...pageLinks(page, answer.pages));
    at("pages").hidden = !answer.pages.length;
    if (!start) at("rows").replaceChildren();
    at("rows").append(...(first.value ?? []));
    for await (const more of items) {
      if (mine !== turn) return;
      at("rows").append(...more);
    }
    hasFailed = false;
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

/** Load the page of the archive that has been published since, with the same search. */
function startAnew() {
  history.replaceState({ shown, renewed: Date.now() }, "");
  location.reload();
}

/** The items of each row as soon as it is loaded, with a line before those that have only some of the words. */
async function* itemsOf(records, groups, answer, start) {
  const lines = new Map();
  let place = 0;
  for (const { has, of, records } of groups) {
    if (has < of && !answer.nearest) lines.set(place, filled(place ? page.words.have : page.words.none, { has, of }));
    place += records.length;
  }
  const rows = records.slice(start, shown).map((record) => rowOf(record, answer));
  // The first that fails ends it; that others fail too is no news.
  for (const row of rows) row.catch(() => {});
  for (const [i, loading] of rows.entries()) {
    const row = await loading;
    // A slow processor has a moment for what the reader does.
    await pause();
    const line = lines.get(start + i);
    yield [...(line ? [element("li", { class: "search__group" }, line)] : []), rowItem(row, page, answer.sought)];
  }
}

/** What is shown of a record, with its texts where neither title nor summary say why it was found. */
async function rowOf(record, { sought, isInTexts }) {
  const row = await index.row(record, page.language, isInTexts(record));
  return row.texts || tells(row, sought) ? row : index.row(record, page.language, true);
}

function showFault(fault) {
  hasFailed = true;
  at("count").textContent = page.words.failed;
  at("rows").replaceChildren();
  const again = element("button", { type: "button" }, page.words.again);
  again.addEventListener("click", () => show());
  at("hint").replaceChildren(element("p", { class: "search__more" }, again));
  for (const name of ["pages", "more", "order"]) at(name).hidden = true;
  at("ways").hidden = false;
  showChips();
  console.error(fault);
}

function showFrame(left, answer, found) {
  const query = shortened(state.query.trim());
  const nothing = query ? filled(answer.isEmpty ? page.words.noWords : page.words.nothingFor, { query }) : page.words.nothing;
  at("count").textContent = left.length ? countText(left.length) : nothing;
  // A function, for in a text `$&` and its like would have a meaning.
  document.title = document.title.replace(/^.*(?= – )/s, () => (query ? `${query} – ${page.title}` : page.title));
  at("more").hidden = left.length <= shown;
  at("order").hidden = left.length < 2;
  at("sort").replaceChildren(...SORTS.filter((sort) => !answer.isAll || sort !== "relevance").map((sort) =>
    element("option", { value: sort, selected: sort === orderOf(answer) }, page.words[sort])));
  at("ways").hidden = left.length > 0;
  if (document.activeElement !== at("field")) at("field").value = state.query;
  showChips();
  panel?.show(state, facets.counts(found, state));
}

function showChips() {
  const made = choices(state);
  const chips = made.map((choice) => chip(nameOf(choice), choice.without));
  if (made.length > 1) chips.push(chip(page.words.removeAll, cleared(state), true));
  at("chips").replaceChildren(...chips);
  at("chips").hidden = !made.length;
  // The same search in the other languages.
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
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

async function showMore() {
  const first = shown;
  shown += perStep;
  history.replaceState({ shown, renewed }, "");
  await show(first);
  at("rows").querySelectorAll("article")[first]?.querySelector("a").focus();
}

/** What the field holds; a program can put more into it than a reader may type. */
const typed = () => at("field").value.slice(0, MOST_LETTERS);

function listen() {
  let pause = 0;
  let isTyping = false;
  at("field").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      // The first letter is a step of its own, so that the back button leads to what was before the typing.
      go({ ...state, query: typed(), isExact: false }, { isStep: !isTyping });
      isTyping = true;
    }, typingPause);
  });
  at("field").addEventListener("blur", () => (isTyping = false));
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    const query = typed();
    if (query !== state.query) go({ ...state, query, isExact: false }, { isStep: !isTyping });
    else if (hasFailed) show();
    isTyping = false;
  });
  at("sort").addEventListener("change", () => go({ ...state, sort: at("sort").value }));
  at("panel").addEventListener("toggle", () => hasStarted && at("panel").open && show());
  at("more").addEventListener("click", showMore);
  // Who comes back from a record comes back to its place in the list, which is made anew.
  at("rows").addEventListener("click", () => history.replaceState({ shown, renewed, scroll: scrollY }, ""));
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
  const { large } = await index.root().catch(() => ({}));
  if (large) {
    perStep = PER_STEP_OF_MANY;
    typingPause = TYPING_PAUSE_AMONG_MANY;
    shown = history.state?.shown ?? perStep;
  } else if (matchMedia("(min-width: 64em)").matches) at("panel").open = true;
  const { scroll } = history.state ?? {};
  if (!scroll) at("field").focus({ preventScroll: true });
  await show();
  hasStarted = true;
  if (scroll) scrollTo({ top: scroll, behavior: "instant" });
}

start();
