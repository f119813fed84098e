"""Codes of languages (ISO 639), as BCP 47 has them: two letters where there are two, else three."""

import re

from mission_archive.model.problems import shorten

RE_CODE = re.compile(r"[a-z]{2,3}")
RE_BETWEEN_SUBTAGS = re.compile(r"[-_]")

_CODES = """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis
    bm:bam bn:ben bo:bod:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces:cze cu:chu cv:chv cy:cym:wel
    da:dan de:deu:ger dv:div dz:dzo ee:ewe el:ell:gre en:eng eo:epo es:spa et:est eu:baq:eus fa:fas:per ff:ful
    fi:fin fj:fij fo:fao fr:fra:fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo
    hr:hrv ht:hat hu:hun hy:arm:hye hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice:isl it:ita iu:iku
    ja:jpn jv:jav ka:geo:kat kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom
    kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao:mri mk:mac:mkd
    ml:mal mn:mon mr:mar ms:may:msa mt:mlt my:bur:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut:nld nn:nno no:nor
    nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run
    ro:mol:ron:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk:slo sl:slv sm:smo sn:sna so:som
    sq:alb:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn
    to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho
    yi:yid yo:yor za:zha zh:chi:zho zu:zul
"""
"""All of ISO 639-1, each with its codes of three letters (ISO 639-2), of which some languages have two."""

_NAMES = """
    tg:tj:tajik:tadjik:таджикский:тоҷикӣ ky:kg:kyrgyz:киргизский:кыргызский:қирғизӣ kk:kz:kazakh:казахский
    en:us:gb:english:английский:англисӣ ru:russian:русский:русӣ uz:uzbek:узбекский:ӯзбекӣ tk:tm:turkmen
    fa:ir:persian:farsi:персидский:форсӣ prs:dari:дари:дарӣ ps:pashto:пушту uk:ua:ukrainian tr:turkish ar:arabic
    be:by ka:ge zh:cn:chinese ja:jp cs:cz da:dk el:gr de:at:german:немецкий fr:french:французский
"""
"""Codes with what editors write for them: codes of countries, and names."""


def _inverted(table: str) -> dict[str, str]:
    return {word: code for code, *words in (entry.split(":") for entry in table.split()) for word in words}


TWO_LETTERS = frozenset(entry.partition(":")[0] for entry in _CODES.split())
SHORTER = _inverted(_CODES)
"""Code of three letters → that of two for the same language, which is the one to write."""

OTHER_WORDS = _inverted(_NAMES)
"""What editors write for a language → its code."""

DOUBTFUL = {"kg": ("Kongo", "ky"), "kr": ("Kanuri", "ko"), "taj": ("Eastern Tamang", "tg")}
"""Code → the language it stands for, and the one of a country or a name that looks like it."""


def parse_language(text: str) -> str:
    """The code of a language, or a ValueError that says what to write.

    Of the thousands of codes of three letters only those are known here that have a shorter form.
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
        if part in DOUBTFUL:
            return DOUBTFUL[part][1]
    return None
