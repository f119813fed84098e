// What a reader types, taken apart: words, phrases in quotes, words to leave out; or a date, or an address.

const QUOTED = /(^|[\s(])(-?)["“”„«»]([^"“”„«»]*)["“”„«»]/g;
const LEFT_OUT = /(^|\s)[-−]([\p{L}\p{N}]\S*)/gu;
const MONTHS = RULES.months.map((names) => new RegExp(`^(?:${names})$`));
const OF_DATES = new Set(split(RULES.dates));
// What stands before is matched and kept: browsers of before 2023 know no lookbehind, and would load nothing of the program.
const YEARS = new RegExp([
  "(^|[^\\p{L}\\p{N}./-])(?:(from|between|с|аз)\\s+)?(?:сол\\p{L}*\\s+)?((?:19|20)\\d\\d)",
  "(?:\\s*[-‐‑–—/]\\s*|\\s+(to|по|то|and)\\s+(?:сол\\p{L}*\\s+)?)",
  "((?:19|20)\\d\\d)(?![\\p{L}\\p{N}/-]|\\.\\d)(?:\\s*(?:гг?\\.|год\\p{L}*))*",
].join(""), "giu");
const ADDRESS = /^(?:https?:\/\/\S+|\S+\.\S+\/\S*|\S*[\p{L}\p{N}-]+\/[\p{L}\p{N}][^\s/]*\/?\S*)$/u;
const OF_RECORD = /(?:^|\/)((?:events|workshops|conferences|reports)\/(?:\d{4}|undated)\/[a-z0-9-]+|id\/[0-9a-z]{7})(?:\/|\/index\.html)?$/;
const MOST_WORDS = 5;

/**
 * The words of a query: as each is `written`, as it is `typed` in other letters, and its place among them; `terms` are what the
 * index may know it by, in the language of the page first; `before` says what is left out before it. `isJoined`: a hyphen
 * joins it to the word before.
 */
function wordsOf(text, language, isPhrase = false) {
  const languages = language === "tg" ? ["tg", "ru"] : ["ru", "tg"];
  const words = [];
  let before = 0;
  for (const { written, start, word } of wordsIn(text)) {
    // In a phrase they stand before another word, or not at all.
    const isInCapitals = !isPhrase && RULES.capitals.includes(written);
    const terms = isInCapitals ? [written] : [...new Set(languages.flatMap((code) => termsOf(word, code)))];
    if (terms.length) {
      const typed = isInCapitals ? written : word;
      words.push({ written, typed, place: words.length, terms, before, isJoined: /[‐-]/.test(text[start - 1] ?? "") });
      before = 0;
    } else before = (before + (STOP_WORDS.get(word) ?? 0)) % 7 + 1;
  }
  return words;
}

/**
 * {words, phrases, without, date, years, addresses}: words to be found, lists of words in their order, words not to be found, a
 * date if the query is nothing else, two years as {from, to, words}, and the terms of what may be an address. What can only be
 * an address is a phrase, too: it may stand in a text.
 */
function parsed(query, language) {
  const phrases = [], without = [];
  let rest = query.trim(), years = null;
  const addresses = !/\s/.test(rest) && ADDRESS.test(rest) ? addressKeys(rest) : [];
  if (addresses.length && (/^https?:/i.test(rest) || OF_RECORD.test(rest))) {
    const words = wordsOf(rest.replace(/^https?:\/\/(?:www\.)?/i, ""), language, true);
    return { words: [], phrases: [words].filter(({ length }) => length), without, date: null, addresses };
  }
  const date = dateOf(rest);
  rest = rest.replace(QUOTED, (whole, before, minus, inside) => {
    const words = wordsOf(inside, language, true);
    if (minus) without.push(words);
    else if (words.length) phrases.push(words);
    return `${before} `;
  }).replace(YEARS, (whole, before, opening, one, joining, other) => {
    // "2010 and 2012" are two years, "between 2010 and 2012" all from one to the other.
    if (years || (/^and$/i.test(joining) && !/^between$/i.test(opening))) return whole;
    const [from, to] = [one, other].sort();
    years = { from, to, words: wordsOf(`${from} ${to}`, language) };
    return `${before} `;
  }).replace(LEFT_OUT, (whole, before, word) => {
    const words = wordsOf(word, language);
    if (!words.length) return whole;
    without.push(words);
    return before;
  });
  const all = wordsOf(rest, language);
  // A digit by itself says little: C5+1.
  const isAsked = ({ typed, place }) => ASKED.has(typed) || (typed === ABOUT && (years || place + 1 < all.length));
  const useful = all.filter((word) => !isAsked(word) && !/^\p{Nd}$/u.test(word.typed));
  const asked = useful.length || phrases.length || years ? useful : all;
  const different = asked.filter(({ terms: [term] }, i) => asked.findIndex((word) => word.terms[0] === term) === i);
  // Each word costs a part of the index, and the longer ones are rarer.
  const longest = [...different].sort((one, other) => other.typed.length - one.typed.length).slice(0, MOST_WORDS);
  return { words: different.filter((word) => longest.includes(word)), phrases, without, date, years, addresses };
}

/** The day or month that a query names and nothing else, as `2010-05` or `2010-05-15`; of several days the first. */
function dateOf(text) {
  const plain = fold(text).trim();
  const ends = plain.replace(/^([\d.]+)-(?=\d+\.)/, "$1–").split(/\s*[–—]\s*|\s+-\s+/);
  const [first, last = []] = ends.map((end) => end.split(/[./-]/));
  const figures = [...first, ...last.slice(first.length)]; // 18–24.06.2018
  if (figures.length > 1 && figures.every((part) => /^\d+$/.test(part))) {
    return dated(...(figures[0].length === 4 ? figures : figures.reverse()));
  }
  let [year, month, day] = [];
  for (const word of plain.match(/\p{L}+|\d+/gu) ?? []) {
    const named = MONTHS.findIndex((names) => names.test(word)) + 1;
    if (named) month ??= named;
    else if (/^\d{4}$/.test(word)) year ??= word;
    else if (/^\d{1,2}$/.test(word)) day ??= word;
    else if (!OF_DATES.has(word)) return null;
  }
  return year && month ? dated(year, month, day) ?? dated(year, month) : null;
}

function dated(...parts) {
  const date = parts.filter(Boolean).map((part) => String(part).padStart(2, "0")).join("-");
  // The 31st of a month that has 30 days is the 1st of the next one to some browsers, and no date to others.
  return new Date(date).toJSON()?.startsWith(date) ? date : null;
}

/** The terms of an address: of the whole, and of the record that it may be one of. */
function addressKeys(text) {
  const plain = text.replace(/[?#].*$/, "");
  return [text, plain, OF_RECORD.exec(plain)?.[1]].filter(Boolean).map((address) => {
    let bare = address;
    try {
      bare = decodeURIComponent(address);
    } catch { /* not encoded */ }
    bare = bare.toLowerCase().replace(/#.*$/, "").replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/^\/|\/$/g, "");
    let digest = ~0; // CRC-32
    for (const byte of new TextEncoder().encode(bare)) {
      digest ^= byte;
      for (let bit = 0; bit < 8; bit++) digest = digest >>> 1 ^ (digest & 1 ? 0xedb88320 : 0);
    }
    return `@=${(~digest >>> 0).toString(16).padStart(8, "0")}`;
  });
}
