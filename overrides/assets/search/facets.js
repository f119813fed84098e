// Narrowing: which records have the chosen terms, and how many each other choice would leave.
// Terms of one facet widen each other (Khujand or Bokhtar), but for one that contains another, which narrows it (Sughd
// and Khujand in it); facets narrow each other (there and in 2014).

class Facets {
  /** Facet → {terms: id → {id, name, broader, depth}, sets: of ids, setOf: the number of each record's}, of those that are loaded. */
  loaded = new Map();

  constructor(index, language) {
    Object.assign(this, { index, language });
    const { years, languages } = index.root;
    this.#keep({ years, languages });
  }

  /** Load what is not loaded yet. */
  async load(facets) {
    const missing = facets.filter((facet) => !this.loaded.has(facet));
    for (const found of await this.index.facets(missing, this.language)) this.#keep(found);
  }

  /** The terms of each facet stand in their order, each followed by those it contains, as search/index.py writes them. */
  #keep(found) {
    for (const [facet, { terms, sets, records }] of Object.entries(found)) {
      const byId = new Map();
      for (const [id, name, broader] of terms) byId.set(id, { id, name, broader, depth: (byId.get(broader)?.depth ?? -1) + 1 });
      const idsOf = (set) => set.map((place) => terms[place][0]);
      this.loaded.set(facet, { terms: byId, sets: sets.map(idsOf), setOf: numbers(records) });
    }
  }

  /** Whether records have terms of a facet, loaded or not. */
  has(facet) {
    return this.loaded.has(facet) || facet in this.index.root.facets;
  }

  /** The ids of the terms that contain one, nearest first. */
  above(facet, id) {
    const terms = this.loaded.get(facet)?.terms;
    const found = [];
    for (let term = terms?.get(terms.get(id)?.broader); term; term = terms.get(term.broader)) found.push(term.id);
    return found;
  }

  /** Facet → what says of a record whether it has what is chosen of it, for each of which anything is. */
  #conditions(state) {
    const chosen = Object.entries(FACETS).map(([name, facet]) => [facet, state.getAll(name)]).filter(([, ids]) => ids.length);
    const [from, to] = [state.get("from"), state.get("to")];
    const isBetween = (year) => (!from || year >= from) && (!to || year <= to);
    if (from || to) chosen.push(["years", [...this.loaded.get("years").terms.keys()].filter(isBetween)]);
    return chosen.map(([facet, ids]) => {
      const { sets, setOf } = this.loaded.get(facet) ?? { sets: [], setOf: [] };
      // Of a region and a town in it the town is meant.
      const wider = ids.flatMap((id) => this.above(facet, id));
      const fits = sets.map((set) => set.some((id) => ids.includes(id) && !wider.includes(id)));
      return [facet, (record) => fits[setOf[record]]];
    });
  }

  /** Of some records those that the choice leaves, in their order. */
  narrowed(found, state) {
    const conditions = this.#conditions(state);
    return found.filter((record) => conditions.every(([, fits]) => fits(record)));
  }

  /** Facet → term → how many of the found records it would leave beside the choice in all other facets. */
  counts(found, state) {
    const conditions = this.#conditions(state);
    return new Map([...this.loaded].map(([facet, { terms, sets, setOf }]) => {
      const others = conditions.filter(([other]) => other !== facet);
      const bySet = sets.map(() => 0);
      for (const record of found) if (others.every(([, fits]) => fits(record))) bySet[setOf[record]]++;
      const counted = new Map([...terms.keys()].map((id) => [id, 0]));
      sets.forEach((ids, set) => ids.forEach((id) => counted.set(id, counted.get(id) + bySet[set])));
      return [facet, counted];
    }));
  }
}
