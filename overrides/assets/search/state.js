// What is searched for, as the parameters of the page's address.

/** The name of each facet in an address, in the order of the panel. Years are chosen by `from` and `to` instead. */
const FACETS = Object.fromEntries([...at("facets").querySelectorAll("details")].map(({ dataset }) => [dataset.name, dataset.facet]));
const NARROWING = [...Object.keys(FACETS), "from", "to"];

/** Terms of one kind that an address may choose, and letters of its words; no page links to more. */
const MOST_TERMS = 50, MOST_LETTERS = 200;

/** What means something of some parameters, in one order. With `exact` no word is taken for another. */
function cleaned(given) {
  const query = (given.get("q") ?? "").trim().slice(0, MOST_LETTERS);
  const terms = Object.keys(FACETS).flatMap((name) => [...new Set(given.getAll(name))].slice(0, MOST_TERMS).map((id) => [name, id]));
  const years = ["from", "to"].map((name) => given.get(name)).map((year) => (/^\d{4}$/.test(year) ? year : ""));
  // Years the wrong way round can mean but one thing.
  const [from, to] = years.every(Boolean) ? years.sort() : years;
  const sort = ["relevance", "newest", "oldest"].find((name) => name === given.get("sort"));
  const all = [["q", query], ["exact", query && given.get("exact")], ...terms, ["from", from], ["to", to], ["sort", sort]];
  return new URLSearchParams(all.filter(([, value]) => value));
}

/** A state in which some parameters have another value; those are left out for which it is empty. */
function changed(state, values) {
  const next = new URLSearchParams(state);
  for (const [name, value] of Object.entries(values)) next.set(name, value);
  return cleaned(next);
}

/** The address of this page for a state. */
const addressFor = (state) => location.pathname + `?${state}`.replace(/^\?$/, "");

/** Each choice that narrows the search, with the state in which it is taken back. */
function choices(state) {
  const without = (choice) => new URLSearchParams([...state].filter((other) => String(other) !== String(choice)));
  return [...state].filter(([name]) => NARROWING.includes(name))
    .map((choice) => ({ name: choice[0], id: choice[1], without: without(choice) }));
}

/** A state without any of them. */
const cleared = (state) => new URLSearchParams([...state].filter(([name]) => !NARROWING.includes(name)));
