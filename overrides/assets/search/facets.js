// Narrowing: which records have the chosen terms, and how many each other choice would leave.
// Terms of one facet widen each other (Khujand or Bokhtar), but for one that contains another, which narrows it (Sughd
// and Khujand in it); facets narrow each other (there and in 2014).

class Facets {
  /** Facet → term → {id, name, broader, depth, records}; until the panel is wanted, of the chosen terms alone. */
  facets = new Map();
  #known = new Set();

  constructor(total) {
    this.total = total;
  }

  /** Take in all terms as facet_names in mission_archive/rendering/search_facets.py writes them. */
  list(names) {
    for (const [facet, terms] of Object.entries(names)) {
      const before = this.facets.get(facet);
      const none = this.isKnown(facet) ? new Uint8Array(this.total) : null;
      const byId = new Map(terms.map(([id, name, broader]) =>
        [id, { id, name, broader, depth: 0, records: before?.get(id)?.records ?? none }]));
      for (const term of byId.values()) {
        for (let above = byId.get(term.broader); above; above = byId.get(above.broader)) term.depth++;
      }
      this.facets.set(facet, byId);
    }
  }

  /** Take in the records of a facet's terms, those of narrower terms included: pairs of id and records. */
  add(facet, terms) {
    if (!this.facets.has(facet)) this.list({ [facet]: terms.map(([id]) => [id, id, ""]) });
    const byId = this.facets.get(facet);
    for (const term of byId.values()) term.records = new Uint8Array(this.total);
    for (const [id, records] of terms) if (byId.has(id)) byId.get(id).records = this.#mask(records);
    this.#known.add(facet);
  }

  /** Take in one term: its name and its records. */
  addTerm(facet, id, name, records) {
    if (!this.facets.has(facet)) this.facets.set(facet, new Map());
    const byId = this.facets.get(facet);
    byId.set(id, { broader: "", depth: 0, ...byId.get(id), id, name, records: this.#mask(records) });
  }

  #mask(records) {
    const mask = new Uint8Array(this.total);
    for (const record of records) mask[record] = 1;
    return mask;
  }

  /** Whether the records of all terms of a facet are known. */
  isKnown(facet) {
    return this.#known.has(facet);
  }

  hasTerm(facet, id) {
    return this.isKnown(facet) || Boolean(this.facets.get(facet)?.get(id)?.records);
  }

  get years() {
    return [...(this.facets.get("years")?.keys() ?? [])].filter((year) => /^\d+$/.test(year)).sort();
  }

  name(facet, id) {
    return this.facets.get(facet)?.get(id)?.name ?? id;
  }

  #masks(state) {
    const masks = new Map();
    for (const facet of Object.keys(PARAMETERS)) {
      const chosen = state.terms[facet] ?? [];
      if (chosen.length) masks.set(facet, this.#union(facet, chosen));
    }
    if (state.from || state.to) {
      masks.set("years", this.#union("years", this.years.filter((year) =>
        (!state.from || year >= state.from) && (!state.to || year <= state.to))));
    }
    return masks;
  }

  #union(facet, ids) {
    const mask = new Uint8Array(this.total);
    // Of a region and a town in it the town is meant.
    for (const id of ids.filter((wider) => !ids.some((id) => this.above(facet, id).includes(wider)))) {
      const records = this.facets.get(facet)?.get(id)?.records;
      if (records) for (let i = 0; i < this.total; i++) mask[i] |= records[i];
    }
    return mask;
  }

  /** The ids of the terms that contain one, nearest first, as far as they are known. */
  above(facet, id) {
    const byId = this.facets.get(facet);
    const found = [];
    for (let term = byId?.get(byId.get(id)?.broader); term; term = byId.get(term.broader)) found.push(term.id);
    return found;
  }

  /** Of some records those that the choice leaves, in their order. */
  narrowed(found, state) {
    const masks = [...this.#masks(state).values()];
    return found.filter((place) => masks.every((mask) => mask[place]));
  }

  /** Facet → term → how many of the found records it would leave beside the choice in all other facets; of the facets
   * whose records are known. */
  counts(found, state) {
    const masks = this.#masks(state);
    const counts = new Map();
    for (const facet of this.#known) {
      const others = [...masks].filter(([name]) => name !== facet).map(([, mask]) => mask);
      const left = found.filter((place) => others.every((mask) => mask[place]));
      const counted = new Map();
      for (const { id, records } of this.facets.get(facet).values()) {
        let count = 0;
        for (const place of left) count += records[place];
        counted.set(id, count);
      }
      counts.set(facet, counted);
    }
    return counts;
  }
}
