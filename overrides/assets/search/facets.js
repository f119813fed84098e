// Narrowing: which records have the chosen terms, and how many each other choice would leave.
// Terms of one facet widen each other (Khujand or Bokhtar), but for one that contains another, which narrows it (Sughd
// and Khujand in it); facets narrow each other (there and in 2014).

class Facets {
  /** Facet → id → {id, name, broader, depth, records}, of the facets that are loaded. */
  terms = new Map();
  #index;
  #language;

  constructor(index, language) {
    this.#index = index;
    this.#language = language;
  }

  /** Load what is not loaded yet: the terms in their order, each followed by those it contains, as files.py writes them. */
  async load(facets) {
    const missing = facets.filter((facet) => !this.terms.has(facet));
    if (!missing.length) return;
    const [root, found] = [await this.#index.root(), await this.#index.facets(missing, this.#language)];
    this.total = root.records;
    for (const [facet, { terms, sets, records }] of Object.entries({ years: root.years, ...found })) {
      const byId = new Map();
      for (const [id, name, broader] of terms) {
        byId.set(id, { id, name, broader, depth: (byId.get(broader)?.depth ?? -1) + 1, records: new Uint8Array(this.total) });
      }
      const all = [...byId.values()];
      numbers(records).forEach((set, record) => sets[set].forEach((place) => (all[place].records[record] = 1)));
      this.terms.set(facet, byId);
    }
  }

  name(facet, id) {
    return this.terms.get(facet)?.get(id)?.name;
  }

  #masks(state) {
    const masks = new Map();
    for (const [facet, chosen] of Object.entries(state.terms)) if (chosen.length) masks.set(facet, this.#union(facet, chosen));
    if (state.from || state.to) {
      masks.set("years", this.#union("years", [...this.terms.get("years").keys()].filter((year) =>
        (!state.from || year >= state.from) && (!state.to || year <= state.to))));
    }
    return masks;
  }

  #union(facet, ids) {
    const mask = new Uint8Array(this.total);
    // Of a region and a town in it the town is meant.
    for (const id of ids.filter((wider) => !ids.some((id) => this.above(facet, id).includes(wider)))) {
      const records = this.terms.get(facet)?.get(id)?.records;
      if (records) for (let i = 0; i < this.total; i++) mask[i] |= records[i];
    }
    return mask;
  }

  /** The ids of the terms that contain one, nearest first. */
  above(facet, id) {
    const byId = this.terms.get(facet);
    const found = [];
    for (let term = byId?.get(byId.get(id)?.broader); term; term = byId.get(term.broader)) found.push(term.id);
    return found;
  }

  /** Of some records those that the choice leaves, in their order. */
  narrowed(found, state) {
    const masks = [...this.#masks(state).values()];
    return found.filter((place) => masks.every((mask) => mask[place]));
  }

  /** Facet → term → how many of the found records it would leave beside the choice in all other facets. */
  counts(found, state) {
    const masks = [...this.#masks(state)];
    return new Map([...this.terms].map(([facet, byId]) => {
      const others = masks.filter(([name]) => name !== facet).map(([, mask]) => mask);
      const left = found.filter((place) => others.every((mask) => mask[place]));
      return [facet, new Map([...byId].map(([id, { records }]) => [id, left.reduce((sum, place) => sum + records[place], 0)]))];
    }));
  }
}
