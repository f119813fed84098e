"""Codes of languages (ISO 639), as BCP 47 has them: two letters where there are two, else three."""

from __future__ import annotations

import re

from mission_archive.model.problems import shorten

RE_CODE = re.compile(r"[a-z]{2,3}")
RE_BETWEEN_SUBTAGS = re.compile(r"[-_]")

TWO_LETTERS = frozenset((
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn",
    "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el",
    "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv",
    "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it",
    "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky",
    "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt",
    "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa",
    "pi", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl",
    "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn",
    "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo",
    "za", "zh", "zu",
))  # fmt: skip
"""All of ISO 639-1."""

SHORTER = {
    "aar": "aa", "abk": "ab", "afr": "af", "aka": "ak", "alb": "sq", "amh": "am", "ara": "ar",
    "arg": "an", "arm": "hy", "asm": "as", "ava": "av", "ave": "ae", "aym": "ay", "aze": "az",
    "bak": "ba", "bam": "bm", "baq": "eu", "bel": "be", "ben": "bn", "bih": "bh", "bis": "bi", "bod": "bo",
    "bos": "bs", "bre": "br", "bul": "bg", "bur": "my", "cat": "ca", "ces": "cs", "cha": "ch", "che": "ce",
    "chi": "zh", "chu": "cu", "chv": "cv", "cor": "kw", "cos": "co", "cre": "cr", "cym": "cy", "cze": "cs",
    "dan": "da", "deu": "de", "div": "dv", "dut": "nl", "dzo": "dz", "ell": "el", "eng": "en", "epo": "eo",
    "est": "et", "eus": "eu", "ewe": "ee", "fao": "fo", "fas": "fa", "fij": "fj", "fin": "fi", "fra": "fr",
    "fre": "fr", "fry": "fy", "ful": "ff", "geo": "ka", "ger": "de", "gla": "gd", "gle": "ga", "glg": "gl",
    "glv": "gv", "gre": "el", "grn": "gn", "guj": "gu", "hat": "ht", "hau": "ha", "heb": "he", "her": "hz",
    "hin": "hi", "hmo": "ho", "hrv": "hr", "hun": "hu", "hye": "hy", "ibo": "ig", "ice": "is", "ido": "io",
    "iii": "ii", "iku": "iu", "ile": "ie", "ina": "ia", "ind": "id", "ipk": "ik", "isl": "is", "ita": "it",
    "jav": "jv", "jpn": "ja", "kal": "kl", "kan": "kn", "kas": "ks", "kat": "ka", "kau": "kr", "kaz": "kk",
    "khm": "km", "kik": "ki", "kin": "rw", "kir": "ky", "kom": "kv", "kon": "kg", "kor": "ko", "kua": "kj",
    "kur": "ku", "lao": "lo", "lat": "la", "lav": "lv", "lim": "li", "lin": "ln", "lit": "lt", "ltz": "lb",
    "lub": "lu", "lug": "lg", "mac": "mk", "mah": "mh", "mal": "ml", "mao": "mi", "mar": "mr", "may": "ms",
    "mkd": "mk", "mlg": "mg", "mlt": "mt", "mol": "ro", "mon": "mn", "mri": "mi", "msa": "ms", "mya": "my",
    "nau": "na", "nav": "nv", "nbl": "nr", "nde": "nd", "ndo": "ng", "nep": "ne", "nld": "nl", "nno": "nn",
    "nob": "nb", "nor": "no", "nya": "ny", "oci": "oc", "oji": "oj", "ori": "or", "orm": "om", "oss": "os",
    "pan": "pa", "per": "fa", "pli": "pi", "pol": "pl", "por": "pt", "pus": "ps", "que": "qu", "roh": "rm",
    "ron": "ro", "rum": "ro", "run": "rn", "rus": "ru", "sag": "sg", "san": "sa", "sin": "si", "slk": "sk",
    "slo": "sk", "slv": "sl", "sme": "se", "smo": "sm", "sna": "sn", "snd": "sd", "som": "so", "sot": "st",
    "spa": "es", "sqi": "sq", "srd": "sc", "srp": "sr", "ssw": "ss", "sun": "su", "swa": "sw", "swe": "sv",
    "tah": "ty", "tam": "ta", "tat": "tt", "tel": "te", "tgk": "tg", "tgl": "tl", "tha": "th", "tib": "bo",
    "tir": "ti", "ton": "to", "tsn": "tn", "tso": "ts", "tuk": "tk", "tur": "tr", "twi": "tw", "uig": "ug",
    "ukr": "uk", "urd": "ur", "uzb": "uz", "ven": "ve", "vie": "vi", "vol": "vo", "wel": "cy", "wln": "wa",
    "wol": "wo", "xho": "xh", "yid": "yi", "yor": "yo", "zha": "za", "zho": "zh", "zul": "zu",
}  # fmt: skip
"""Code of three letters → that of two for the same language, which is the one to write."""

OTHER_WORDS = {
    "tj": "tg", "kg": "ky", "kz": "kk", "tm": "tk", "ua": "uk", "by": "be", "ge": "ka", "ir": "fa", "cn": "zh",
    "jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "us": "en", "gb": "en", "at": "de",
    "english": "en", "russian": "ru", "tajik": "tg", "tadjik": "tg", "uzbek": "uz", "kyrgyz": "ky", "kazakh": "kk",
    "turkmen": "tk", "persian": "fa", "farsi": "fa", "dari": "prs", "pashto": "ps", "french": "fr", "german": "de",
    "chinese": "zh", "turkish": "tr", "arabic": "ar", "ukrainian": "uk",
    "английский": "en", "русский": "ru", "таджикский": "tg", "узбекский": "uz", "киргизский": "ky", "кыргызский": "ky",
    "казахский": "kk", "дари": "prs", "персидский": "fa", "пушту": "ps", "французский": "fr", "немецкий": "de",
    "англисӣ": "en", "русӣ": "ru", "тоҷикӣ": "tg", "ӯзбекӣ": "uz", "қирғизӣ": "ky", "дарӣ": "prs", "форсӣ": "fa",
}  # fmt: skip
"""What editors write for a language → its code: codes of countries, and names."""

DOUBTFUL = {"kg": ("Kongo", "ky"), "kr": ("Kanuri", "ko"), "taj": ("Eastern Tamang", "tg")}
"""Code → the language it stands for, and the one of a country or a name that looks like it."""


def parse_language(text: str) -> str:
    """The code of a language, or a ValueError that says what to write.

    Of the thousands of codes of three letters only those are told apart that have a shorter form.
    """
    if text in TWO_LETTERS or (len(text) == 3 and RE_CODE.fullmatch(text) and text not in SHORTER):
        return text
    if text in SHORTER:
        raise ValueError(f"the language '{text}' has a code of two letters; write '{SHORTER[text]}'")
    what = "not a language" if RE_CODE.fullmatch(text) else "not the code of a language"
    message = (
        f"'{shorten(text)}' is {what}; write two or three small letters (ISO 639): en, ru, tg or another"
    )
    meant = meant_language(text)
    raise ValueError(f"{message}; did you mean '{meant}'?" if meant else message)


def doubt_of_language(code: str) -> str | None:
    """What to say of a code that is right and seldom meant."""
    if code not in DOUBTFUL:
        return None
    language, other = DOUBTFUL[code]
    return (
        f"'{code}' is the code of {language}; if you mean the language whose name or country it looks like, write "
        f"'{other}'"
    )


def meant_language(text: str) -> str | None:
    """The language of a name, a country, a code in capitals, or a code with a country or script behind it."""
    word = text.casefold()
    first = RE_BETWEEN_SUBTAGS.split(word)[0]
    for part in (word, first):
        if part in OTHER_WORDS:
            return OTHER_WORDS[part]
        if part in TWO_LETTERS or part in SHORTER:
            return SHORTER.get(part, part)
    return None
