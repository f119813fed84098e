// What is a word; mission_archive/search/words.py says the same in Python, and a test compares the two. Both read one table,
// `RULES`: mission_archive/search/words.yml.

const split = (words) => words.split(/\s+/);
const SPECIAL = new RegExp(`[${Object.keys(RULES.letters).join("")}]`, "g");
const DROPPED = `[${RULES.dropped}]`, APOSTROPHES = RULES.apostrophes;
const ALL_DROPPED = new RegExp(DROPPED, "gu"), SIGNS = new RegExp(`[${RULES.signs}]`, "g");
// A text need not be folded to be taken apart.
const [LETTER, DIGIT, EITHER] = ["\\p{L}", "\\p{Nd}", "[\\p{L}\\p{N}]"].map((kind) => `(?:${kind}${DROPPED}*)`);
const TOKEN = new RegExp(`(?:${LETTER}\\.){2,}(?:${LETTER}(?!${EITHER}))?` +
  `|${DIGIT}{1,3}(?:[., \\u00a0\\u2009\\u202f${APOSTROPHES}]${DIGIT}{3})+(?!${DIGIT})` +
  `|${EITHER}+(?:[${APOSTROPHES}]${EITHER}+)*`, "gu");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]s$|[${APOSTROPHES}]`, "g");
// Each with a number, by which a phrase knows what stands before its words.
const STOP_WORDS = new Map(split(RULES.frequent).map((word, i) => [word, i % 7]));
const ASKED = new Set(split(RULES.asked));
// "About" in Russian, where a word follows; "water" in Tajik.
const ABOUT = "об";
const BRITISH = RULES.british.map(([pattern, ending]) => [new RegExp(pattern), `$1${ending}`]);
const [FLEETING, ...TAJIK] = [RULES.fleeting, ...RULES.tajik].map((pattern) => new RegExp(pattern));
const CYRILLIC = /[\u0400-\u04ff]/;
const stemmers = { en: new EnglishStemmer(), ru: new RussianStemmer() };

/** The text in small letters, without marks that readers leave out and what they cannot see. */
function fold(text) {
  return text.replace(SIGNS, " ").normalize("NFKD").toLowerCase().replace(/и\u0306/g, "й")
    .replace(ALL_DROPPED, "").replace(SPECIAL, (letter) => RULES.letters[letter]);
}

const english = (word) =>
  stemmers.en.stemWord(BRITISH.reduce((spelling, [pattern, other]) => spelling.replace(pattern, other), word));
const russian = (word) => stemmers.ru.stemWord(word).replace(/й/g, "и").replace(FLEETING, "$1");
const tajik = (word) => TAJIK.reduce((rest, pattern) => rest.replace(pattern, "$1"), word.replace(/й/g, "и"));

/** A token of a folded text without what may be left out in it: U.S., 1,500, Ma’ruf, the centre’s. */
const spelt = (token) => token.replace(APOSTROPHE, "").replace(/[^\p{L}\p{N}]/gu, "");

/** How the index knows a word of a language as `spelt`. */
function termsOf(word, language) {
  if (STOP_WORDS.has(word) || ([...word].length < 2 && !/\p{Nd}/u.test(word))) return [];
  if (/\p{Nd}/u.test(word)) return [word];
  if (!CYRILLIC.test(word)) return [english(word)];
  return [language === "tg" ? tajik(word) : russian(word)];
}

/** The words of a text: as each is written, where that begins, and the word itself as `spelt`. */
function* wordsIn(text) {
  for (const { 0: written, index: start } of text.matchAll(TOKEN)) yield { written, start, word: spelt(fold(written)) };
}
