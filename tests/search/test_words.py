"""The rule for what is a word: the same where the index is made and where it is asked."""

from __future__ import annotations

import re

import pytest

from mission_archive.building.search import PROGRAM
from mission_archive.search.entries import address_key
from mission_archive.search.words import (
    RE_CAPITALS,
    STOP_WORDS,
    chunks,
    compounds,
    fold,
    spelt,
    tajik,
    term_of,
    tokens,
)
from tests.search.program import evaluated, parts
from tests.support.site import PROJECT

ODD = [
    "Қӯрғонтеппа Ёлка Yrjölä Désir Łódź Straße Ma’ruf Ӣ Край ŞİRİN ǅ Ærø Œuvre ılıca Ǿyvind ʻAbdulloh Þór",
    "U.S. embassy in the U.N. т.е. e.g. A.B. Smith a.m. Mr.A.B. end.",
    "1,500 1 500 1500 1’500 1\u00a0500 15.04.2010 2010 500 12,34 5,6789 007",
    "cross-border crossborder Kurgan-Tyube’s covid-19 don't ’tis co-operation 2009-2010 -x- a-b",
    "en\u00adergy ho\ufb03ce of\u2060fice №5 m² ½ ① word™ \ufeffx",
    "organisation labour centre programmes defence analysed tour promising raising contours colour internal",
    "рынок рынка пыток пытки поездок скачок урок войск",
    "занони шаҳрҳоямон китобашон барномаяш муҳоҷирони донишҷӯёни кишварҳоро мактаби тоҷикистон шӯрои роҳи",
    " ".join(
        stem + ending
        for stem in ("китоб", "шахр", "занон", "мардум", "а", "ша")
        for ending in (
            "хо",
            "хои",
            "хоро",
            "хоямон",
            "хошон",
            "ашон",
            "ро",
            "и",
            "аш",
            "он",
            "гон",
            "уен",
            "тон",
            "йи",
        )
    ),
    "𝐁𝐨𝐥𝐝 𐐷 ﷺ العربية हिन्दी 日本語 👍",
    "آسیا مسؤول שָׁלוֹם タジキスタン",
    "",
]


@pytest.mark.long
def test_both_ends_take_every_word_of_the_archive_for_the_same(browser):
    files = (path for path in (PROJECT / "content").rglob("*") if path.suffix in (".md", ".yml"))
    words = {word for path in files for word in path.read_text("utf-8").split()}
    both_ends_take_for_the_same(browser, [" ".join(sorted(words))])


def test_both_ends_take_odd_words_for_the_same(browser):
    both_ends_take_for_the_same(browser, ODD)


def both_ends_take_for_the_same(browser, texts):
    theirs = evaluated(
        browser,
        parts(("vendor/stemmers", "words")),
        "(texts) => texts.map(fold).map((text) => [text, (text.match(TOKEN) ?? []).map((token) => "
        "[spelt(token), ...['en', 'ru', 'tg'].map((code) => termsOf(spelt(token), code))])])",
        texts,
    )
    ours = []
    for text in texts:
        words = [spelt(token) for token in tokens(fold(text))]
        ours.append(
            [
                fold(text),
                [
                    [word, *([term] if (term := term_of(word, code)) else [] for code in ("en", "ru", "tg"))]
                    for word in words
                ],
            ]
        )
    assert theirs == ours


def test_both_ends_leave_out_the_same_words(browser):
    theirs = evaluated(browser, parts(("vendor/stemmers", "words")), "() => [...STOP_WORDS]", None)
    assert dict(theirs) == STOP_WORDS


@pytest.mark.parametrize("written", ["1,500", "1 500", "1.500", "1’500", "1\u00a0500", "1500"])
def test_a_number_is_the_same_however_its_thousands_are_parted(written):
    assert [spelt(token) for token in tokens(fold(f"about {written} people"))] == ["about", "1500", "people"]


@pytest.mark.parametrize(
    ("written", "word"),
    [("U.S.", "us"), ("G7", "g7"), ("EU", "eu"), ("en\u00adergy", "energy"), ("o\ufb03ce", "office"),
     ("Ma’ruf", "maruf"), ("OSCE’s", "osce"), ("ёлка", "елка"), ("Қӯрғон", "кургон"), ("Łódź", "lodz")],
)  # fmt: skip
def test_one_spelling_stands_for_all_that_readers_type(written, word):
    assert [spelt(token) for token in tokens(fold(written))] == [word]


def test_a_date_is_no_number_of_thousands():
    assert tokens("15.04.2010, 2010 500") == ["15", "04", "2010", "2010", "500"]


def test_what_hyphens_join_is_one_word_too():
    assert compounds("a cross-border and well-to-do 2009-2010") == ["cross-border", "well-to-do"]


@pytest.mark.parametrize(
    "form", ["китоб", "китоби", "китобҳо", "китобҳои", "китобҳоро", "китобаш", "китобашон", "китобҳояшон"]
)
def test_the_forms_of_a_tajik_word_are_one(form):
    assert tajik(fold(form)) == "китоб"


@pytest.mark.parametrize(
    "forms",
    [
        "занон занону",
        "тоҷик тоҷику",
        "афғон афғонҳо афғону",
        "гуфтугӯ гуфтугӯи гуфтугӯҳо",
        "донишҷӯ донишҷӯён",
    ],
)
def test_a_tajik_conjunction_is_no_part_of_a_word(forms):
    assert len({tajik(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair", [("organisation", "organization"), ("labour", "labor"), ("centres", "center"), ("programmes", "program"),
             ("defence", "defense"), ("elections", "election"), ("радикализации", "радикализация"), ("пыток", "пытки")],
)  # fmt: skip
def test_forms_and_spellings_of_a_word_are_one(pair):
    one, other = pair
    assert term_of(one, "ru") == term_of(other, "ru")


def test_words_are_the_same_in_a_text_as_it_is_written(browser):
    texts = [
        *(text for text in ODD if not {*"½ﷺ"} & {*text}),  # of each of these letters several words are made
        "Ёлка и йод – «Шӯро», 5 № 7 …",
        "e\u0301te\u0301 ho\ufb03ce of\u2060fice",
        "сарҳад Сарҳадҳо й И\u0306",
    ]
    wrong = evaluated(
        browser,
        parts(("vendor/stemmers", "words", "dom", "rows")),
        """(texts) => texts.map((text) => text.normalize("NFC")).map((text) =>
            [[...wordsIn(text)].map(({ word }) => word), fold(text).match(TOKEN)?.map(spelt) ?? []])
            .filter(([written, folded]) => String(written) !== String(folded))""",
        texts,
    )
    assert wrong == []


@pytest.mark.parametrize("text", ["1 500 people in 2010 500", "5\u00a0000 and 12 34", "1,500 000", *ODD])
def test_words_are_the_same_in_the_parts_of_a_text(text):
    assert [token for chunk in chunks(text) for token in map(spelt, tokens(fold(chunk)))] == [
        spelt(token) for token in tokens(fold(text))
    ]


def test_some_words_are_other_words_in_capitals():
    assert RE_CAPITALS.findall("Who met WHO? IT is not it; UNIT") == ["WHO", "IT"]


def test_a_corrected_query_has_other_words_as_they_were_typed(browser):
    made = evaluated(
        browser,
        parts(("vendor/stemmers", "words", "dom", "help")),
        "([query, words]) => rewritten(query, words)",
        [
            "Border Rder, rder (1,500)",
            [{"written": "Rder", "better": "order"}, {"written": "rder", "better": "order"}],
        ],
    )
    assert made == "Border Order, order (1,500)"


def test_a_date_is_read_however_it_is_written_and_of_several_the_first(browser):
    dates = {
        "15.04.2010": "2010-04-15",
        "2010-04": "2010-04",
        "on the 15th of April, 2010": "2010-04-15",
        "15 and 16 April 2010": "2010-04-15",
        "28 June - 3 July 2018": "2018-06-28",
        "с 18 по 24 июня 2018 года": "2018-06-18",
        "аз 18 то 24 июни соли 2018": "2018-06-18",
        "June–July 2018": "2018-06",
        "December 2018 – January 2019": "2018-12",
        "18.06.2018-24.06.2018": "2018-06-18",
        "18.06.2018 – 24.06.2018": "2018-06-18",
        "28.06–03.07.2018": "2018-06-28",
        "18-24.06.2018": "2018-06-18",
        "31 April 2010": "2010-04",
        "2010-2012": None,
        "2010–2012": None,
        "18 border April 2010": None,
        "1-2": None,
        "-": None,
    }
    script = parts(["vendor/stemmers", "words", "query"])
    read = evaluated(browser, script, "(texts) => texts.map((text) => dateOf(text))", [*dates])
    assert dict(zip(dates, read, strict=True)) == dates


def test_years_from_one_to_another_are_read_however_they_are_written(browser):
    queries = {
        "2010-2012": ["2010", "2012", 0],
        "2012 – 2010": ["2010", "2012", 0],
        "2010 -2012": ["2010", "2012", 0],
        "2010\u20102012": ["2010", "2012", 0],
        "2010\u20112012": ["2010", "2012", 0],
        "from 2010 to 2012": ["2010", "2012", 0],
        "between 2010 and 2012": ["2010", "2012", 0],
        "с 2010 по 2012 годы": ["2010", "2012", 0],
        "2010–2012 гг.": ["2010", "2012", 0],
        "солҳои 2010-2012": ["2010", "2012", 0],
        "аз соли 2010 то соли 2012": ["2010", "2012", 0],
        "what happened in 2010-2012": ["2010", "2012", 0],
        "about 2010-2012": ["2010", "2012", 0],
        "border (2010-2012)": ["2010", "2012", 1],
        "elections, 2010-2012.": ["2010", "2012", 1],
        "граница 2010-2012 годы": ["2010", "2012", 1],
        "2010-2012 -border": ["2010", "2012", 0],
        "2010 and 2012": [None, None, 2],
        "2010 and 2012 or 2015-2017": ["2015", "2017", 2],
        '"2010-2012"': [None, None, 0],
        "border -2010-2012": [None, None, 1],
        "CIO.GAL/2010-2012": [None, None, 4],
        "2010-12": [None, None, 2],
        "12010-2012": [None, None, 2],
    }
    script = parts(["vendor/stemmers", "words", "query"])
    read = evaluated(
        browser,
        script,
        """(texts) => texts.map((text) => parsed(text, "en")).map(({ years, words }) =>
            [years?.from ?? null, years?.to ?? null, words.length])""",
        [*queries],
    )
    assert dict(zip(queries, read, strict=True)) == queries


def test_the_program_has_no_lookbehind_which_keeps_older_telephones_from_loading_it():
    assert re.findall(r"\(\?<[=!]", parts(PROGRAM.split())) == []


def test_an_address_is_looked_for_without_the_slashes_at_its_ends(browser):
    script = parts(["vendor/stemmers", "words", "query"])
    keys = evaluated(browser, script, "(texts) => texts.map(addressKeys)", ["/news/council/", "news/council"])
    assert keys[0] == keys[1]
    assert keys[0][0] == f"@{address_key('news/council')}"
