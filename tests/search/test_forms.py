"""The files of the index: what a record says in them, how they are written, and which a change reaches."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pytest

from mission_archive.model.searching import ADDRESS, Naming, SearchDocument
from mission_archive.search.coding import KEPT, coded, letters
from mission_archive.search.entries import PLACE, Entries, Lexicon, address_key, entries, written
from mission_archive.search.files import GROUP, front_coded, index_files
from mission_archive.search.index import LEAF, WEIGHTS, Postings, add, changed, cuts, leaves, spelt
from mission_archive.search.names import named
from tests.search.program import FOLDER, evaluated


def made_up(count: int, vocabulary: int = 3000) -> list[SearchDocument]:
    """Records of made-up words, some of which stand in most records and most in few."""
    chance = random.Random(7)
    sounds = "abdegiklmnorstuабвгдеийклмнопрсту"
    words = ["".join(chance.choice(sounds) for _ in range(chance.randint(3, 9))) for _ in range(vocabulary)]
    weights = [1 / rank for rank in range(1, vocabulary + 1)]

    def some(number: int) -> str:
        return " ".join(chance.choices(words, weights, k=number))

    return [
        SearchDocument(
            f"events/2010/record-{number}",
            (("en", some(6), some(20), some(80)),),
            facts=(("en", "Dushanbe"),),
            terms=("places/dushanbe", "languages/en"),
            rows={"en": ({"id": number}, ())},
        )
        for number in range(count)
    ]


def postings(records: Iterable[Entries]) -> dict[str, Postings]:
    found: defaultdict[str, Postings] = defaultdict(Postings)
    for number, said in enumerate(records):
        add(found, number, said)
    return found


def test_a_record_says_a_word_with_more_weight_the_nearer_to_its_title():
    record = SearchDocument(
        "a",
        (("en", "Border", "Border police", "Border police patrols patrol the river."),),
        (("en", "River bridge"),),
    )
    found = entries(record, Lexicon())
    assert found.weights["border"] == 7
    assert found.weights["polic"] == 4
    assert found.weights["patrol"] == 1
    assert found.weights["river"] == 1
    assert found.weights["bridg"] == 1
    assert "the" not in found.weights


def test_places_of_words_go_on_through_the_texts_with_a_gap_between_them():
    found = entries(SearchDocument("a", (("en", "Border police", "Police border", ""),)), Lexicon())
    assert found.places["border"] == written([0, 11 * PLACE])
    assert found.places["polic"] == written([1 * PLACE, 10 * PLACE])


def test_a_place_says_which_words_are_left_out_before_it():
    def place(text: str) -> bytes:
        return entries(SearchDocument("a", (("en", "", "", text),)), Lexicon()).places["border"]

    said = [place(f"police {between} border") for between in ("", "of", "and", "of the", "the")]
    assert len(set(said)) == 5


def test_a_word_in_capitals_is_not_the_word_that_is_left_out():
    def said(text: str) -> set[str]:
        return {*entries(SearchDocument("a", (("en", "", "", text),)), Lexicon()).weights}

    assert said("IT for schools") == {"IT", "school"}
    assert said("It is a school") == {"school"}


ABBREVIATIONS = [[(None, "BTD"), ("en", "Bicycle Track Department"), ("ru", "Отдел велосипедных дорожек")]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The BTD met"),
        ("en", "the Bicycle Track Department"),
        ("ru", "Встреча отдела велосипедных дорожек"),
    ],
)
def test_an_abbreviation_and_what_it_stands_for_lead_to_each_other(language, text):
    found = entries(SearchDocument("a", ((language, "", "", text),)), Lexicon(ABBREVIATIONS))
    assert {"btd", "bicycl", "depart", "отдел"} <= found.weights.keys()


def test_some_words_of_what_an_abbreviation_stands_for_are_not_enough():
    text = "The department of the bicycle track"
    found = entries(SearchDocument("a", (("en", "", "", text),)), Lexicon(ABBREVIATIONS))
    assert "btd" not in found.weights


def test_the_names_of_a_term_lead_to_its_records_without_a_place():
    found = postings(entries(record, Lexicon()) for record in made_up(3))
    naming = Naming("places", "dushanbe", ((None, "Душанбе"), ("en", "Dushanbe")), {})
    joined = named(found, [naming], Lexicon())
    assert [record % WEIGHTS for record in joined["душанб"].records] == [2, 2, 2]
    assert [record % WEIGHTS for record in joined["dushanb"].records] == [3, 3, 3]
    assert joined["dushanb"].places == found["dushanb"].places


def test_a_word_is_offered_with_the_letters_of_the_text():
    texts = (("tg", "Шаҳри Хуҷанд", "", "Хуҷанд, cafés"),)
    found = files([SearchDocument(f"events/2010/{name}", texts) for name in "ab"])
    offered = " ".join(text for path, text in found.items() if path.startswith("index/s/"))
    assert {"хуҷанд", "cafés"} <= set(re.findall(r"\w+", offered))
    assert "хучанд" not in offered


def test_words_of_addresses_are_found_but_not_taken_for_words_that_are_spelt_right():
    lexicon = Lexicon()
    found = entries(SearchDocument("a", (), ((ADDRESS, "afganistana"),)), lexicon)
    assert "afganistana" in found.weights
    assert lexicon.spellings == {}
    assert spelt("afganistana", []) == "11 "


def test_the_root_names_what_is_written_with_a_hyphen_and_as_one_word():
    texts = [("en", "Cross-border crossborder well-known trade", "", "")]
    root = files([SearchDocument("events/2010/a", tuple(texts))])["index.js"]
    assert '"joined":"crossbord"' in root


def test_words_joined_by_hyphens_are_found_apart_and_as_one():
    found = entries(SearchDocument("a", (("en", "Cross-border trade", "", ""),)), Lexicon())
    assert {"cross", "border", "crossbord"} <= found.weights.keys()
    assert found.places["border"] == written([PLACE])
    assert "crossbord" not in found.places


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "HTTPS://EXAMPLE.ORG/A",
        "example.org/a",
        "https://example.org/a#part",
    ],
)
def test_an_address_is_the_same_however_it_is_written(other):
    assert address_key(other) == address_key("https://example.org/a")
    assert address_key(other) != address_key("https://example.org/b")


def test_numbers_are_read_in_the_browser_as_they_are_written(browser):
    numbers = [*range(3000), KEPT - 1, KEPT, 10**6, 2**31]
    text = coded(numbers).decode()
    assert coded([5, KEPT + 5]) == letters(5) + letters(KEPT + 5)
    parts = (FOLDER / "index.js").read_text("utf-8")
    assert evaluated(browser, parts, "(text) => numbers(text)", text) == numbers


def test_sorted_words_are_told_by_what_each_shares_with_the_one_before():
    assert front_coded([["border", "bordering"], ["он", "они"]]) == "0border,6ing;0он,2и"


def test_the_words_of_a_term_are_told_by_what_differs():
    assert spelt("countri", ["country", "countries"]) == "es,1 y"
    assert spelt("border", ["border"]) == ""
    assert spelt("crossbord", ["cross-border", "crossborder"]) == "4 -border,er"


def test_leaves_are_no_larger_than_wanted_but_for_those_of_one_term():
    sizes = [random.Random(3).randint(1, LEAF // 3) for _ in range(400)] + [LEAF * 3]
    ranks = [random.Random(number).getrandbits(32) for number in range(len(sizes))]
    made = sorted(cuts(sizes, ranks))
    assert [end for _, end in made[:-1]] == [start for start, _ in made[1:]]
    assert (made[0][0], made[-1][1]) == (0, len(sizes))
    assert all(sum(sizes[start:end]) <= LEAF or end - start == 1 for start, end in made)


def files(records: list[SearchDocument]) -> dict[str, str]:
    naming = Naming("places", "dushanbe", (("en", "Dushanbe"),), {"en": "Dushanbe"})
    return dict(index_files(records, [naming], {"en": {"places": [["dushanbe", "Dushanbe", ""]]}}))


def test_the_same_records_make_the_same_files():
    assert files(made_up(60)) == files(made_up(60))


def test_a_change_reaches_the_leaves_of_its_words_and_no_others():
    records = made_up(600)
    before = files(records)
    (text,) = records[5].texts
    changed = replace(
        records[5], texts=((*text[:3], f"{text[3]} zebra"),), rows={"en": ({"id": 5}, ("more",))}
    )
    after = files([*records[:5], changed, *records[6:]])
    new = {path for path in after if before.get(path) != after[path]}
    kinds = sorted(path.removeprefix("index/").partition("/")[0] for path in new)
    assert [kind for kind in kinds if kind != "w"] == ["index.js"] + ["r"] * GROUP + ["t"] * GROUP
    assert 1 <= len({path.rsplit("/", 1)[0] for path in new if path.startswith("index/w/")}) <= 2
    assert len([path for path in before if path.startswith("index/w/")]) > 10


def test_a_merge_makes_the_leaves_anew_whose_terms_a_changed_record_touches():
    lexicon = Lexicon()
    every = [entries(record, lexicon) for record in made_up(600)]
    before = list(leaves(postings(every), lexicon.spellings, {}))
    words = {**every[5].weights, "zebra": 0}
    other = Entries(words, {**every[5].places, "zebra": written([PLACE])})
    touched = changed(every[5], other)
    found = postings([*every[:5], other, *every[6:]])
    after = list(leaves(found, lexicon.spellings, {}, before, touched))
    assert touched == {"zebra"}
    assert after == list(leaves(found, lexicon.spellings, {}))
    texts = {id(leaf.text) for leaf in before}
    assert 1 <= len([leaf for leaf in after if id(leaf.text) not in texts]) <= 2 < len(before)


def test_a_record_added_at_the_end_reaches_the_leaves_of_its_words_alone():
    records = made_up(600)
    before = files(records)
    after = files(
        [
            *records,
            SearchDocument(
                "events/2011/new", (("en", "Zebra crossing", "", ""),), rows={"en": ({"id": 600}, ())}
            ),
        ]
    )
    folders = {path.rsplit("/", 1)[0] for path in after if path.startswith("index/w/") and path not in before}
    assert 1 <= len(folders) <= 2


def test_every_posting_of_a_term_is_in_the_order_of_the_records():
    found = postings(entries(record, Lexicon()) for record in made_up(50))
    assert list(found["@places/dushanbe"].steps) == [0] * 50
