// Words as the index knows them: what a reader types and what a record says, brought to one spelling.
// The same rules stand in mission_archive/rendering/folding.py; a test compares the two.

let russianStem = (word) => word;

/** Load what the words of a text need to be told by their stems. */
export async function prepare(text) {
  if (CYRILLIC.test(text)) ({ stemmer: russianStem } = await import("./vendor/russian.js"));
}

const LETTERS = {
  ғ: "г", қ: "к", ҳ: "х", ҷ: "ч", ӣ: "и", ӯ: "у", ё: "е",
  ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i",
  "'": "", "’": "", "ʼ": "", "ʻ": "",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const WORD = /[\p{L}\p{N}]+(?:['’ʼʻ][\p{L}\p{N}]+)*/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const ACRONYM = /^\p{Lu}{2,}$/u;
const TAJIK_ENDING = /(?:хоямон|хоро|хои|хо|ро|и)$/u;
const ENGLISH_ENDING = /(?:ational|ations?|ions?|ings?|ments?|ers?|ors?|ies|ied|ed|es|s|y|e)$/u;
// The vowel that comes and goes: пытки and пыток, рынка and рынок, поездка and поездок.
const FLEETING = /(?<=[бвгджзклмнпрстфхцчшщ])[ое]?к$/u;
const SHORTEST_STEM = 3;
// Each word costs a part of the index. Longer ones tell more.
const MOST_WORDS = 6;

function bare(text) {
  return text.normalize("NFC").toLowerCase().replace(SPECIAL, (letter) => LETTERS[letter]);
}

/** The text in small letters, bare of the marks that readers leave out. */
export function fold(text) {
  return bare(text).normalize("NFD").replace(/\p{M}/gu, "");
}

/** What all forms of a word begin with, as far as an ending can be told from it. */
function stem(word, language) {
  if (ACRONYM.test(word) || /\p{N}/u.test(word)) return fold(word);
  const folded = fold(word);
  if (!CYRILLIC.test(word)) return folded;
  let found = language === "tg" ? folded.replace(TAJIK_ENDING, "") : folded;
  // The stemmer knows й, which folding takes away.
  if (found === folded) found = fold(russianStem(bare(word))).replace(FLEETING, "");
  return found.length >= SHORTEST_STEM ? found : folded;
}

/**
 * The words of a query that are worth searching by; `prepare` must have been told of it.
 * `sought` goes to the index, which finds every word that begins with it; `folded` is as typed.
 */
export function queryWords(query, language, stopWords) {
  // One letter begins too many words to tell anything.
  const typed = (query.match(WORD) ?? [])
    .map((word) => ({ typed: word, folded: fold(word), sought: stem(word, language) }))
    .filter(({ folded }) => folded.length > 1);
  const useful = typed.filter(({ folded }) => !stopWords.has(folded));
  const different = new Map((useful.length ? useful : typed).map((word) => [word.sought, word]));
  const telling = [...different.values()].sort((one, other) => other.folded.length - one.folded.length);
  const kept = new Set(telling.slice(0, MOST_WORDS));
  return [...different.values()].filter((word) => kept.has(word));
}

/** Whether a word of a text, folded, answers a word of the query. */
export function answers(word, { folded, sought }) {
  if (word.startsWith(sought)) return true;
  if (CYRILLIC.test(sought) || sought.length < 4) return false;
  const root = folded.replace(ENGLISH_ENDING, "");
  return root.length >= SHORTEST_STEM && word.replace(ENGLISH_ENDING, "") === root;
}

/** The text in pieces, those that answer the query marked: [{text, isFound}]. */
export function marked(text, words) {
  const pieces = [];
  let end = 0;
  for (const found of text.matchAll(WORD)) {
    const folded = fold(found[0]);
    if (!words.some((word) => answers(folded, word))) continue;
    if (found.index > end) pieces.push({ text: text.slice(end, found.index), isFound: false });
    pieces.push({ text: found[0], isFound: true });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isFound: false });
  return pieces;
}

const BEFORE = 80;
const AFTER = 160;

/** The part of a text around the first word that answers, cut at blanks; null if none does. */
export function excerpt(text, words) {
  for (const found of text.matchAll(WORD)) {
    const folded = fold(found[0]);
    if (!words.some((word) => answers(folded, word))) continue;
    const start = found.index <= BEFORE ? 0 : text.indexOf(" ", found.index - BEFORE) + 1;
    const last = text.lastIndexOf(" ", found.index + AFTER);
    const stop = found.index + AFTER >= text.length || last <= found.index ? text.length : last;
    return (start ? "… " : "") + text.slice(start, stop) + (stop < text.length ? " …" : "");
  }
  return null;
}

/** How many letters must be changed, added, left out or exchanged with a neighbour; `limit` + 1 if more than that. */
export function distance(one, other, limit) {
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

/** The words nearest to one that nothing was found for, nearest first; `spellings` has frequent words first. */
export function nearest(word, spellings, wanted = 3) {
  const limit = word.length < 5 ? 1 : 2;
  return spellings
    .map((spelling) => [distance(word, fold(spelling), limit), spelling])
    .filter(([steps]) => steps > 0 && steps <= limit)
    .sort(([one], [other]) => one - other)
    .slice(0, wanted)
    .map(([, spelling]) => spelling);
}
