// The one rule for what is a word; it stands in mission_archive/search/words.py too, and a test compares the two.

const LETTERS = {
  ғ: "г", қ: "к", ҳ: "х", ҷ: "ч",
  ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// Marks above and below letters, and characters that cannot be seen.
const DROPPED = "[\\u00ad\\u0300-\\u036f\\u0483-\\u0489" +
  "\\u0591-\\u05bd\\u05bf\\u05c1-\\u05c7\\u0610-\\u061a\\u061c\\u064b-\\u065f\\u0670\\u06d6-\\u06ed" +
  "\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f" +
  "\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u20d0-\\u20ff\\u2800\\u3099\\u309a\\u3164" +
  "\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff\\uffa0\\u{e0000}-\\u{e01ff}]";
const ALL_DROPPED = new RegExp(DROPPED, "gu");
const APOSTROPHES = "'’ʼʻ‘`′";
// A text need not be folded to be taken apart.
const [LETTER, DIGIT, EITHER] = ["\\p{L}", "\\p{Nd}", "[\\p{L}\\p{N}]"].map((kind) => `(?:${kind}${DROPPED}*)`);
const TOKEN = new RegExp(`(?:${LETTER}\\.){2,}(?:${LETTER}(?!${EITHER}))?` +
  `|${DIGIT}{1,3}(?:[., \\u00a0\\u2009\\u202f${APOSTROPHES}]${DIGIT}{3})+(?!${DIGIT})` +
  `|${EITHER}+(?:[${APOSTROPHES}]${EITHER}+)*`, "gu");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]s$|[${APOSTROPHES}]`, "g");
// Each with a number, by which a phrase knows what stands before its words.
const STOP_WORDS = new Map(("the of and in to for on at by with from a an are as be been but had has have into is it its or that " +
  "their they this was were which will " +
  "в и на с по о для без был была были было во до его за из или их к как ко не от под при со также то у что это " +
  "дар аз ба ва бо бар ин ки он ро а").split(" ").map((word, i) => [word, i % 7]));
// Words that nobody searches for, but for those written in capitals.
const CAPITALS = ["IT", "WHO", "ПО"];
// Words of questions. They are indexed, but a query that has others does not demand them.
const ASKED = new Set(("what who whom whose many much when where why how came come comes happened happen did do does done about any " +
  "there anything tell show find me i we you can could is are list all " +
  "кто кого кому когда где почему зачем какой какая какое какие каких сколько чем ли же было стало после про " +
  "чи кай кучо чаро чанд кадом чи хел бора бораи").split(" "));
// "About" in Russian, where a word follows; "water" in Tajik.
const ABOUT = "об";
const BRITISH = [
  [/^(.{4,}[iy])s(?=(?:e[drs]?|ers|es|ing|ations?|ational|able)$)/, "$1z"], [/^(.{3,})our(?=(?:s|ed|ing|al|able)?$)/, "$1or"],
  [/^(.{3,})tre(?=s?$)/, "$1ter"], [/^(.{3,}m)me(?=s?$)/, "$1"], [/^(def|off|lic)ence/, "$1ense"],
];
const TAJIK = [
  /^(.{3,})ро$/, /^(.{3,}?)(?:[аяо]?(?:шон|тон|мон)|аш|я[шмт])$/, /^(.{4,})у$|^(.{3,}?)и+$/,
  /^(.{2,})хо$/, /^(.{3,}?)(?:гон|вон|он)$|^(.{2,}[уи])ен$/, /^(.{4,})у$/,
];
const CYRILLIC = /[\u0400-\u04ff]/;
const stemmers = { en: new EnglishStemmer(), ru: new RussianStemmer() };

/** The text in small letters, without marks that readers leave out and what they cannot see. */
function fold(text) {
  return text.replace(/[№™℠]/g, " ").normalize("NFKD").toLowerCase().replace(/и\u0306/g, "й")
    .replace(ALL_DROPPED, "").replace(SPECIAL, (letter) => LETTERS[letter]);
}

const english = (word) =>
  stemmers.en.stemWord(BRITISH.reduce((spelling, [pattern, other]) => spelling.replace(pattern, other), word));
const russian = (word) => stemmers.ru.stemWord(word).replace(/й/g, "и").replace(/^(..+?[бвгджзклмнпрстфхцчшщ])[ое]?к$/, "$1");
const tajik = (word) =>
  TAJIK.reduce((rest, pattern) => rest.replace(pattern, (...found) => found.slice(1, 4).find((part) => typeof part === "string")),
    word.replace(/й/g, "и"));

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
