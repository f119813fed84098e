// The index: which records answer a query, best first, and what is shown of each.
// A record is known by its place in the archive's list, newest first; see mission_archive/search/files.py.

// How much more a word counts in a record's title than in its text.
const RANKING = {
  termSimilarity: 2.0,
  pageLength: 0, // the index does not tell lengths, see mission_archive/search/metadata.py
  metaWeights: { title: 6.0, summary: 2.0, date: 2.0, names: 3.0 },
};
const OWN_LANGUAGE = 1.25;
// How many files of the index a search may load: for each word the one in which it would stand, and further ones with
// words that begin like it. A few letters begin too many words.
const MOST_FILES = 6;
const MANY_WORDS = 6; // each tells less
const MOST_FURTHER = 3;
const SHORT = 3;
const TERM = /^[a-z0-9-]+$/;

// Pagefind goes on without a file that it could not load, as if no record held its words. So its loads are watched.
let lost = 0;
const load = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (...asked) => {
  try {
    const answer = await load(...asked);
    if (!answer.ok) lost++;
    return answer;
  } catch (fault) {
    lost++;
    throw fault;
  }
};

export class Engine {
  #base;
  #language;
  #preferred;
  #firstLanguage;
  #kept = new Map();
  #attempts = 0;

  /** `base` is the address of the folder pagefind/, `preferred` are the reader's languages, `firstLanguage` the archive's. */
  constructor(base, preferred, firstLanguage) {
    this.#base = base;
    [this.#language] = preferred;
    this.#preferred = preferred;
    this.#firstLanguage = firstLanguage;
  }

  /** What was made under a name, made once; what failed is tried again when it is next wanted. */
  #once(name, make) {
    if (!this.#kept.has(name)) {
      const made = make();
      this.#kept.set(name, made);
      made.catch(() => this.#kept.delete(name));
    }
    return this.#kept.get(name);
  }

  async #json(address, options) {
    const answer = await load(address, options);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  /** The folder of this state of the archive, and the number of its records. */
  state() {
    return this.#once("state", async () => {
      // The one file whose content changes under its name.
      const entry = await this.#json(`${this.#base}pagefind-entry.json`, { cache: "no-cache" });
      const total = Object.values(entry.languages)[0]?.page_count ?? 0;
      return { folder: `${this.#base}${entry.state}/`, total };
    });
  }

  #pagefind() {
    return this.#once("pagefind", async () => {
      // A browser may remember that a module could not be loaded.
      const again = this.#attempts++ ? `?${this.#attempts}` : "";
      const { createInstance } = await import(`${this.#base}pagefind.js${again}`);
      const basePath = new URL(this.#base).pathname;
      // A worker would load the program a second time.
      return createInstance({ basePath, ranking: RANKING, noWorker: true });
    });
  }

  /** A table of the archive's state. */
  table(name) {
    return this.#once(name, async () => this.#json(`${(await this.state()).folder}${name}`));
  }

  /** A term of a facet: its names by language, and its records; null if there is no such term. */
  term(facet, id) {
    return this.#once(`term ${facet} ${id}`, async () => {
      if (!TERM.test(id)) return null;
      const { folder } = await this.state();
      const answer = await load(`${folder}facets/${facet}/${id}.json`);
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`${facet} ${id}: ${answer.status}`);
      return answer.json();
    });
  }

  /**
   * Places of the records that answer all words, best first; every record, newest first, where there are no words.
   * To know whether there are any, `isRough` may do: it loads less and may miss some.
   */
  async find(words, { isRough = false } = {}) {
    const index = words.length ? this.#pagefind() : null; // on its way while the state is asked for
    index?.catch(() => {});
    const { total } = await this.state().catch((fault) => {
      this.#kept.delete("pagefind"); // which has asked for the same in vain
      throw fault;
    });
    if (!index) return Array.from({ length: total }, (_, i) => i);
    if (!total) return [];
    const terms = words.map(({ sought }) => sought);
    return this.#once(`found ${isRough} ${terms.join(" ")}`, () => this.#search(index, terms, isRough));
  }

  async #search(loading, terms, isRough) {
    const before = lost;
    const [index, own, starts] = await Promise.all([
      loading, this.#ownLanguage(), this.#once("starts", async () => decoded(await this.table("starts.json"))),
    ]);
    try {
      if (!isRough) await Promise.all(beginnings(starts, terms).map((start) => index.preload(start)));
      const { results } = await index.search(terms.join(" "), {});
      if (lost > before) throw new Error("a part of the index could not be loaded");
      return results
        // Its digits stand with the last one first, see mission_archive/search/metadata.py.
        .map(({ id, score }) => [parseInt([...id].reverse().join(""), 16), score])
        .map(([place, score]) => [place, score * (own.has(place) ? OWN_LANGUAGE : 1)])
        .sort(([one, oneScore], [other, otherScore]) => otherScore - oneScore || one - other)
        .map(([place]) => place);
    } catch (fault) {
      this.#kept.delete("pagefind");
      throw fault;
    }
  }

  #ownLanguage() {
    return this.#toldIn(this.#language);
  }

  #toldIn(code) {
    return this.#once(`told in ${code}`, async () => {
      // Nearly every record can be read in the archive's first language: a list of them would be long and change little.
      if (code === this.#firstLanguage) return new Set();
      const found = await this.term("languages", code);
      return new Set(places(found?.[1]));
    });
  }

  /** What is shown of the record at a place, in the language that suits the reader best. */
  async row(place) {
    for (const code of this.#preferred) {
      if (code === this.#firstLanguage) break;
      if ((await this.#toldIn(code)).has(place)) return this.table(`rows/${place}.${code}.json`);
    }
    return this.table(`rows/${place}.json`);
  }
}

/** Sorted words, each written as the number of letters that it shares with the one before, and the rest. */
function decoded(written) {
  let word = "";
  return written.split(" ").map((told) => (word = word.slice(0, parseInt(told[0], 36)) + told.slice(1)));
}

/**
 * Words by which Pagefind loads the further files that hold words beginning like a sought one. By itself it loads the
 * one file in which the word would stand. `starts` tells how the first word of each file begins.
 */
function beginnings(starts, terms) {
  const most = (term) => (term.length < SHORT ? 0 : term.length === SHORT ? 1 : MOST_FURTHER);
  const further = terms.map((term) =>
    starts.filter((start) => start.startsWith(term) && start !== term).slice(0, most(term)));
  const inTurn = Array.from({ length: MOST_FURTHER }, (_, i) => further.map((found) => found[i])).flat();
  return inTurn.filter((start) => start !== undefined)
    .slice(0, terms.length < MANY_WORDS ? MOST_FILES - terms.length : 0);
}

/** Places written as distances from one to the next, in base 36. */
export function places(distances) {
  let place = 0;
  return distances ? distances.split(" ").map((step) => (place += parseInt(step, 36))) : [];
}
