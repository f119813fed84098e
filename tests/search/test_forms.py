"""Pagefind's files as we rewrite them: what is kept, what is left out, and where they are cut."""

from __future__ import annotations

import gzip
import io
import json
import random
from base64 import b64encode
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mission_archive.rendering.folding import fold
from mission_archive.search.cbor import UnknownForm, any_head
from mission_archive.search.files import write_search
from mission_archive.search.metadata import SIGNATURE, Metadata, Range, read_metadata, write_metadata
from mission_archive.search.pagefind import SearchFault, write_index
from mission_archive.search.postings import SIZE, made_smaller
from mission_archive.search.tables import cut, cut_row, distances, front_coded

# A pf_meta of two pages: version, pages (name, number of words), a file of the index, and what follows, kept as it is.
REST = b"\x80\x80\x81etitle"
FILES = b"\x81\x83aaazgen_1234"
META = SIGNATURE + b"\x86\x651.5.2\x82\x82\x6aen_1234567\x18\x64\x82\x6aen_89abcde\x05" + FILES + REST


def decoded(data: bytes) -> Any:
    """One item of CBOR as Python has it."""
    return item(io.BytesIO(data))


def item(source: io.BytesIO) -> Any:
    kind, value = any_head(source)
    if kind == 3:
        return source.read(value).decode()
    if kind == 4:
        return [item(source) for _ in range(value)]
    return value if kind == 0 else -1 - value


def words_of(data: bytes) -> list[Any]:
    (words,) = decoded(gzip.decompress(data).removeprefix(SIGNATURE))
    return list(words)


def test_pages_are_named_by_their_digits_with_the_last_one_first():
    written = gzip.decompress(write_metadata(Metadata(b"1.5.2", 18, [], REST)))
    pages = decoded(written.removeprefix(SIGNATURE))[1]
    assert pages[:3] == [["00", 1], ["10", 1], ["20", 1]]
    assert pages[15:] == [["f0", 1], ["01", 1], ["11", 1]]


def test_what_is_read_of_the_metadata_is_written_again_but_for_the_names_of_pages():
    read = read_metadata(gzip.compress(META))
    assert read == Metadata(b"1.5.2", 2, [Range("a", "z", "en_1234")], REST)
    written = gzip.decompress(write_metadata(read))
    assert written == SIGNATURE + b"\x86\x651.5.2\x82\x82\x610\x01\x82\x611\x01" + FILES + REST


@pytest.mark.parametrize("data", [b"", SIGNATURE, SIGNATURE + b"\xa0", b"another form", META[:30]])
def test_metadata_of_an_unknown_form_is_refused(data):
    with pytest.raises(UnknownForm):
        read_metadata(gzip.compress(data))


@dataclass(frozen=True)
class Told:
    id: str
    text: str
    fields: dict[str, str]
    row: dict[str, Any]


def made_up(count: int, vocabulary: int = 3000) -> list[Told]:
    """Records of made-up words, some of which stand in most records and most in few."""
    chance = random.Random(7)
    letters = "abdegiklmnorstuабвгдеийклмнопрсту"
    words = ["".join(chance.choice(letters) for _ in range(chance.randint(3, 9))) for _ in range(vocabulary)]
    weights = [1 / rank for rank in range(1, vocabulary + 1)]
    return [
        Told(
            f"events/2010/record-{number}",
            " ".join(chance.choices(words, weights, k=80)),
            {"title": " ".join(chance.choices(words, weights, k=6)), "names": "dushanbe душанбе"},
            {"id": number, "words": {"en": ["", "", ""]}, "dates": {"en": ""}, "places": {"en": ""}},
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def pagefinds_own(tmp_path_factory):
    """The lists as Pagefind wrote them, and as we write them: word → pages, each as number, places and fields."""
    folder = tmp_path_factory.mktemp("index")
    write_index([(told.id, told.text, told.fields) for told in made_up(600)], folder)
    (meta,) = folder.glob("*.pf_meta")
    files = [
        (folder / "index" / f"{file.name}.pf_index").read_bytes()
        for file in read_metadata(meta.read_bytes()).files
    ]
    return files, made_smaller(files)


def test_every_word_keeps_its_records_their_fields_and_how_often_it_stands_there_up_to_three(pagefinds_own):
    before, after = pagefinds_own

    def told(words: list[Any]) -> dict[str, Any]:
        return {
            word: [
                (step, min(3, sum(place >= 0 for place in places)), [part for part in fields if part < 0])
                for step, places, fields in pages
            ]
            for word, pages, _ in words
        }

    own = told([word for data in before for word in words_of(data)])
    ours = told([word for file in after for word in words_of(file.data)])
    assert len(own) > 2000
    assert ours == own


def test_a_word_stands_at_the_same_places_in_every_record(pagefinds_own):
    _, after = pagefinds_own
    for file in after:
        for _, pages, _ in words_of(file.data):
            assert len({places[0] for _, places, _ in pages if places}) <= 1


def test_files_are_cut_to_a_size_and_tell_their_first_and_last_word(pagefinds_own):
    before, after = pagefinds_own
    assert len(after) > 5
    assert sum(len(file.data) for file in after) < 0.8 * sum(len(data) for data in before)
    last = ""
    for file in after:
        names = [name for name, _, _ in words_of(file.data)]
        assert names == sorted(names)
        assert (names[0], names[-1]) == (file.first, file.last)
        assert last < file.first
        assert len(names) == 1 or len(gzip.decompress(file.data)) < 2 * SIZE
        last = file.last


@pytest.mark.parametrize(
    "data",
    [b"", b"another form", SIGNATURE, SIGNATURE + b"\x82\x80\x80", SIGNATURE + b"\x81\x81\x82aa\x80",
     SIGNATURE + b"\x81\x81\x83aa\x82\x83\x00\x81\x00\x80\x80", SIGNATURE + b"\x81\x81\x83aa\x81\x82\x00\x80\x80"],
)  # fmt: skip
def test_lists_of_an_unknown_form_are_refused(data):
    with pytest.raises(UnknownForm):
        made_smaller([gzip.compress(data)])


WORDS = [gzip.compress(SIGNATURE + b"\x81\x81\x83a" + letter + b"\x80\x80") for letter in (b"a", b"b")]


def test_words_out_of_their_order_are_refused_for_a_search_would_miss_them():
    assert [file.last for file in made_smaller(WORDS)] == ["b"]
    for files in (reversed(WORDS), [WORDS[0], WORDS[0]]):
        with pytest.raises(UnknownForm, match="not in its place"):
            made_smaller(files)


def answering(folder: Path, answers: bytes) -> Path:
    """A program that says something and then reads on until nothing more comes."""
    said = folder / "said"
    said.write_bytes(answers)
    program = folder / "program"
    program.write_text(f"#!/bin/sh\ncat '{said}'\nexec cat >/dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def answer(told: Any) -> bytes:
    return b64encode(json.dumps(told).encode()) + b","


@pytest.mark.parametrize(
    "said",
    [
        b"Pagefind 2.0, at your service\n",
        answer({"payload": {"type": "GetFiles"}}),
        answer({"payload": {"type": "GetFiles", "files": [{"path": "pagefind.js", "content": "a"}]}}),
        answer(["payload"]),
        b64encode(b"{") + b",",
    ],
)
def test_a_program_that_answers_in_another_way_is_told_plainly(tmp_path, said):
    with pytest.raises(SearchFault, match=r"unknown form .*; use the version that requirements/ names"):
        write_search(tmp_path / "site", made_up(20), {}, answering(tmp_path, said))


def test_a_complaint_of_the_program_ends_it_and_is_told(tmp_path):
    said = answer({"payload": {"type": "Error", "message": "no room left"}})
    with pytest.raises(SearchFault, match="made no index: no room left"):
        write_search(tmp_path / "site", made_up(20), {}, answering(tmp_path, said))


ONE_PAGE = SIGNATURE + b"\x86\x651.5.2\x81\x82\x6aen_1234567\x18\x64" + FILES + REST


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a.pf_meta": gzip.compress(ONE_PAGE), "b.pf_meta": gzip.compress(ONE_PAGE)},
        {"a.pf_meta": ONE_PAGE},
        {"a.pf_meta": gzip.compress(ONE_PAGE)[:-9]},
        {"a.pf_meta": gzip.compress(ONE_PAGE)[:12] + b"\xff" * 40},
        {"a.pf_meta": gzip.compress(ONE_PAGE.replace(b"aaaz", b"a\xffaz"))},
        {"a.pf_meta": gzip.compress(ONE_PAGE)},
        {"a.pf_meta": gzip.compress(ONE_PAGE), "index/en_1234.pf_index": b"another form"},
    ],
    ids=["no-metadata", "two", "not-compressed", "cut-off", "spoilt", "no-text", "no-words", "other-words"],
)
def test_an_index_of_another_form_is_told_plainly(tmp_path, files):
    told = [{"path": name, "content": b64encode(data).decode()} for name, data in files.items()]
    program = answering(tmp_path, answer({"payload": {"type": "GetFiles", "files": told}}))
    with pytest.raises(SearchFault, match=r"unknown form .*; use the version that requirements/ names"):
        write_search(tmp_path / "site", made_up(1), {}, program)


def test_a_word_with_marks_keeps_what_is_told_of_its_spellings():
    variants = b"\x81\x82cb\xc3\xa9\x81\x83\x02\x81\x05\x80"
    (file,) = made_smaller([gzip.compress(SIGNATURE + b"\x81\x81\x83bbe\x80" + variants)])
    assert words_of(file.data) == [["be", [], [["bé", [[2, [5], []]]]]]]


def test_each_word_is_looked_for_in_the_file_that_holds_it(tmp_path):
    write_search(tmp_path, made_up(600), {})
    folder = tmp_path / "pagefind"
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    files = read_metadata((folder / f"pagefind.{entry['state']}.pf_meta").read_bytes()).files
    starts = [file.start for file in files]
    told = json.loads((folder / entry["state"] / "starts.json").read_text(encoding="utf-8"))
    assert told == front_coded(starts)
    assert len(starts) > 5
    assert all(file.end < after.start for file, after in pairwise(files))
    for file in files:
        for name, _, _ in words_of((folder / "index" / f"{file.name}.pf_index").read_bytes()):
            assert file.start <= name <= file.end


def test_sorted_words_are_told_by_what_each_shares_with_the_one_before():
    assert front_coded(["", "border", "bordering", "он", "они"]) == "0 0border 6ing 0он 2и"


def test_a_record_is_told_to_each_reader_in_the_language_that_suits_best():
    row = {
        "id": "events/2010/visit", "words": {"ru": ["Визит", "", ""], "en": ["Visit", "", ""]}, "day": "2010-05-01",
        "dates": {"en": "1 May", "ru": "1 мая", "tg": "1 май"}, "places": {"en": "Kulob", "ru": "Куляб", "tg": "Кӯлоб"},
    }  # fmt: skip
    told = cut_row(row)
    assert set(told) == {"", ".ru"}
    assert told[""]["words"] == ["Visit", "", ""]
    assert told[""]["dates"] == {"en": "1 May"}
    assert told[".ru"]["places"] == {"ru": "Куляб", "tg": "Кӯлоб"}
    assert all(each["languages"] == ["ru", "en"] and each["day"] == "2010-05-01" for each in told.values())


def test_a_record_that_is_not_told_in_the_first_language_is_told_in_its_own_to_all():
    row = {
        "words": {"ru": ["Визит", "", ""]},
        "dates": {"en": "1 May", "ru": "1 мая"},
        "places": {"en": "", "ru": ""},
    }
    told = cut_row(row)
    assert {ending: (each["language"], list(each["dates"])) for ending, each in told.items()} == {
        "": ("ru", ["en"]),
        ".ru": ("ru", ["ru"]),
    }


NAMES = {
    "facets.en.json": {
        "places": [["sughd", "Sughd", ""], ["khujand", "Khujand", "sughd"], ["kulob", "Kulob", ""]]
    },
    "facets.ru.json": {
        "places": [["sughd", "Согд", ""], ["khujand", "Худжанд", "sughd"], ["kulob", "Куляб", ""]]
    },
}


def test_each_term_has_a_file_with_its_names_and_the_records_of_it_and_all_narrower_terms():
    files = cut({**NAMES, "facets/places.json": {"sughd": [2, 12], "khujand": [1, 2]}})
    assert files["facets/places/khujand.json"] == [{"en": "Khujand", "ru": "Худжанд"}, "1 1"]
    assert files["facets/places/sughd.json"] == [{"en": "Sughd", "ru": "Согд"}, "1 1 a"]
    assert files["facets/places/kulob.json"] == [{"en": "Kulob", "ru": "Куляб"}, ""]
    assert files["facets/places.json"] == {"sughd": "2 a", "khujand": "1 1"}


def test_positions_are_told_as_distances_in_base_36():
    assert distances([0, 35, 71, 46726]) == "0 z 10 zzz"
    assert distances([]) == ""


def test_spellings_lie_in_drawers_by_their_first_letter_as_it_is_folded():
    spelt = ["border", "Қӯрғонтеппа", "Кулоб", "Øyvind", "Беловодск"]
    files = cut({"spellings.json": [(fold(word), word) for word in spelt]})
    assert "spellings.json" not in files
    assert files[f"spellings/{ord('b') % 64}.json"] == ["border"]
    assert files[f"spellings/{ord('к') % 64}.json"] == ["Қӯрғонтеппа", "Кулоб"]
    assert files[f"spellings/{ord('o') % 64}.json"] == ["Øyvind"]
    assert files["spellings/common.json"][0] == "border"
    assert len(files) == 65
