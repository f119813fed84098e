// The index: which records answer a query, best first, and what is shown of each.
// A record is known by its place in the archive's list, newest first; see mission_archive/search/files.py.

// How much more a word counts in a record's title than in its text.
const RANKING = {
  termSimilarity: 2.0,
  pageLength: 0, // the index does not tell lengths, see mission_archive/search/metadata.py
  metaWeights: { title: 6.0, summary: 2.0, date: 2.0, names: 3.0 },
};
const OWN_LANGUAGE = 1.25;

export class Engine {
  #base;
  #language;
  #start = null;
  #tables = new Map();
  #rows = new Map();
  #found = new Map();

  /** `base` is the address of the folder pagefind/, `language` the reader's. */
  constructor(base, language) {
    this.#base = base;
    this.#language = language;
  }

  async #entry() {
    // The one file whose content changes under its name.
    const entry = await (await fetch(`${this.#base}pagefind-entry.json`, { cache: "no-cache" })).json();
    const total = Object.values(entry.languages)[0]?.page_count ?? 0;
    return { folder: `${this.#base}${entry.state}/`, total };
  }

  /** The folder of this state of the archive, and the number of its records. */
  state() {
    this.#start ??= this.#entry();
    return this.#start;
  }

  async #pagefind() {
    const { createInstance } = await import(`${this.#base}pagefind.js`);
    const basePath = new URL(this.#base).pathname;
    // A worker would load the program a second time.
    return createInstance({ basePath, ranking: RANKING, noWorker: true });
  }

  #index = null;

  /** A table of the archive's state, kept once fetched. */
  async table(name) {
    if (!this.#tables.has(name)) {
      const { folder } = await this.state();
      this.#tables.set(name, fetch(`${folder}${name}`).then((answer) => answer.json()));
    }
    return this.#tables.get(name);
  }

  /** Places of the records that answer all words, best first; every record, newest first, where there are no words. */
  async find(words) {
    const { total } = await this.state();
    if (!words.length) return Array.from({ length: total }, (_, i) => i);
    const query = words.map(({ sought }) => sought).join(" ");
    if (!this.#found.has(query)) this.#found.set(query, this.#search(query));
    return this.#found.get(query);
  }

  async #search(query) {
    const { total } = await this.state();
    if (!total) return [];
    this.#index ??= this.#pagefind();
    const [index, own] = await Promise.all([this.#index, this.#ownLanguage()]);
    const { results } = await index.search(query, {});
    return results
      // Its digits stand with the last one first, see mission_archive/search/metadata.py.
      .map(({ id, score }) => [Number([...id].reverse().join("")), score])
      .map(([place, score]) => [place, score * (own.has(place) ? OWN_LANGUAGE : 1)])
      .sort(([one, oneScore], [other, otherScore]) => otherScore - oneScore || one - other)
      .map(([place]) => place);
  }

  async #ownLanguage() {
    // Nearly every record can be read in the archive's first language: a list of them would be long and change little.
    if (this.#language === "en") return new Set();
    const { [this.#language]: distances = "" } = await this.table("facets/languages.json");
    return new Set(places(distances));
  }

  /** What is shown of the record at a place. */
  row(place) {
    if (!this.#rows.has(place)) {
      const fetched = this.state().then(({ folder }) => fetch(`${folder}rows/${place}.json`));
      this.#rows.set(place, fetched.then((answer) => answer.json()));
    }
    return this.#rows.get(place);
  }
}

/** Places written as distances from one to the next, in base 36. */
export function places(distances) {
  let place = 0;
  return distances ? distances.split(" ").map((step) => (place += parseInt(step, 36))) : [];
}
