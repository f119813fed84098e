// The files of the index; docs/develop/search.md describes them. Each is a script that hands over what it holds, so
// that they can be read from a folder, too.

const LETTERS_OF_NUMBERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((letter) => !'"\\<'.includes(letter));
const VALUE = new Uint8Array(128);
LETTERS_OF_NUMBERS.forEach((letter, value) => (VALUE[letter.charCodeAt(0)] = value));
const LAST = 64, FURTHER = LETTERS_OF_NUMBERS.length - LAST, WEIGHTS = 8, UNPLACED = 2, PLACE = 8, GROUP = 32, DRAWERS = 64;

const arrived = new Map();
globalThis.archive_search = (name, held) => arrived.set(name, held);

/** Numbers written as letters (mission_archive/search/coding.py). */
function numbers(text) {
  const found = [];
  let above = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUE[text.charCodeAt(i)];
    if (value >= LAST) above = above * FURTHER + value - LAST + 1;
    else {
      found.push(above * LAST + value);
      above = 0;
    }
  }
  return found;
}

class Index {
  #base;
  #version;
  #kept = new Map();
  #failed = new Set();

  /** `base` is the address of the folder in which the index lies; `version` stands behind the root's, which stays the same. */
  constructor(base, version = "") {
    this.#base = base;
    this.#version = version;
  }

  /** What a file holds; what failed is tried again when it is next wanted. */
  #load(name) {
    if (!this.#kept.has(name)) {
      // The browser may have kept the answer that there is no such file.
      const loading = this.#fetched(name, this.#failed.has(name) ? Date.now() : name === "index" ? this.#version : "");
      this.#kept.set(name, loading);
      loading.catch(() => {
        this.#kept.delete(name);
        this.#failed.add(name);
      });
    }
    return this.#kept.get(name);
  }

  #fetched(name, version) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${this.#base}${name}.js${version ? `?${version}` : ""}`;
      script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : reject(new Error(`${name} is broken`)));
      script.onerror = () => reject(new Error(`${name} could not be loaded`));
      for (const end of ["load", "error"]) script.addEventListener(end, () => script.remove());
      arrived.delete(name);
      document.head.append(script);
    });
  }

  /** Whether the archive has been published anew since the root was loaded: files that it names may be gone. */
  async isOutdated() {
    const before = await this.#kept.get("index");
    const now = before && await this.#fetched("index", Date.now());
    return JSON.stringify({ ...before, starts: null, leaves: null }) !== JSON.stringify({ ...now, starts: null, leaves: null });
  }

  /** The table of all files, with the beginnings of the leaves (`starts`) and their paths (`leaves`). */
  async root() {
    const root = await this.#load("index");
    if (!root.starts) {
      Object.assign(root, { starts: [], leaves: [] });
      let start = "";
      root.terms.split(";").filter(Boolean).forEach((group, i) => group.split(",").forEach((step, j) => {
        start = start.slice(0, parseInt(step[0], 36)) + step.slice(1);
        root.starts.push(start);
        root.leaves.push(`${root.digests.slice(i * 7, i * 7 + 7)}/${j}`);
      }));
    }
    return root;
  }

  /** The number of the leaf in which a term stands, if it stands anywhere. */
  async leafOf(term) {
    const { starts } = await this.root();
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** A leaf: {terms: term → Term, names: term → what it begins}. */
  async leaf(number) {
    if (number < 0) return { terms: new Map(), names: {} };
    const name = (await this.root()).leaves[number];
    const held = await this.#load(`index/w/${name}`);
    if (Array.isArray(held)) {
      const terms = new Map();
      const [parts, names] = held;
      for (let i = 0; i < parts.length; i += 4) terms.set(parts[i], new Term(parts[i], parts[i + 1], parts[i + 2], parts[i + 3]));
      // A term whose places are many has them in a file of its own.
      if (terms.size === 1) for (const term of terms.values()) term.apart = `index/p/${name}`;
      arrived.set(`index/w/${name}`, { terms, names });
      this.#kept.set(`index/w/${name}`, Promise.resolve(arrived.get(`index/w/${name}`)));
    }
    return arrived.get(`index/w/${name}`);
  }

  /** A term of the index, or undefined. */
  async term(term) {
    return (await this.leaf(await this.leafOf(term))).terms.get(term);
  }

  /** All terms that begin in a way, in the order of the index. */
  async beginning(start, most = Infinity) {
    const [first, last] = [await this.leafOf(start), await this.leafOf(`${start}\uffff`)];
    const leaves = await Promise.all(Array.from({ length: Math.min(last - first + 1, most) }, (_, i) => this.leaf(first + i)));
    return leaves.flatMap(({ terms }) => [...terms.values()]).filter(({ name }) => name.startsWith(start));
  }

  /** Have the places of a term loaded that are not with it. */
  async places(term) {
    if (term.apart && term.mayHavePlaces && !term.written) term.written = await this.#load(term.apart);
    return term;
  }

  /** A function that says of a record whether it can be read in a language. */
  async readable(code) {
    const { languages, readable } = await this.root();
    const place = languages.indexOf(code);
    return (record) => place >= 0 && Boolean(parseInt(readable[record], 32) >> place & 1);
  }

  /** What is shown of a record, in the language that suits the reader best. */
  async row(record, preferred) {
    const { rows } = await this.root();
    const group = Math.floor(record / GROUP);
    for (const code of preferred) {
      if ((await this.readable(code))(record)) return this.#load(`index/r/${rows.slice(group * 7, group * 7 + 7)}/${record}.${code}`);
    }
    throw new Error(`record ${record} can be read in no language`);
  }

  /** The names of all terms of the facets, as facet_names in rendering/search_facets.py gives them. */
  async facetNames(language) {
    return this.#load(`index/f/${language}.${(await this.root()).facets[language]}`);
  }

  /** Words that are spelt right and begin with the same letter, the most frequent first. */
  async spellings(drawer) {
    return (await this.#load(`index/s/${(await this.root()).spellings}/${drawer}`)).split(" ");
  }
}

/** A term with its records in their order, the weight of each, and where it stands in them. */
class Term {
  #records;
  #weights;
  #placed;

  constructor(name, spelt, postings, places) {
    Object.assign(this, { name, spelt, postings, written: places });
  }

  #decode() {
    const found = numbers(this.postings);
    this.#records = new Uint32Array(found.length);
    this.#weights = new Uint8Array(found.length);
    let record = -1;
    found.forEach((number, i) => {
      record += Math.floor(number / WEIGHTS) + 1;
      this.#records[i] = record;
      this.#weights[i] = number % WEIGHTS;
    });
  }

  get records() {
    if (!this.#records) this.#decode();
    return this.#records;
  }

  get weights() {
    if (!this.#records) this.#decode();
    return this.#weights;
  }

  get mayHavePlaces() {
    return this.weights.some((weight) => weight !== UNPLACED);
  }

  /** Record → its places in the texts, as far as they are loaded; each with what is left out before it, see `PLACE` in entries.py. */
  get placed() {
    if (this.#placed || !this.written) return this.#placed ?? new Map();
    this.#placed = new Map();
    const steps = numbers(this.written);
    let at = 0;
    this.records.forEach((record, i) => {
      if (this.weights[i] === UNPLACED) return;
      const places = [steps[at++] >> 1];
      for (; steps[at] & 1; at++) places.push(places.at(-1) + ((steps[at] + 1) >> 1));
      this.#placed.set(record, places);
    });
    return this.#placed;
  }

  /** The words that it stands for. */
  get spellings() {
    return this.spelt.split(",").map((change) => {
      const [, off, rest] = /^(?:(\d+) )?(.*)$/.exec(change);
      return this.name.slice(0, this.name.length - (off ?? 0)) + rest;
    });
  }
}
