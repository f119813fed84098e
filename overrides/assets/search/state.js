// What is searched for, as the address of the page says it.

/** Facet → its name in an address, in the order of the panel. Years are chosen by `from` and `to` instead. */
const PARAMETERS = {
  places: "place", themes: "theme", collections: "collection", dimensions: "dimension", formats: "format",
  institutions: "institution", series: "series", languages: "language",
};

/** Terms of one kind that an address may choose, and letters of its words; no page links to more. */
const MOST_TERMS = 50, MOST_LETTERS = 200;

const SORTS = ["relevance", "newest", "oldest"];

/** {query, isExact, terms: {facet: [ids]}, from, to, sort}; a sort that is not chosen is "". `isExact`: no word is taken for another. */
function read(address) {
  const asked = new URL(address).searchParams;
  const terms = {};
  for (const [facet, parameter] of Object.entries(PARAMETERS)) {
    const chosen = asked.getAll(parameter).filter(Boolean);
    if (chosen.length) terms[facet] = [...new Set(chosen)].slice(0, MOST_TERMS);
  }
  const year = (name) => (/^\d{4}$/.test(asked.get(name) ?? "") ? asked.get(name) : "");
  const [from, to] = [year("from"), year("to")];
  const sort = asked.get("sort");
  return {
    query: (asked.get("q") ?? "").slice(0, MOST_LETTERS), isExact: asked.has("exact"), terms, sort: SORTS.includes(sort) ? sort : "",
    // Years the wrong way round can mean but one thing.
    ...(from && to && from > to ? { from: to, to: from } : { from, to }),
  };
}

/** The address of this page for a state, with nothing in it that is not chosen. */
function write(state) {
  const said = new URLSearchParams();
  if (state.query.trim()) said.set("q", state.query.trim());
  if (state.query.trim() && state.isExact) said.set("exact", "1");
  for (const [facet, parameter] of Object.entries(PARAMETERS)) {
    for (const id of state.terms[facet] ?? []) said.append(parameter, id);
  }
  for (const name of ["from", "to", "sort"]) if (state[name]) said.set(name, state[name]);
  const text = said.toString();
  return location.pathname + (text ? `?${text}` : "");
}

/** Each choice that narrows the search, with the state in which it is taken back. */
function choices(state) {
  const made = [];
  for (const [facet, ids] of Object.entries(state.terms)) {
    for (const id of ids) {
      const rest = ids.filter((other) => other !== id);
      made.push({ facet, id, without: { ...state, terms: { ...state.terms, [facet]: rest } } });
    }
  }
  if (state.from) made.push({ facet: "from", id: state.from, without: { ...state, from: "" } });
  if (state.to) made.push({ facet: "to", id: state.to, without: { ...state, to: "" } });
  return made;
}

/** A state without any of them. */
const cleared = (state) => ({ ...state, terms: {}, from: "", to: "" });
