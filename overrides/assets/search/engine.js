// Which records answer a query, the best first.

// What each weight is worth, see `weight` in mission_archive/search/postings.py.
const WEIGHT_WORTH = [1, 2, 3.2, 3.6, 3.5, 4.2, 7, 8];
const IN_TITLE = 6, IN_SUMMARY = 4;
// Weights of a word that is in the name of one of a record's terms, as its year is. It comes first among records that lack others.
const NAMED = [2, 3, 5, 7], OF_YEAR = 12;
const YEAR = /^(?:19|20)\d\d$/, DATE = /^@\d/;
const OWN_LANGUAGE = 1.25, ALL_IN_TITLE = 3, ALL_IN_SUMMARY = 1, SIDE_BY_SIDE = 1.5, NEAR = 0.6;
// Places that are near one another, and the first records of a group for which it is looked whether their words are.
const NEAR_PLACES = 4, MOST_NEAR = 500;
const SHORTEST_BEGINNING = 3, MOST_LEAVES = 4;

class Engine {
  /** `language` is that of the page. */
  constructor(index, language) {
    Object.assign(this, { index, language });
  }

  /**
   * What answers a query: {groups, sought, isInTexts, unknown, corrected, pages, nearest, isEmpty}. `groups` are lists of
   * records by how many of the words they have, `sought` the terms and beginnings to be marked in them, `isInTexts` says
   * of a record whether its texts alone have any. `isExact`: no word is taken for another one.
   */
  async find(query, { isExact = false } = {}) {
    const asked = parsed(query, this.language);
    const { records: total } = this.index.root;
    const sought = { terms: new Set(), beginnings: [] };
    const answer = { groups: [], sought, isInTexts: () => false, unknown: [], corrected: [], pages: [] };
    if (!query.trim()) return { ...answer, groups: [{ has: 1, of: 1, records: newestFirst(total) }] };
    const led = recordsOf(await this.#terms(asked.addresses)).reverse();
    if (led.length) return { ...answer, groups: [{ has: 1, of: 1, records: led }] };
    if (asked.date) return { ...answer, ...await this.#byDate(asked.date) };
    const { from, to, words: twoYears = [] } = asked.years ?? {};
    const isBetween = this.index.having("years", (year) => from <= year && year <= to);
    const phrasesOf = (each) => Promise.all(each.map((words) => this.#phrase(words)));
    const left = new Set((await phrasesOf(asked.without)).flatMap(({ records }) => [...records]));
    if (!asked.words.length && !asked.phrases.length) {
      const records = newestFirst(total).filter((record) => isBetween(record) && !left.has(record));
      if (records.length) return { ...answer, groups: [{ has: 1, of: 1, records }] };
      if (!from) return { ...answer, isEmpty: true };
    }
    const resolved = await Promise.all(asked.words.map((word) => this.#resolved(word, isExact)));
    await pause();
    const phrases = await phrasesOf(asked.phrases);
    answer.pages = await this.#pages(asked.phrases.length ? [] : resolved);
    const needed = [];
    for (const { word, terms, also, parts, beginning, better } of resolved) {
      await pause();
      needed.push({ weights: weightsOf(terms, also, total), isYear: YEAR.test(word.typed) });
      for (const name of [...terms.map((term) => term.name), ...parts]) sought.terms.add(name);
      if (beginning) sought.beginnings.push(word.typed);
      if (better) answer.corrected.push({ written: word.written, better });
      if (!terms.length && !also) answer.unknown.push(word.written);
    }
    for (const { terms } of [...asked.phrases.flat(), ...twoYears]) for (const term of terms) sought.terms.add(term);
    for (const phrase of phrases) needed.push({ weights: ofPhrase(phrase, total) });
    if (from) {
      const both = await this.#both(twoYears, total);
      const weights = both.map((weight, record) => Math.max(weight, isBetween(record) ? NAMED[0] + 1 : 0));
      needed.push({ weights, isYear: true });
    }
    return { ...answer, ...await this.#ranked(needed, resolved, left, total) };
  }

  /** Those of some terms that the index knows. */
  async #terms(names) {
    return (await Promise.all(names.map((name) => this.index.term(name)))).filter(Boolean);
  }

  /** Record → the least weight of some words in it and one, 0 if it lacks any. */
  async #both(words, total) {
    const own = await Promise.all(words.map(async ({ terms }) => weightsOf(await this.#terms(terms), null, total)));
    return new Uint8Array(total).map((_, record) => Math.min(...own.map((weights) => weights[record])));
  }

  /** The records of a day or month, or those of the nearest ones that have any. */
  async #byDate(date) {
    const year = date.slice(0, 4);
    const pages = await this.#pages([{ word: { terms: [year] }, terms: [] }]);
    const [term] = await this.#terms([`@${date}`]);
    if (term) return { pages, groups: [{ has: 1, of: 1, records: [...term.records].reverse() }] };
    // Dates stand together, so the nearest are in this leaf or beside it.
    const around = await this.#leaves(this.index.leafOf(`@${date}`) - 1, 3);
    const dates = around.filter(({ name }) => DATE.test(name) && name.length === date.length + 1);
    const next = dates.find(({ name }) => name > `@${date}`), before = dates.filter(({ name }) => name < `@${date}`).at(-1);
    const nearest = [before, next].filter(Boolean);
    const records = recordsOf(nearest).sort((one, other) => other - one);
    return { pages, date, nearest: nearest.map(({ name }) => name.slice(1)), groups: [{ has: 1, of: 1, records }] };
  }

  /** The terms of some leaves that follow one another. */
  async #leaves(first, count) {
    const leaves = await Promise.all(Array.from({ length: count }, (_, i) => this.index.leaf(first + i)));
    return leaves.flatMap(({ terms }) => [...terms.values()]);
  }

  /**
   * What answers a word: the terms of the index for itself, for what begins with it (`beginning`), or for the word that it
   * is a slip for (`better`); weights of the records that have it (`also`) as two words (`parts`).
   */
  async #resolved(word, isExact) {
    const none = { word, terms: [], also: null, parts: [] };
    // The second form is that of another language: it counts where the first is unknown, or where both are as likely.
    const likely = this.language === "tg" ? word.terms.length : 1;
    const first = await this.#terms(word.terms.slice(0, likely));
    const known = first.length ? first : await this.#terms(word.terms.slice(likely));
    // A stem that is typed as it is may be the beginning of other words: афғ is one of афғонҳо and begins Афғонистон.
    const isWhole = known.some(({ spellings }) => spellings.some((spelling) => spelling === word.typed || spelling.includes("-")));
    const apart = known.flatMap(({ spellings }) => spellings)
      .find((each) => each !== word.typed && each.replaceAll("-", "") === word.typed);
    if (isWhole) return { ...none, terms: known, ...(apart && await this.#pair(apart.replaceAll("-", " "))) };
    const like = await this.#neighbours(word.typed);
    await pause();
    const begun = word.typed.length < SHORTEST_BEGINNING ? []
      : like.filter((term) => term.spellings.some((spelling) => spelling.startsWith(word.typed)));
    if (known.length || begun.length) return { ...none, terms: [...new Set([...known, ...begun])], beginning: begun.length > 0 };
    const two = await this.#takenApart(word.typed, like);
    if (two) return { ...none, ...two };
    const better = isExact ? null : await this.#better(word.typed, like);
    if (!better) return none;
    const [fixed, ...more] = wordsOf(better, this.language);
    const pair = more.length && await this.#pair(better.replaceAll("-", " "));
    return pair ? { ...none, better, ...pair } : { ...none, better, terms: await this.#terms(fixed?.terms ?? []) };
  }

  /** The terms that stand around a word, among which those lie that begin with it. */
  async #neighbours(typed) {
    const first = Math.max(0, this.index.leafOf(typed)), last = this.index.leafOf(`${typed}\uffff`);
    const terms = await this.#leaves(first, Math.min(last - first + 1, MOST_LEAVES));
    return terms.filter(({ name }) => !name.startsWith("@"));
  }

  /** A word as two that stand side by side elsewhere: crossborder. */
  async #takenApart(typed, like) {
    const isPart = (part) => part.length >= SHORTEST_BEGINNING;
    const starts = like.flatMap((term) => term.spellings).filter((start) => isPart(start) && typed.startsWith(start));
    const [longest] = starts.filter((start) => isPart(typed.slice(start.length))).sort((one, other) => other.length - one.length);
    return longest ? this.#pair(`${longest} ${typed.slice(longest.length)}`) : null;
  }

  /** Two words that stand for one, if they stand side by side anywhere. */
  async #pair(apart) {
    const words = wordsOf(apart, this.language);
    const phrase = await this.#phrase(words);
    if (!phrase.records.size) return null;
    return { also: ofPhrase(phrase, this.index.root.records), parts: words.flatMap(({ terms }) => terms) };
  }

  /** The spelling nearest to a word that the archive does not know: that of a frequent word, or of one that begins alike. */
  async #better(typed, like) {
    if (/\p{N}/u.test(typed) || typed.length < SHORTEST_BEGINNING) return null;
    // One file for all the words of a query that are misspelt.
    const frequent = await this.index.spellings(CYRILLIC.test(typed) ? "cyrillic" : "latin");
    return nearest(typed, frequent) ?? nearest(typed, like.flatMap((term) => term.spellings));
  }

  /** The records in which words stand one after another as in a query, and the terms of each word (`groups`). */
  async #phrase(words) {
    const groups = await Promise.all(words.map(({ terms }) => this.#terms(terms)));
    if (!groups.length || groups.some((terms) => !terms.length)) return { records: new Set(), groups: [] };
    if (words.length === 1) return { records: new Set(recordsOf(groups[0])), groups };
    await Promise.all(groups.flat().map((term) => this.index.places(term)));
    const records = new Set(await this.#named(words));
    const [first, ...rest] = groups.map((terms) => placesOf(terms, () => true));
    for (const [record, starts] of first) {
      const isStart = (place) => (!words[0].before || place % PLACE === words[0].before) && rest.every((placed, i) =>
        placed.get(record)?.includes(place - place % PLACE + (i + 1) * PLACE + words[i + 1].before));
      if (starts.some(isStart)) records.add(record);
    }
    return { records, groups };
  }

  /** The records of the terms whose names begin with some words. */
  async #named(words) {
    const isSaid = (parts) => words.every(({ terms, before }, i) =>
      terms.includes(parts[i]?.[0]) && (before === Number(parts[i][1] ?? 0) || !(i || before)));
    const names = (await this.#namesFrom(words[0].terms)).filter(({ parts }) => isSaid(parts));
    return recordsOf(await this.#terms(names.map(({ facet, id }) => `@${facet}/${id}`)));
  }

  /** The names of terms that begin with one of some words: {parts: [[word, what is left out before it], …], facet, id, count, called}. */
  async #namesFrom(words) {
    const leaves = await Promise.all(words.map((word) => this.index.leaf(this.index.leafOf(word))));
    return leaves.flatMap(({ names }, i) => (Object.hasOwn(names, words[i]) ? names[words[i]] : []))
      .map(([name, facet, id, count, called]) => ({ parts: name.split(" ").map((part) => part.split("~")), facet, id, count, called }));
  }

  /** Pages of terms of which a whole query is the name. */
  async #pages(resolved) {
    const known = resolved.map(({ terms }) => terms.map(({ name }) => name));
    const forms = resolved.map(({ word }, i) => [...word.terms, ...known[i]]);
    const isSaid = ({ parts }) => parts.length === forms.length && parts.every(([part], i) => forms[i].includes(part));
    // Of the first word those forms alone whose leaves are loaded.
    const names = await this.#namesFrom(known[0]?.length ? known[0] : resolved[0]?.word.terms ?? []);
    const pages = new Map(names.filter(isSaid).map((page) => [`${page.facet}/${page.id}`, page]));
    return [...pages.values()].sort((one, other) => other.count - one.count);
  }

  /** Record → how much nearness of its words is worth; places of the most frequent words are too heavy for that. */
  async #nearness(resolved, records) {
    const near = new Map();
    if (resolved.length < 2) return near;
    const wanted = new Set(records);
    let before = new Map();
    for (const [i, { word, terms, beginning }] of resolved.entries()) {
      await pause();
      const placed = beginning ? new Map() : placesOf(terms, (record) => wanted.has(record));
      const step = word.place - resolved[i - 1]?.word.place;
      for (const [record, places] of word.isJoined ? [] : placed) {
        const others = before.get(record) ?? [];
        const apart = places.flatMap((place) => others.map((other) => Math.floor(place / PLACE) - Math.floor(other / PLACE)));
        const worth = apart.includes(step) ? SIDE_BY_SIDE : apart.some((steps) => Math.abs(steps) <= NEAR_PLACES) ? NEAR : 0;
        near.set(record, (near.get(record) ?? 0) + worth / (resolved.length - 1));
      }
      before = placed;
    }
    return near;
  }

  /** Records in groups by how many of the needed words they have, each group the best first. */
  async #ranked(needed, resolved, left, total) {
    const scores = new Float64Array(total), has = new Uint8Array(total), ofYear = new Uint8Array(total);
    const least = new Uint8Array(total).fill(IN_TITLE), most = new Uint8Array(total);
    let worth = 0;
    for (const { weights, isYear } of needed) {
      await pause();
      const count = weights.reduce((sum, weight) => sum + Math.min(weight, 1), 0);
      const rare = Math.log(1 + (total - count + 0.5) / (count + 0.5));
      worth += rare;
      for (let record = 0; record < total; record++) {
        if (!weights[record]) continue;
        const weight = weights[record] - 1;
        has[record]++;
        scores[record] += rare * WEIGHT_WORTH[weight];
        if (isYear && NAMED.includes(weight)) ofYear[record] = OF_YEAR;
        least[record] = Math.min(least[record], weight);
        most[record] = Math.max(most[record], weight);
      }
    }
    const isReadable = this.index.having("languages", (code) => code === this.language);
    const ofLanguage = (record) => (isReadable(record) ? OWN_LANGUAGE : 1);
    await pause();
    for (let record = 0; record < total; record++) {
      if (left.has(record)) has[record] = 0;
      const together = least[record] < IN_SUMMARY ? 0 : least[record] < IN_TITLE ? ALL_IN_SUMMARY : ALL_IN_TITLE;
      scores[record] = (scores[record] + worth * (has[record] < needed.length ? ofYear[record] : together)) * ofLanguage(record);
    }
    // Some of the words are an answer only where no record has all; less than half of them only where none has more.
    const best = has.reduce((one, other) => Math.max(one, other), 0);
    const fewest = best === needed.length ? best : Math.min(best, needed.length / 2);
    const byScore = (one, other) => scores[other] - scores[one];
    const groups = [];
    for (let count = best; count > 0 && count >= fewest; count--) {
      await pause();
      const records = newestFirst(total).filter((record) => has[record] === count).sort(byScore);
      const first = records.splice(0, MOST_NEAR);
      for (const [record, near] of await this.#nearness(resolved, first)) scores[record] += worth * near * ofLanguage(record);
      groups.push({ has: count, of: needed.length, records: [...first.sort(byScore), ...records] });
    }
    return { groups, isInTexts: (record) => most[record] < IN_SUMMARY };
  }
}

/** A moment for what the reader does: at once where the browser knows how, so that a slow processor stays smooth. */
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

const newestFirst = (total) => Array.from({ length: total }, (_, i) => total - 1 - i);

/** The records of any of some terms. */
const recordsOf = (terms) => [...new Set(terms.flatMap(({ records }) => [...records]))];

/** Record → the weight of any of some terms in it and one, 0 if it has none; `also` are such weights, of what else answers. */
function weightsOf(terms, also, total) {
  const weights = new Uint8Array(also ?? total);
  for (const { records, weights: own } of terms) {
    for (let i = 0; i < records.length; i++) weights[records[i]] = Math.max(weights[records[i]], own[i] + 1);
  }
  return weights;
}

/** Record → the least weight of a phrase's words in it and one: in the title, they are likely to stand there as a phrase. */
function ofPhrase({ records, groups }, total) {
  const own = groups.map((terms) => weightsOf(terms, null, total));
  return new Uint8Array(total).map((_, record) => (records.has(record) ? Math.min(...own.map((weights) => weights[record])) : 0));
}

/** Record → places of any of some terms, as far as they are loaded; each with what is left out before it, see `PLACE` in postings.py. */
function placesOf(terms, isWanted) {
  const all = new Map();
  for (const { records, weights, places } of terms.filter(({ places }) => places)) {
    const steps = numbers(places);
    let at = 0;
    for (const [i, record] of records.entries()) {
      if (weights[i] === UNPLACED || at >= steps.length) continue;
      const start = at++;
      while (steps[at] & 1) at++;
      if (!isWanted(record)) continue;
      let place = 0;
      const own = steps.slice(start, at).map((step) => (place += (step + 1) >> 1));
      all.set(record, [...(all.get(record) ?? []), ...own]);
    }
  }
  return all;
}

/** How many letters must be changed, added, left out or exchanged with a neighbour; `limit` + 1 if more than that. */
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  const rows = [Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const row = rows[i] = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(rows[i - 1][j], row[j - 1], rows[i - 1][j - 1] - (one[i - 1] === other[j - 1] ? 1 : 0)) + 1;
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
  }
  return rows.at(-1).at(-1);
}

/** The spelling nearest to a word, which is folded; of those as near the first. */
function nearest(word, spellings) {
  const limit = word.length < 8 ? 1 : 2;
  const steps = spellings.map((spelling) => distance(word, /^[a-zа-я]*$/.test(spelling) ? spelling : fold(spelling), limit));
  return [1, 2].slice(0, limit).map((step) => spellings[steps.indexOf(step)]).find(Boolean);
}
