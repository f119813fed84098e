// The files of the index; docs/develop/search.md describes them. Each is a script that hands over what it holds, so
// that they can be read from a folder, too.

const LETTERS_OF_NUMBERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((letter) => !'"\\<'.includes(letter));
const VALUE = new Uint8Array(128);
LETTERS_OF_NUMBERS.forEach((letter, value) => (VALUE[letter.charCodeAt(0)] = value));
const LAST = 64, FURTHER = LETTERS_OF_NUMBERS.length - LAST, WEIGHTS = 8, UNPLACED = 2, PLACE = 8, GROUP = 32, DRAWERS = 64;

/** Name of a file that is being loaded → what takes what it hands over. */
const awaited = new Map();
globalThis.archive_search = (name, held) => awaited.get(name)(held);

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
  #kept = new Map();
  #failed = new Set();

  /** `base` is the address of the folder in which the index lies, `root` the table of its files, which the page holds. */
  constructor(base, root) {
    this.#base = base;
    this.root = unpacked(root);
  }

  /** What is made of what a file holds; what failed is tried again when it is next wanted. */
  #load(name, made = (held) => held) {
    if (!this.#kept.has(name)) {
      const loading = this.#fetched(name).then(made);
      this.#kept.set(name, loading);
      loading.catch(() => {
        this.#kept.delete(name);
        this.#failed.add(name);
      });
    }
    return this.#kept.get(name);
  }

  #fetched(name) {
    return new Promise((resolve, reject) => {
      awaited.set(name, resolve);
      // The browser may have kept the answer that there is no such file.
      const script = element("script", { src: `${this.#base}${name}.js${this.#failed.has(name) ? `?${Date.now()}` : ""}` });
      script.onload = script.onerror = () => {
        script.remove();
        reject(new Error(`${name} could not be loaded`)); // if it has not been
      };
      document.head.append(script);
    });
  }

  /** The number of the leaf in which a term stands, if it stands anywhere. */
  leafOf(term) {
    return this.root.starts.findLastIndex((start) => start <= term);
  }

  /** A leaf: {terms: term → Term, names: term → what it begins}. */
  async leaf(number) {
    const name = this.root.leaves[number];
    return !name ? { terms: new Map(), names: {} } : this.#load(`index/w/${name}`, ([parts, names]) => {
      const terms = new Map();
      for (let i = 0; i < parts.length; i += 4) terms.set(parts[i], new Term(...parts.slice(i, i + 4)));
      // A term whose places are many has them in a file of its own.
      if (terms.size === 1) for (const term of terms.values()) term.apart = `index/p/${name}`;
      return { terms, names };
    });
  }

  /** A term of the index, or undefined. */
  async term(term) {
    return (await this.leaf(this.leafOf(term))).terms.get(term);
  }

  /** Have the places of a term loaded that are not with it. */
  async places(term) {
    const isPlaced = term.weights.some((weight) => weight !== UNPLACED);
    if (term.apart && isPlaced) term.written = await this.#load(term.apart);
  }

  /** A function that says of a record whether it can be read in a language. */
  readable(code) {
    const { languages, readable } = this.root;
    const place = languages.indexOf(code);
    return (record) => place >= 0 && Boolean(parseInt(readable[record], 32) >> place & 1);
  }

  /** The row of a record for readers of a language (HTML); `isWhole`: and the texts of which a part may be shown. */
  async row(record, language, isWhole) {
    const group = Math.floor(record / GROUP) * 7;
    const folder = `${this.root.rows.slice(group, group + 7)}/${record}`;
    return isWhole ? this.#load(`index/t/${folder}.${language}`) : [(await this.#load(`index/r/${folder}`))[language]];
  }

  /** Some facets and those in the same files, as `with_records` writes each in files.py. */
  async facets(wanted, language) {
    const { facets, drawer } = this.root;
    const files = Object.keys(facets).filter((file) => wanted.some((facet) => facet in facets[file]));
    return Object.assign({}, ...await Promise.all(files.map((file) => this.#load(`index/f/${drawer}/${language}.${file}`))));
  }

  /** Words that are spelt right, the most frequent first. */
  async spellings(drawer) {
    return (await this.#load(`index/s/${this.root.spellings}/${drawer}`)).split(" ");
  }
}

/** The root with the beginnings of the leaves (`starts`) and their paths (`leaves`), which it names in short. */
function unpacked(root) {
  const starts = [], leaves = [];
  let start = "";
  root.terms.split(";").filter(Boolean).forEach((group, i) => group.split(",").forEach((step, j) => {
    start = start.slice(0, parseInt(step[0], 36)) + step.slice(1);
    starts.push(start);
    leaves.push(`${root.digests.slice(i * 7, i * 7 + 7)}/${j}`);
  }));
  return { ...root, starts, leaves };
}

/** A term with its records in their order, the weight of each, and its places; decoded when wanted, for a leaf has many. */
class Term {
  #entries;
  #records;
  #weights;

  constructor(name, spelt, postings, places) {
    Object.assign(this, { name, spelt, postings, written: places });
  }

  get #decoded() {
    return (this.#entries ??= numbers(this.postings));
  }

  get records() {
    let record = -1;
    return (this.#records ??= this.#decoded.map((entry) => (record += Math.floor(entry / WEIGHTS) + 1)));
  }

  get weights() {
    return (this.#weights ??= this.#decoded.map((entry) => entry % WEIGHTS));
  }

  /** Record → its places in the texts, as far as they are loaded; each with what is left out before it, see `PLACE` in postings.py. */
  placesIn(isWanted) {
    const placed = new Map();
    const steps = numbers(this.written);
    let at = 0;
    for (let i = 0; at < steps.length; i++) {
      if (this.weights[i] === UNPLACED) continue;
      const start = at++;
      while (steps[at] & 1) at++;
      let place = 0;
      if (isWanted(this.records[i])) placed.set(this.records[i], steps.slice(start, at).map((step) => (place += (step + 1) >> 1)));
    }
    return placed;
  }

  /** The words that it stands for. */
  get spellings() {
    return this.spelt.split(",").map((change) => {
      const [, off, rest] = /^(?:(\d+) )?(.*)$/.exec(change);
      return this.name.slice(0, this.name.length - (off ?? 0)) + rest;
    });
  }
}
