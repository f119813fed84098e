// The files of the index; docs/develop/search.md describes them. Each is a script that hands over what it holds, so
// that they can be read from a folder, too.

const WEIGHTS = 8, UNPLACED = 2, PLACE = 8, GROUP = 32, DIGEST = 7;

/** Name of a file that is being loaded → what takes what it hands over. */
const awaited = new Map();
globalThis.archive_search = (name, held) => awaited.get(name)(held);

/** Numbers written as letters (mission_archive/search/coding.py). */
function numbers(text) {
  const found = [];
  let above = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 92) above = above * 34 + code - 92;
    else {
      found.push(above * 56 + code - 35);
      above = 0;
    }
  }
  return found;
}

/** One of the digests that stand one after another. */
const nth = (digests, i) => digests.slice(i * DIGEST, (i + 1) * DIGEST);

/** A term with the words that it stands for, its records in their order, and the weight of each. */
function termOf([name, words, postings, places], file) {
  const entries = numbers(postings);
  let record = -1;
  const records = entries.map((entry) => (record += Math.floor(entry / WEIGHTS) + 1));
  return { name, spellings: words.split(","), records, weights: entries.map((entry) => entry % WEIGHTS), places, file };
}

class Index {
  #base;
  #kept = new Map();
  #failed = new Set();

  /** `base` is the address of the folder in which the index lies, `root` the table of its files, which the page holds. */
  constructor(base, root) {
    this.#base = base;
    Object.assign(this, { root, starts: [], leaves: [] });
    root.terms.forEach((group, i) => group.forEach((start, j) => {
      this.starts.push(start);
      this.leaves.push(`${nth(root.digests, i)}/${j}`);
    }));
  }

  /** What is made of what a file holds; what failed is tried again when it is next wanted. */
  #load(name, made = (held) => held) {
    if (!this.#kept.has(name)) {
      this.#kept.set(name, this.#fetched(name).then(made).catch((fault) => {
        this.#kept.delete(name);
        this.#failed.add(name);
        throw fault;
      }));
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
    return this.starts.findLastIndex((start) => start <= term);
  }

  /** A leaf: {terms: term → what is known of it, names: term → what it begins}. */
  async leaf(number) {
    const file = this.leaves[number];
    return file ? this.#load(`index/w/${file}`, ([terms, names]) =>
      ({ terms: new Map(terms.map((term) => [term[0], termOf(term, file)])), names })) : { terms: new Map(), names: {} };
  }

  /** A term of the index, or undefined. */
  async term(term) {
    return (await this.leaf(this.leafOf(term))).terms.get(term);
  }

  /** Have the places of a term loaded, which are not with it where they are many. */
  async places(term) {
    term.places ??= await this.#load(`index/w/${term.file}p`);
  }

  /** A function that says of a record whether it has a term that fits, of a facet that the root holds. */
  having(facet, fits) {
    const { terms, sets, records } = this.root[facet];
    const isFit = sets.map((set) => set.some((place) => fits(terms[place][0]))), setOf = numbers(records);
    return (record) => isFit[setOf[record]];
  }

  /** [rows of a record (HTML) by the language of the reader; if `isWhole`, its texts by theirs, of which a part may be shown]. */
  rows(record, isWhole) {
    const folder = nth(this.root.rows, Math.floor(record / GROUP));
    return this.#load(`index/r/${folder}/${record}${isWhole ? "t" : ""}`);
  }

  /** Some facets, with those in the same files, as `sets_of` writes each in search/index.py. */
  facets(wanted, language) {
    const files = new Set(wanted.map((facet) => this.root.facets[facet]).filter(Boolean));
    return Promise.all([...files].map((file) => this.#load(`index/f/${this.root.drawer}/${language}.${file}`)));
  }

  /** Frequent words of a script, which are spelt right. */
  async spellings(script) {
    return (await this.#load(`index/s/${this.root.spellings}/${script}`)).split(" ");
  }
}
