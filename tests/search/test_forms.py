"""The files of the index: what a record says in them, how they are written, and which a change reaches."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import accumulate
from typing import Any

import numpy as np
import pytest

from mission_archive.model.searching import ADDRESS, Naming, SearchDocument
from mission_archive.search.coding import coded
from mission_archive.search.entries import address_key, entries
from mission_archive.search.index import GROUP, index_files
from mission_archive.search.leaves import LEAF, cuts, leaves
from mission_archive.search.lexicon import Lexicon
from mission_archive.search.names import named
from mission_archive.search.postings import (
    PLACE,
    RECORD_BITS,
    WEIGHTS,
    Postings,
    exchanged,
    postings,
    written_places,
    written_weights,
)
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
            rows={"en": f"<li>{number}"},
        )
        for number in range(count)
    ]


def found_in(*records: SearchDocument) -> dict[str, Postings]:
    lexicon = Lexicon()
    return postings([entries(record, lexicon) for record in records], lexicon)


def weights_in(text: str = "", **others: Any) -> dict[str, int]:
    """Term → its weight in a record with an English text."""
    record = SearchDocument("a", **{"texts": (("en", "", "", text),), **others})
    return {term: int(found.weights[0]) for term, found in found_in(record).items()}


def places_in(*texts: str) -> dict[str, list[int]]:
    """Term → its places in a record with a title, a summary and a text."""
    title, summary, text = (*texts, "", "")[:3]
    record = SearchDocument("a", (("en", title, summary, text),))
    return {term: found.places.tolist() for term, found in found_in(record).items()}


def test_a_record_says_a_word_with_more_weight_the_nearer_to_its_title():
    texts = ("en", "Border", "Border police", "Border police patrols patrol the river.")
    weights = weights_in(texts=(texts,), facts=(("en", "River bridge"),))
    assert weights == {"border": 7, "polic": 4, "patrol": 1, "river": 1, "bridg": 1}


def test_places_of_words_go_on_through_the_texts_with_a_gap_between_them():
    places = places_in("Border police", "Police border")
    assert places == {"border": [0, 11 * PLACE], "polic": [1 * PLACE, 10 * PLACE]}


def test_a_text_ends_nowhere_but_at_its_end():
    weights = weights_in(texts=(("en", "Police \ue000 border", "River\ue000bank", ""),))
    assert weights == {"polic": 6, "border": 6, "river": 4, "bank": 4}


def test_a_place_says_which_words_are_left_out_before_it():
    said = [
        places_in(f"police {between} border")["border"][0] for between in ("", "of", "in", "of the", "the")
    ]
    assert len({*said}) == 5
    assert {place // PLACE for place in said} == {1}


def test_what_is_left_out_at_the_end_of_a_text_is_not_before_the_next_one():
    assert places_in("police of", "border")["border"][0] % PLACE == 0


def test_a_word_in_capitals_is_not_the_word_that_is_left_out():
    assert weights_in("IT for schools").keys() == {"IT", "school"}
    assert weights_in("It is a school").keys() == {"school"}


def test_a_record_in_which_no_word_is_worth_indexing_is_still_found_by_its_terms():
    assert weights_in("It is", terms=("places/alder",)) == {"@places/alder": 0}


def abbreviated(language: str, text: str) -> dict[str, Postings]:
    """What is known of the terms of a record where three names stand for each other."""
    names = [(None, "BTD"), ("en", "Bicycle Track Department"), ("ru", "Отдел велосипедных дорожек")]
    lexicon = Lexicon()
    said = entries(SearchDocument("a", ((language, "", "", text),)), lexicon)
    return named(postings([said], lexicon), [], [names], lexicon)[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The BTD met"),
        ("en", "the Bicycle Track Department"),
        ("ru", "Встреча отдела велосипедных дорожек"),
    ],
)
def test_an_abbreviation_and_what_it_stands_for_lead_to_each_other(language, text):
    assert {"btd", "bicycl", "depart", "отдел"} <= abbreviated(language, text).keys()


def test_an_abbreviation_in_capitals_is_not_the_word_of_the_same_letters():
    lexicon = Lexicon()
    names = [("en", "WHO"), ("en", "World Health Organization")]
    texts = ("The WHO met", "Those who met", "The World Health Organization met")
    records = [
        SearchDocument("a", (("en", "", "", text),), terms=("institutions/who",) * (text == texts[0]))
        for text in texts
    ]
    found = postings([entries(record, lexicon) for record in records], lexicon)
    joined, begun = named(found, [Naming("institutions", "who", names, {})], [names], lexicon)
    assert joined["WHO"].records.tolist() == [0, 2]
    assert joined["health"].records.tolist() == [0, 2]
    assert "who" not in begun
    assert [phrase for phrase, *_ in begun["WHO"]] == ["WHO"]


def test_some_words_of_what_an_abbreviation_stands_for_are_not_enough():
    assert "btd" not in abbreviated("en", "The department of the bicycle track")


def test_the_names_of_a_term_lead_to_its_records_without_a_place():
    lexicon = Lexicon()
    found = postings([entries(record, lexicon) for record in made_up(3)], lexicon)
    naming = Naming("places", "dushanbe", ((None, "Душанбе"), ("en", "Dushanbe")), {})
    joined, _ = named(found, [naming], [], lexicon)
    assert (joined["душанб"].weights % WEIGHTS).tolist() == [2, 2, 2]
    assert (joined["dushanb"].weights % WEIGHTS).tolist() == [3, 3, 3]
    assert joined["dushanb"].places.tolist() == found["dushanb"].places.tolist()


def test_a_word_is_offered_with_the_letters_of_the_text():
    texts = (("tg", "Шаҳри Хуҷанд", "", "Хуҷанд, cafés"),)
    found = files([SearchDocument(f"events/2010/{name}", texts) for name in "ab"])
    offered = " ".join(text.decode() for path, text in found.items() if path.startswith("index/s/"))
    assert {"хуҷанд", "cafés"} <= set(re.findall(r"\w+", offered))
    assert "хучанд" not in offered


def test_words_of_addresses_are_found_but_not_taken_for_words_that_are_spelt_right():
    lexicon = Lexicon()
    entries(SearchDocument("a", (), ((ADDRESS, "afganistana"),)), lexicon)
    assert "afganistana" in lexicon.terms
    assert lexicon.spellings == {}


def test_what_is_written_with_a_hyphen_and_as_one_word_is_found_by_either():
    texts = ("Cross-border", "crossborder", "cross border")
    lexicon = Lexicon()
    records = [SearchDocument(text, (("en", text, "", ""),)) for text in texts]
    found, _ = named(postings([entries(record, lexicon) for record in records], lexicon), [], [], lexicon)
    for term in ("cross", "border", "crossbord"):
        assert found[term].records.tolist() == [0, 1, 2]


def test_words_joined_by_hyphens_are_found_apart_and_as_one():
    places = places_in("Cross-border trade")
    assert places == {"cross": [0], "border": [PLACE], "trade": [2 * PLACE], "crossbord": []}


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
    numbers = [*range(3000), 10**6, 2**31]
    text, rest = coded(np.array([*numbers, 5]), [len(numbers), len(numbers) + 1])
    assert len(rest) == 1
    parts = (FOLDER / "index.js").read_text("utf-8")
    assert evaluated(browser, parts, "(text) => numbers(text)", text) == numbers


def test_leaves_are_no_larger_than_wanted_but_for_those_of_one_term():
    sizes = [random.Random(3).randint(1, LEAF // 3) for _ in range(400)] + [LEAF * 3]
    ranks = [random.Random(number).getrandbits(32) for number in range(len(sizes))]
    made = list(cuts([0, *accumulate(sizes)], ranks, 0, len(sizes)))
    assert [end for _, end in made[:-1]] == [start for start, _ in made[1:]]
    assert (made[0][0], made[-1][1]) == (0, len(sizes))
    assert all(sum(sizes[start:end]) <= LEAF or end - start == 1 for start, end in made)


def files(records: list[SearchDocument]) -> dict[str, bytes]:
    naming = Naming("places", "dushanbe", (("en", "Dushanbe"),), {"en": "Dushanbe"})
    made: dict[str, bytes] = {}
    made["index"] = index_files(records, [naming], (), made.__setitem__)
    return made


def test_the_same_records_make_the_same_files():
    assert files(made_up(60)) == files(made_up(60))


def test_a_change_reaches_the_leaves_of_its_words_and_no_others():
    records = made_up(600)
    before = files(records)
    (text,) = records[5].texts
    changed = replace(
        records[5], texts=((*text[:3], f"{text[3]} zebra"),), rows={"en": "<li>5", "ru": "more"}
    )
    after = files([*records[:5], changed, *records[6:]])
    new = {path for path in after if before.get(path) != after[path]}
    kinds = sorted(path.removeprefix("index/").partition("/")[0] for path in new)
    assert [kind for kind in kinds if kind != "w"] == ["index"] + ["r"] * 2 * GROUP
    assert 1 <= len({path.rsplit("/", 1)[0] for path in new if path.startswith("index/w/")}) <= 2
    assert len([path for path in before if path.startswith("index/w/")]) > 10


@pytest.mark.parametrize("is_rewritten", [False, True])
def test_a_merge_makes_the_postings_and_leaves_anew_whose_terms_a_changed_record_touches(is_rewritten):
    lexicon, records = Lexicon(), made_up(600)
    every = [entries(record, lexicon) for record in records]
    found = postings(every, lexicon)
    before = list(leaves(found, lexicon.spellings, {}))
    facts = {"facts": (*records[5].facts, ("en", "zebra"))}
    texts = {"texts": (("en", "Zebra crossing", "", "Zebra and zebra"),), "terms": ()}
    other = entries(replace(records[5], **(texts if is_rewritten else facts)), lexicon)
    made = exchanged(found, 5, every[5], other, lexicon)
    merged = {term: its for term, its in (found | made).items() if len(its.weights)}
    anew = postings([*every[:5], other, *every[6:]], lexicon)
    assert merged.keys() == anew.keys()
    assert all(
        np.array_equal(one, two) for term in anew for one, two in zip(merged[term], anew[term], strict=True)
    )
    after = list(leaves(merged, lexicon.spellings, {}, before, made.keys()))
    assert after == list(leaves(anew, lexicon.spellings, {}))
    assert is_rewritten or (
        made.keys() == {"zebra"} and 1 <= len([leaf for leaf in after if leaf not in before]) <= 2
    )
    assert len(made) < len(anew)


def test_a_record_added_at_the_end_reaches_the_leaves_of_its_words_alone():
    records = made_up(600)
    before = files(records)
    after = files(
        [
            *records,
            SearchDocument("events/2011/new", (("en", "Zebra crossing", "", ""),), rows={"en": "<li>600"}),
        ]
    )
    folders = {path.rsplit("/", 1)[0] for path in after if path.startswith("index/w/") and path not in before}
    assert 1 <= len(folders) <= 2


def test_postings_are_in_the_order_of_the_records_and_written_as_distances():
    found = found_in(*made_up(50))["@places/dushanbe"]
    assert found.records.tolist() == [*range(50)]
    assert written_weights([found.weights]) == [coded(np.zeros(50, np.int64), [50])[0]]


def test_places_are_written_as_distances_within_a_record():
    def at(*places: tuple[int, int]) -> Any:
        return np.array([record << RECORD_BITS | place for record, place in places], np.int64)

    written = written_places([at((0, 8), (0, 24), (3, 16)), at(), at((3, 40))])
    assert written == coded(np.array([16, 31, 32, 80]), [3, 3, 4])
