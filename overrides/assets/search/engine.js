// Which records answer a query, the best first.

// What each weight is worth, see `Entries` in mission_archive/search/entries.py.
const WEIGHT_WORTH = [1, 2, 3.2, 3.6, 3.5, 4.2, 7, 8];
const IN_TITLE = 6, IN_SUMMARY = 4;
// Weights of a word that is in the name of one of a record's terms, as its year is. It comes first among records that lack others.
const NAMED = [2, 3, 5, 7], OF_YEAR = 12;
const OWN_LANGUAGE = 1.25, ALL_IN_TITLE = 3, ALL_IN_SUMMARY = 1, SIDE_BY_SIDE = 1.5, NEAR = 0.6;
const NEAR_PLACES = 4;
const SHORTEST_BEGINNING = 3, MOST_LEAVES = 4, SHORTEST_COMPOUND = 7;
const MOST_JOINED = 3;

class Engine {
  /** `preferred` are the reader's languages, the best first. */
  constructor(index, preferred) {
    this.index = index;
    this.preferred = preferred;
  }

  /**
   * What answers a query: {groups, sought, isInTexts, unknown, corrected, pages, nearest, isEmpty}. `groups` are lists of
   * records by how many of the words they have, `sought` the terms and beginnings to be marked in them, `isInTexts` says
   * of a record whether its texts alone have any. `isExact`: no word is taken for another one.
   */
  async find(query, { isExact = false } = {}) {
    const asked = parsed(query, this.preferred[0]);
    const { records: total } = await this.index.root();
    const answer = { groups: [], sought: { terms: new Set(), beginnings: [] }, isInTexts: () => false, unknown: [], corrected: [], pages: [] };
    if (!query.trim()) return { ...answer, isAll: true, groups: [{ has: 0, of: 0, records: newestFirst(total) }] };
    const led = await this.#byAddress(asked.addresses);
    if (led.length) return { ...answer, groups: [{ has: 1, of: 1, records: led }] };
    if (asked.isAddress) return answer;
    if (asked.date) return this.#byDate(asked.date, answer);
    if (!asked.words.length && !asked.phrases.length) return { ...answer, isEmpty: true };
    const resolved = await Promise.all(asked.words.map((word) => this.#resolved(word, isExact)));
    await pause();
    await this.#join(asked.words, resolved);
    const phrases = await Promise.all(asked.phrases.map((words) => this.#phrase(words)));
    const without = await Promise.all(asked.without.map((words) => this.#phrase(words)));
    answer.pages = await this.#pages(asked.phrases.length ? [] : asked.words, resolved);
    for (const { word, terms, beginning, better } of resolved) {
      for (const name of [...terms.map((term) => term.name), ...(word.parts ?? [])]) answer.sought.terms.add(name);
      if (beginning) answer.sought.beginnings.push(word.typed);
      if (better) answer.corrected.push({ typed: word.typed, better });
      if (!terms.length && !word.pairs) answer.unknown.push(word.typed);
    }
    for (const words of asked.phrases) words.forEach((word) => word.terms.forEach((term) => answer.sought.terms.add(term)));
    const needed = [];
    for (const word of resolved) {
      await pause();
      needed.push(hits(word, total));
    }
    for (const phrase of phrases) needed.push(ofPhrase(phrase, total));
    const near = await this.#nearness(resolved, total);
    return { ...answer, ...await this.#ranked(needed, near, without, total) };
  }

  async #byAddress(keys) {
    const terms = await Promise.all(keys.map((key) => this.index.term(key)));
    return [...new Set(terms.flatMap((term) => [...(term?.records ?? [])]))].reverse();
  }

  /** The records of a day or month, or those of the nearest ones that have any. */
  async #byDate(date, answer) {
    const term = await this.index.term(`@${date}`);
    const year = Number(date.slice(0, 4));
    answer.pages = await this.#pages([{ terms: [String(year)] }], []);
    if (term) return { ...answer, groups: [{ has: 1, of: 1, records: [...term.records].reverse() }] };
    const years = (await this.index.root()).years.terms.map(([other]) => Number(other));
    const near = new Set([year, years.filter((other) => other < year).at(-1), years.find((other) => other > year)].filter(Boolean));
    const around = await Promise.all([...near].sort().map((other) => this.index.beginning(`@${other}-`)));
    const dates = around.flat().filter(({ name }) => name.length === date.length + 1);
    const before = dates.filter(({ name }) => name < `@${date}`).at(-1);
    const after = dates.find(({ name }) => name > `@${date}`);
    const nearest = [before, after].filter(Boolean);
    const records = [...new Set(nearest.flatMap((found) => [...found.records]))].sort((one, other) => other - one);
    return { ...answer, nearest: nearest.map(({ name }) => name.slice(1)), date, groups: records.length ? [{ has: 0, of: 1, records }] : [] };
  }

  /** A word with the terms of the index that answer it: itself, what begins with it, or what it is a slip for. */
  async #resolved(word, isExact) {
    // The second form is that of another language: it counts where the first is unknown, or where both are as likely.
    const known = [];
    for (const term of word.terms) {
      if (!known.length || this.preferred[0] === "tg") known.push(...[await this.index.term(term)].filter(Boolean));
    }
    // A stem that is typed as it is may be the beginning of other words: афғ is one of афғонҳо and begins Афғонистон.
    if (known.some(({ spellings }) => spellings.includes(word.typed) || spellings.some((one) => one.includes("-")))) return { word, terms: known };
    const like = await this.#neighbours(word.typed);
    await pause();
    const begun = word.typed.length < SHORTEST_BEGINNING ? []
      : like.filter((term) => term.spellings.some((spelling) => spelling.startsWith(word.typed)));
    if (known.length || begun.length) return { word, terms: [...new Set([...known, ...begun])], beginning: begun.length > 0 };
    if (word.typed.length >= SHORTEST_COMPOUND && await this.#takenApart(word, like)) return { word, terms: [] };
    const better = isExact ? null : await this.#better(word.typed, like);
    if (!better) return { word, terms: [] };
    const [fixed, ...more] = wordsOf(better, this.preferred[0]);
    if (more.length && await this.#pair(word, better.replaceAll("-", " "))) return { word, better, terms: [] };
    const found = await Promise.all((fixed?.terms ?? []).map((term) => this.index.term(term)));
    return { word, better, terms: found.filter(Boolean) };
  }

  /** The terms that stand around a word, among which those lie that begin with it. */
  async #neighbours(typed) {
    const first = Math.max(0, await this.index.leafOf(typed)), last = await this.index.leafOf(`${typed}\uffff`);
    return (await this.index.leaves(first, Math.min(last, first + MOST_LEAVES - 1))).filter(({ name }) => !name.startsWith("@"));
  }

  /** Whether a word is two that stand side by side elsewhere: crossborder. */
  async #takenApart(word, like) {
    const starts = like.filter((term) => term.name.length >= SHORTEST_BEGINNING)
      .flatMap((term) => term.spellings).filter((start) => start.length >= SHORTEST_BEGINNING &&
        word.typed.length - start.length >= SHORTEST_BEGINNING && word.typed.startsWith(start));
    for (const start of starts.sort((one, other) => other.length - one.length).slice(0, 2)) {
      if (await this.#pair(word, `${start} ${word.typed.slice(start.length)}`)) return true;
    }
    return false;
  }

  /** Let two words side by side stand for one; whether they stand so anywhere. */
  async #pair(word, apart) {
    const parts = wordsOf(apart, this.preferred[0]);
    const { records } = await this.#phrase(parts);
    if (!records.size) return false;
    Object.assign(word, { pairs: records, parts: parts.flatMap(({ terms }) => terms) });
    return true;
  }

  /** The spelling nearest to a word that the archive does not know. */
  async #better(typed, like) {
    if (/\p{N}/u.test(typed) || typed.length < SHORTEST_BEGINNING) return null;
    const own = like.flatMap((term) => term.spellings);
    const drawer = await this.index.spellings(typed.codePointAt(0) % DRAWERS);
    const [found] = nearest(typed, [...drawer, ...own]);
    if (found) return found;
    // The slip may be in the first letter.
    return nearest(typed, await this.index.spellings("common"))[0] ?? null;
  }

  /** Two words that some write as one: `cross border` and `crossborder`. */
  async #join(words, resolved) {
    if (words.length > MOST_JOINED) return;
    // A leaf for each two words would weigh more than it finds.
    const known = new Set((await this.index.root()).joined.split(" "));
    await Promise.all(words.slice(1).map(async (word, i) => {
      const before = words[i];
      if (word.place !== before.place + 1) return;
      const isUnknown = [resolved[i], resolved[i + 1]].some(({ terms }) => !terms.length);
      const joined = await Promise.all(termsOf(before.typed + word.typed, this.preferred[0] === "tg" ? "tg" : "ru")
        .filter((term) => isUnknown || known.has(term)).map((term) => this.index.term(term)));
      for (const found of [resolved[i], resolved[i + 1]]) found.joined = [...(found.joined ?? []), ...joined.filter(Boolean)];
    }));
    await Promise.all(resolved.map(async ({ word, terms }) => {
      // One word that some write as two.
      const apart = terms.flatMap((term) => term.spellings).find((spelling) =>
        spelling.includes("-") && spelling.replace("-", "") === word.typed);
      if (apart) await this.#pair(word, apart.replace("-", " "));
    }));
  }

  /** The records in which words stand one after another as in a query: record → the first place. */
  async #phrase(words) {
    const groups = await Promise.all(words.map(async ({ terms }) => {
      const found = (await Promise.all(terms.map((term) => this.index.term(term)))).filter(Boolean);
      return Promise.all(found.map((term) => (words.length > 1 ? this.index.places(term) : term)));
    }));
    const records = new Map();
    if (!groups.length || groups.some((terms) => !terms.length)) return { records, groups: [] };
    if (words.length > 1) for (const record of await this.#named(words)) records.set(record, 0);
    if (words.length === 1) {
      for (const term of groups[0]) for (const record of term.records) records.set(record, 0);
      return { records, groups };
    }
    const [first, ...rest] = groups.map((terms) => placesOf(terms));
    for (const [record, starts] of first) {
      const start = starts.find((place) => (!words[0].before || place % PLACE === words[0].before) &&
        rest.every((placed, i) => placed.get(record)?.includes(place - place % PLACE + (i + 1) * PLACE + words[i + 1].before)));
      if (start !== undefined) records.set(record, start);
    }
    return { records, groups };
  }

  /** The records of the terms whose names begin with some words. */
  async #named(words) {
    const marks = new Set();
    for (const start of words[0].terms) {
      for (const [parts, facet, id] of await this.#namesFrom(start)) {
        const isSaid = ({ terms, before }, i) => terms.includes(parts[i]?.[0]) && (before === Number(parts[i][1] ?? 0) || !(i || before));
        if (words.every(isSaid)) marks.add(`@${facet}/${id}`);
      }
    }
    const found = await Promise.all([...marks].map((mark) => this.index.term(mark)));
    return found.flatMap((term) => [...(term?.records ?? [])]);
  }

  /** The names of terms that begin with a word: [[word, what is left out before it], …], facet, id, number of records, called. */
  async #namesFrom(word) {
    const { names } = await this.index.leaf(await this.index.leafOf(word));
    const found = Object.prototype.hasOwnProperty.call(names, word) ? names[word] : [];
    return found.map(([name, ...rest]) => [name.split(" ").map((part) => part.split("~")), ...rest]);
  }

  /** Record → how much nearness of its words is worth; places of the most frequent words are too heavy for that. */
  async #nearness(resolved, total) {
    const near = new Float32Array(total);
    if (resolved.length < 2) return near;
    const placed = [];
    for (const { terms, beginning } of resolved) {
      await pause();
      placed.push(beginning ? new Map() : placesOf(terms));
    }
    for (let i = 1; i < placed.length; i++) {
      await pause();
      const step = resolved[i].word.place - resolved[i - 1].word.place;
      for (const [record, places] of placed[i]) {
        const before = placed[i - 1].get(record);
        if (!before || resolved[i].word.isJoined) continue;
        let best = 0;
        for (const place of places) {
          for (const other of before) {
            const apart = Math.floor(place / PLACE) - Math.floor(other / PLACE);
            if (apart === step) best = SIDE_BY_SIDE;
            else if (Math.abs(apart) <= NEAR_PLACES) best = Math.max(best, NEAR);
          }
        }
        near[record] += best / (placed.length - 1);
      }
    }
    return near;
  }

  /** Records in groups by how many of the needed words they have, each group the best first. */
  async #ranked(needed, near, without, total) {
    const left = new Uint8Array(total);
    for (const { records } of without) for (const record of records.keys()) left[record] = 1;
    const scores = new Float64Array(total), has = new Uint8Array(total), titles = new Uint8Array(total), summaries = new Uint8Array(total);
    const ofYear = new Uint8Array(total);
    let worth = 0;
    for (const { weights, count, isYear } of needed) {
      await pause();
      const rare = Math.log(1 + (total - count + 0.5) / (count + 0.5));
      worth += rare;
      for (let record = 0; record < total; record++) {
        if (!weights[record]) continue;
        const weight = weights[record] - 1;
        has[record]++;
        scores[record] += rare * WEIGHT_WORTH[weight];
        if (isYear && NAMED.includes(weight)) ofYear[record] = 1;
        if (weight >= IN_TITLE) titles[record]++;
        if (weight >= IN_SUMMARY) summaries[record]++;
      }
    }
    const isOwn = await this.index.readable(this.preferred[0]);
    const found = [];
    await pause();
    for (let record = 0; record < total; record++) {
      if (!has[record] || left[record]) continue;
      if (titles[record] === needed.length) scores[record] += worth * ALL_IN_TITLE;
      else if (summaries[record] === needed.length) scores[record] += worth * ALL_IN_SUMMARY;
      scores[record] += worth * near[record];
      if (ofYear[record] && has[record] < needed.length) scores[record] += worth * OF_YEAR;
      if (isOwn(record)) scores[record] *= OWN_LANGUAGE;
      found.push(record);
    }
    await pause();
    found.sort((one, other) => has[other] - has[one] || scores[other] - scores[one] || other - one);
    const groups = new Map();
    for (const record of found) {
      if (!groups.has(has[record])) groups.set(has[record], { has: has[record], of: needed.length, records: [] });
      groups.get(has[record]).records.push(record);
    }
    const best = [...groups.values()];
    // Some of the words are an answer only where no record has all; less than half of them only where none has more.
    const most = best[0]?.has;
    const least = most === needed.length ? most : Math.min(most, needed.length / 2);
    return { groups: best.filter((group) => group.has >= least), isInTexts: (record) => !summaries[record] };
  }

  /** Pages of terms whose names make up the whole query: [{facet, id, count, called}]. */
  async #pages(words, resolved) {
    const forms = words.map((word, i) => new Set([...word.terms, ...(resolved[i]?.terms ?? []).map(({ name }) => name)]));
    const found = new Map();
    const covered = new Set();
    await Promise.all(words.map(async ({ terms }, i) => {
      // Those alone whose leaves are loaded.
      const known = resolved[i]?.terms.map(({ name }) => name) ?? [];
      for (const start of known.length ? known : terms) {
        for (const [parts, facet, id, count, called] of await this.#namesFrom(start)) {
          if (!parts.every(([part], step) => forms[i + step]?.has(part))) continue;
          parts.forEach((_, step) => covered.add(i + step));
          const other = found.get(`${facet}/${id}`);
          if (!other || other.length < parts.length) found.set(`${facet}/${id}`, { facet, id, count, called, length: parts.length });
        }
      }
    }));
    const longest = Math.max(...[...found.values()].map(({ length }) => length), 0);
    const pages = [...found.values()].filter(({ length }) => longest < words.length || length === longest);
    return covered.size === words.length ? pages.sort((one, other) => other.length - one.length || other.count - one.count) : [];
  }
}

/** A moment for what the reader does: at once where the browser knows how, so that a slow processor stays smooth. */
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

const newestFirst = (total) => Array.from({ length: total }, (_, i) => total - 1 - i);

/** Record → the weight of a word in it and one, 0 if it has none. */
function hits({ word, terms, joined = [] }, total) {
  const isYear = /^(?:19|20)\d\d$/.test(word.typed);
  const weights = new Uint8Array(total);
  for (const { records, weights: own } of terms) {
    for (let i = 0; i < records.length; i++) weights[records[i]] = Math.max(weights[records[i]], own[i] + 1);
  }
  const others = [word.pairs?.keys() ?? [], ...joined.map(({ records }) => records)];
  for (const records of others) for (const record of records) weights[record] ||= 1;
  return { weights, isYear, count: weights.reduce((sum, weight) => sum + (weight ? 1 : 0), 0) };
}

/** Record → the least weight of a phrase's words in it and one: in the title, they are likely to stand there as a phrase. */
function ofPhrase({ records, groups }, total) {
  const own = groups.map((terms) => hits({ word: {}, terms }, total).weights);
  const weights = new Uint8Array(total);
  for (const record of records.keys()) weights[record] = Math.min(...own.map((one) => one[record]));
  return { weights, count: records.size };
}

/** Record → places of any of some terms. */
function placesOf(terms) {
  if (terms.length === 1) return terms[0].placed;
  const all = new Map();
  for (const term of terms) for (const [record, places] of term.placed) all.set(record, [...(all.get(record) ?? []), ...places]);
  return all;
}

/** How many letters must be changed, added, left out or exchanged with a neighbour; `limit` + 1 if more than that. */
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[other.length];
}

/** The spellings nearest to a word, which is folded, nearest first; of those as near the order stays. */
function nearest(word, spellings) {
  const limit = word.length < 8 ? 1 : 2;
  return spellings
    .map((spelling) => [distance(word, /^[a-zа-я]*$/.test(spelling) ? spelling : fold(spelling), limit), spelling])
    .filter(([steps]) => steps > 0 && steps <= limit)
    .sort(([one], [other]) => one - other)
    .map(([, spelling]) => spelling);
}
