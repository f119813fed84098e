"""The import as a whole, on a small table of an invented mission."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mission_archive.importing.imports import import_file
from mission_archive.importing.sources import ImportFailure

PROJECT = Path(__file__).parents[2]
EXAMPLES = PROJECT / "examples/import"

MAPPING = """
source:
  ignore: [language]
collection:
  from: kind
  table: {workshops: [seminar, training], reports: book, conferences: conference}
  otherwise: events
fields:
  title: title
  date: date
  duration: duration
  summary: summary
  places:
    each: place
    item: {place: {from: [town, region], table: places}, venue: venue}
  themes: {from: [themes, guessed_themes], table: themes}
  organisers: {from: organisers, table: bodies}
  series: series
  number: number
  people: {each: speakers, item: {name: name, role: role}}
  follows: {from: after, records: true}
  outcomes: {from: outcomes, records: true, keep: true}
  sources:
    - item: {publisher: source.publisher, url: source.url, date: published}
    - {each: source.also, item: {url: .}}
  note:
    - doubt
    - {text: "A photograph is not kept here: {photo.caption} ({photo.credit})."}
    - {from: confidence, table: {Known only from a notice.: medium, "": high}}
  body: body
tables:
  places: {bokhtar: [Bokhtar, {as: Kurgan-Tyube}], khatlon: Khatlon}
  themes: {border-management: Borders, elections: Elections}
  bodies: {undp: [UNDP, U.N.D.P.]}
rename:
  workshops/2010/borders: seminar-on-borders-2010
"""


@pytest.fixture
def run(tmp_path):
    def import_text(source, mapping=MAPPING, *, dry_run=False, name="facts.yaml"):
        (tmp_path / name).write_text(source, encoding="utf-8")
        (tmp_path / "mapping.yml").write_text(mapping, encoding="utf-8")
        return import_file(tmp_path / name, tmp_path / "mapping.yml", tmp_path / "content", dry_run=dry_run)

    return import_text


def written(tmp_path):
    content = tmp_path / "content"
    return {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in content.rglob("*.*")}


def entry(**values):
    lines = {
        "id": "a",
        "kind": "meeting",
        "title": "A title",
        "date": "2010-04-15",
        "summary": "Words.",
    } | values
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in lines.items()) + "\n"


def test_an_entry_becomes_a_record_file_in_the_order_of_the_format(run, tmp_path):
    report = run(
        entry(
            id="seminar-on-borders-2010",
            kind="seminar",
            body="'The text.'",
            source="{url: https://a.example/1, publisher: OSCE, also: [https://b.example/2]}",
            published="2010-04-16",
            speakers="[{name: A Name, role: Head of the Office}]",
            place="[{town: Kurgan-Tyube, region: Khatlon, venue: Town hall}, {region: Khatlon}]",
            guessed_themes="[Borders]",
            organisers="[U.N.D.P., UNDP]",
        )
    )
    assert written(tmp_path) == {
        "workshops/2010/borders.md": (
            "---\n"
            "title: A title\n"
            "date: 2010-04-15\n"
            "summary: Words.\n"
            "places:\n"
            "  - place: bokhtar\n"
            "    as: Kurgan-Tyube\n"
            "    venue: Town hall\n"
            "  - khatlon\n"
            "themes:\n"
            "  - border-management\n"
            "organisers:\n"
            "  - undp\n"
            "people:\n"
            "  - name: A Name\n"
            "    role: Head of the Office\n"
            "sources:\n"
            "  - publisher: OSCE\n"
            "    url: https://a.example/1\n"
            "    date: 2010-04-16\n"
            "  - url: https://b.example/2\n"
            "---\n"
            "\n"
            "The text.\n"
        )
    }
    assert report.unmapped == ()


def test_the_first_of_several_keys_that_has_a_value_counts(run, tmp_path):
    run(entry(themes="[Elections]", guessed_themes="[Borders]"))
    assert "themes:\n  - elections\n" in written(tmp_path)["events/2010/a.md"]
    assert "border-management" not in written(tmp_path)["events/2010/a.md"]


def test_several_keys_are_joined_to_one_note_with_a_lead_in(run, tmp_path):
    run(entry(doubt="The day is doubtful.", photo="{caption: Bridge, credit: OSCE}", confidence="medium"))
    text = " ".join(written(tmp_path)["events/2010/a.md"].split())
    assert (
        "The day is doubtful. A photograph is not kept here: Bridge (OSCE). Known only from a notice." in text
    )


def test_a_sentence_is_left_out_when_one_of_its_parts_is_missing(run, tmp_path):
    run(entry(photo="{caption: Bridge}", confidence="high"))
    assert "note" not in written(tmp_path)["events/2010/a.md"]


def test_relations_follow_the_entries_to_their_new_ids_and_outcomes_may_be_words(run, tmp_path):
    run(
        entry(id="first", outcomes="[seminar-on-borders-2010, A centre is planned]")
        + entry(id="seminar-on-borders-2010", kind="training", after="[first]")
    )
    assert (
        "outcomes:\n  - workshops/2010/borders\n  - text: A centre is planned\n"
        in written(tmp_path)["events/2010/first.md"]
    )
    assert "follows:\n  - events/2010/first\n" in written(tmp_path)["workshops/2010/borders.md"]


@pytest.mark.parametrize("date", ["201X", "20XX-12-04", "202X-06-14"])
def test_a_date_without_a_known_year_goes_to_undated(run, tmp_path, date):
    run(entry(date=date))
    assert list(written(tmp_path)) == ["events/undated/a.md"]


@pytest.mark.parametrize("date", ["2010", "2010~", "2010-04?", "2010-21", "2010/..", "'{2010-04,2011-12}'"])
def test_any_date_with_a_known_year_goes_to_the_folder_of_that_year(run, tmp_path, date):
    run(entry(date=date))
    assert list(written(tmp_path)) == ["events/2010/a.md"]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"colour": "blue"}, "facts.yaml, line 1 (a): colour: is not in the mapping"),
        ({"photo": "{size: 3}"}, "facts.yaml, line 1 (a): photo.size: is not in the mapping"),
        ({"place": "[{town: Kulob}]"}, "facts.yaml, line 1 (a): place.town 'Kulob': is not in a table"),
        ({"organisers": "[OSCE]"}, "facts.yaml, line 1 (a): organisers 'OSCE': is not in a table"),
        ({"after": "[b]"}, "facts.yaml, line 1 (a): after 'b': is not the id of an imported entry"),
        ({"summary": "''"}, "facts.yaml, line 1 (a): summary: is missing"),
        ({"date": "''"}, "facts.yaml, line 1 (a): date: is missing, so the entry is not imported"),
        ({"date": "5 May 2010"}, "facts.yaml, line 1 (a): date '5 May 2010': the entry is not imported: "),
        (
            {"id": "seminar-on-borders-2010", "date": "5 May 2010"},
            "facts.yaml, line 1 (seminar-on-borders-2010): date '5 May 2010': is kept, and the check will refuse it: ",
        ),
        ({"id": "'—'"}, "facts.yaml, line 1 (—): slug: no slug can be made"),
        ({"id": "Con"}, "facts.yaml, line 1 (Con): slug 'con': is a name that Windows keeps for a device"),
        ({"series": "{a: b}"}, "facts.yaml, line 1 (a): series: holds several values; name one of them"),
        (
            {"organisers": "[{a: b}]"},
            "facts.yaml, line 1 (a): organisers: is a list of mappings; use 'each:'",
        ),
        ({"number": "3"}, "facts.yaml, line 1 (a): number '3': is left out: a number belongs to a series"),
        (
            {"date": "2010-04-15/2010-04-16", "duration": "P2D"},
            "facts.yaml, line 1 (a): duration 'P2D': is left out: the date 2010-04-15/2010-04-16 says",
        ),
    ],
)
def test_what_cannot_be_mapped_is_reported_with_its_place(run, values, line):
    lines = [str(item) for item in run(entry(**values)).unmapped]
    assert any(found.startswith(line) for found in lines), lines


def test_a_duration_stays_where_one_end_is_open(run, tmp_path):
    report = run(entry(date="2010-04-15/..", duration="P2D"))
    assert "duration: P2D\n" in written(tmp_path)["events/2010/a.md"]
    assert report.unmapped == ()


def test_what_is_missing_in_many_entries_is_one_line_of_the_report(run):
    lines = list(run(entry(id="a", colour="blue") + entry(id="b", colour="red")).lines())
    assert [line for line in lines if "colour" in line] == [
        "not mapped: facts.yaml, line 1 (a): colour: is not in the mapping; give it a field,"
        " or name it under 'source: ignore:' (and 1 more entry)"
    ]


def test_two_entries_with_one_address_are_not_mixed(run, tmp_path):
    report = run(entry(id="a", title="First") + entry(id="a-2010", title="Second"))
    assert "First" in written(tmp_path)["events/2010/a.md"]
    [duplicate] = map(str, report.unmapped)
    assert "line 6 (a-2010): slug 'events/2010/a': is taken by the entry in line 1" in duplicate


def test_an_id_of_two_entries_is_reported_and_leads_to_the_first(run, tmp_path):
    later = entry(id="b", after="[a]", date="2012")
    report = run(entry(id="a", date="2010") + entry(id="a", date="2011") + later)
    assert "follows:\n  - events/2010/a\n" in written(tmp_path)["events/2012/b.md"]
    assert "events/2011/a.md" in written(tmp_path)
    [line] = map(str, report.unmapped)
    assert line.endswith(
        "line 6 (a): id 'a': is the id of the entry in line 1 too, to which relations lead; give it another"
    )


def test_a_short_text_may_come_in_several_languages(run, tmp_path):
    mapping = MAPPING.replace("role: role}", "role: {item: {en: role, ru: role_ru}}}")
    before, _, after = mapping.partition("  note:")
    note = "  note: {item: {en: doubt, tg: doubt_tg}}\n"
    mapping = before + note + after[after.index("  body: body") :]
    speaker = "{name: A Name, role: Head, role_ru: Глава}"
    run(entry(speakers=f"[{speaker}]", doubt="A guess.", doubt_tg="Тахмин."), mapping)
    text = written(tmp_path)["events/2010/a.md"]
    assert "  - name: A Name\n    role:\n      en: Head\n      ru: Глава\n" in text
    assert "note:\n  en: A guess.\n  tg: Тахмин.\n" in text


def test_a_second_import_changes_nothing_and_says_so(run, tmp_path):
    run(entry())
    file = tmp_path / "content/events/2010/a.md"
    file.write_text("corrected by hand", encoding="utf-8")
    report = run(entry(title="Another title") + entry(id="b"))
    assert file.read_text("utf-8") == "corrected by hand"
    assert report.left_alone == (file,)
    assert report.written == (tmp_path / "content/events/2010/b.md",)
    assert f"left alone {file.as_posix()}: it is there already" in list(report.lines())


@pytest.mark.parametrize("name", ["a.yml", "a/index.md", "a/index.yml", "a.ru.md"])
def test_a_record_that_is_there_in_another_form_is_left_alone(run, tmp_path, name):
    file = tmp_path / "content/events/2010" / name
    file.parent.mkdir(parents=True)
    file.write_text("corrected by hand", encoding="utf-8")
    report = run(entry())
    assert report.left_alone == (file,)
    assert list(written(tmp_path).values()) == ["corrected by hand"]


def test_a_dry_run_tells_the_same_and_writes_nothing(run, tmp_path):
    dry = run(entry(colour="blue"), dry_run=True)
    assert not (tmp_path / "content").exists()
    assert list(dry.lines())[-1] == "would write 1 file, left 0 alone, could not map 1 value"
    real = run(entry(colour="blue"))
    assert (dry.written, dry.unmapped) == (real.written, real.unmapped)


def test_yaml_and_csv_of_the_same_facts_make_the_same_records(run, tmp_path):
    mapping = MAPPING.replace("each: place", "").replace("town, region", "place.town, place.region")
    run(
        entry(
            themes="[Borders, Elections]", place="{town: Kurgan-Tyube}", source="{url: https://a.example/1}"
        ),
        mapping,
    )
    from_yaml = written(tmp_path)
    for path in (tmp_path / "content").rglob("*.md"):
        path.unlink()
    run(
        "id,kind,title,date,summary,themes,place.town,source.url\n"
        "a,meeting,A title,2010-04-15,Words.,Borders; Elections,Kurgan-Tyube,https://a.example/1\n",
        mapping,
        name="facts.csv",
    )
    assert written(tmp_path) == from_yaml
    assert "border-management\n  - elections" in from_yaml["events/2010/a.md"]


def test_a_cell_is_split_only_for_fields_that_hold_a_list(run, tmp_path):
    run("id,kind,title,date,summary\na,meeting,One; two,2010,Words.\n", name="facts.csv")
    assert "title: One; two\n" in written(tmp_path)["events/2010/a.md"]


def test_vocabularies_are_made_of_named_lists(run, tmp_path):
    mapping = """
vocabularies:
  places:
    from: towns
    item:
      id: id
      name: {item: {en: name, tg: name_tg}}
      kind: {text: town}
      names: {each: old, item: {name: .}}
"""
    report = run("towns:\n- {id: kulob, name: Kulob, name_tg: Кӯлоб, old: [Kulyab], size: 3}\n", mapping)
    assert written(tmp_path) == {
        "vocabularies/places.yml": (
            "- id: kulob\n  name:\n    en: Kulob\n    tg: Кӯлоб\n  kind: town\n  names:\n    - name: Kulyab\n"
        )
    }
    assert [item.key for item in report.unmapped] == ["size"]


def test_places_may_be_plain_words_and_a_word_that_is_in_no_table_may_stay(run, tmp_path):
    rule = "{from: town, table: {khujand: Khujand}, keep: true}"
    mapping = f"collection: events\nfields: {{title: title, date: date, places: {rule}}}\n"
    report = run(entry(town="[Khujand, bokhtar]"), mapping)
    assert "places:\n  - khujand\n  - bokhtar\n" in written(tmp_path)["events/2010/a.md"]
    assert "town" not in [item.key for item in report.unmapped]


def test_a_number_stays_with_its_series(run, tmp_path):
    report = run(entry(series="forum", number="3"))
    assert "series: forum\nnumber: 3\n" in written(tmp_path)["events/2010/a.md"]
    assert report.unmapped == ()


def test_an_entry_from_which_no_id_can_be_made_is_no_term(run, tmp_path):
    mapping = "vocabularies: {themes: {from: words, item: {id: {from: name, table: {a: A}}, name: name}}}"
    report = run("words:\n- {name: A}\n- {name: B}\n", mapping)
    assert written(tmp_path)["vocabularies/themes.yml"] == "- id: a\n  name: A\n"
    reasons = [item.reason.partition(";")[0] for item in report.unmapped]
    assert reasons == ["is not in a table", "is missing, so there is no term"]


def test_a_term_that_is_given_twice_is_reported(run, tmp_path):
    mapping = (
        "vocabularies: {themes: {from: words, item: {id: {from: name, table: {a: [A, B]}}, name: name}}}"
    )
    report = run("words:\n- {name: A}\n- {name: B}\n", mapping)
    assert written(tmp_path)["vocabularies/themes.yml"] == "- id: a\n  name: A\n"
    assert "line 3: id 'a': is a term already" in str(report.unmapped[0])


@pytest.mark.parametrize(
    ("source", "mapping", "message"),
    [
        (
            "towns: []\n",
            MAPPING,
            "the file holds the list 'towns', and the mapping makes no vocabulary of it; give it a file",
        ),
        (
            "towns: []\nroads: []\n",
            MAPPING,
            "the file holds the lists 'towns' and 'roads', and the mapping",
        ),
        (
            "towns: {kulob: {name: Kulob}}\n",
            MAPPING,
            "the file holds no list of entries, and the mapping makes no vocabulary of it",
        ),
        (
            "towns: {kulob: {name: Kulob}}\n",
            "vocabularies: {places: {from: towns, item: {id: id}}}",
            "vocabularies.places: there is no list 'towns' in this file; it holds no list of entries",
        ),
        (
            "- {id: kulob}\n",
            "vocabularies: {places: {from: towns, item: {id: id}}}",
            "there is no list 'towns' in this file; it holds a single list without a name",
        ),
        (
            "towns: []\n",
            "vocabularies: {places: {from: twons, item: {id: id}}}",
            "vocabularies.places: there is no list 'twons' in this file; it holds the list 'towns'",
        ),
    ],
)
def test_a_source_that_does_not_fit_the_mapping_is_reported(run, source, mapping, message):
    with pytest.raises(ImportFailure) as caught:
        run(source, mapping)
    assert message in str(caught.value)


@given(st.data())
@settings(deadline=None)
def test_no_damage_to_a_source_or_mapping_makes_anything_but_a_plain_message(tmp_path_factory, data):
    facts = entry(place="[{town: Bokhtar}]", source="{url: u, also: [v]}", outcomes="[b, words]") + entry(
        id="b"
    )
    folder = tmp_path_factory.mktemp("damaged")
    for name, text in (
        ("facts.yaml", facts),
        ("mapping.yml", MAPPING),
        ("facts.csv", "id,title,a.b\n1,One,2010\n"),
    ):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        damage = data.draw(st.text("abt:{}[]-'\"#&*|>,.\n \t\x00é/", max_size=6))
        (folder / name).write_text(text[:start] + damage + text[end:], encoding="utf-8")
    for name in ("facts.yaml", "facts.csv"):
        with suppress(ImportFailure):
            report = import_file(folder / name, folder / "mapping.yml", folder / "content", dry_run=True)
            assert list(report.lines())


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"date": "''"}, "date: is missing"),
        ({"date": "5 May 2010"}, "date '5 May 2010': the entry is not imported"),
        ({"title": "'—'", "id": "'—'"}, "slug: no slug can be made"),
        ({"id": "b-2010"}, "slug 'events/2010/b': is taken"),
    ],
)
def test_an_entry_that_is_lost_is_reported_by_itself_and_counted(run, values, reason):
    report = run(entry(id="b") + entry(**values))
    assert report.lost
    [lost] = report.lost
    assert reason in str(lost)
    *_, line, last = report.lines()
    assert line == f"NOT IMPORTED: {lost}"
    assert last.endswith(", did NOT import 1 entry")


def test_an_entry_for_which_the_mapping_has_no_collection_is_reported_as_lost(run):
    report = run(entry(kind="tea") + entry(id="b"), MAPPING.replace("  otherwise: events\n", ""))
    assert [item.key for item in report.lost] == ["collection", "collection"]
    assert "none is given, so the entry is not imported" in str(report.lost[0])


def test_an_import_without_losses_is_whole_even_if_a_value_found_no_place(run):
    report = run(entry(colour="blue"))
    assert not report.lost
    assert "NOT" not in "".join(report.lines())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Круглый стол о воде", "a.ru.md"),
        ("Мизи мудаввар оид ба обҳо", "a.tg.md"),
        ("Round table on water (Вода)", "a.md"),
    ],
)
def test_an_entry_becomes_a_record_in_the_language_of_its_letters(run, tmp_path, title, name):
    run(entry(title=title, summary="''"))
    assert list(written(tmp_path)) == [f"events/2010/{name}"]


def test_a_mapping_may_say_in_which_language_an_entry_is(run, tmp_path):
    by_column = "language: {from: tongue, table: {ru: Russian, en: English}}\n"
    run(entry(tongue="Russian") + entry(id="b", tongue="English") + entry(id="c"), by_column + MAPPING)
    run(entry(id="d"), "language: tg\n" + MAPPING)
    assert sorted(written(tmp_path)) == [
        f"events/2010/{name}" for name in ("a.ru.md", "b.md", "c.md", "d.tg.md")
    ]


def test_a_language_that_the_archive_does_not_have_is_reported(run):
    [item] = run(entry(tongue="French"), "language: tongue\n" + MAPPING).unmapped
    assert "language 'French': is not a language of the archive; write a table that gives en, ru, tg" in str(
        item
    )


@pytest.mark.parametrize("name", ["a.md", "a/index.md", "a.tg.md"])
def test_a_russian_entry_does_not_stand_beside_a_record_that_is_there(run, tmp_path, name):
    file = tmp_path / "content/events/2010" / name
    file.parent.mkdir(parents=True)
    file.write_text("corrected by hand", encoding="utf-8")
    assert run(entry(title="Круглый стол о воде", summary="''")).left_alone == (file,)


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        (
            "date: date",
            "date: dates",
            "fields.date: there is no column or key 'dates' in this file; did you mean",
        ),
        (
            "title: title",
            "title: Überschrift",
            "no column or key 'Überschrift' in this file; it has: id",
        ),
        ("  from: kind", "  from: kinds", None),
        (
            MAPPING[MAPPING.index("  from: kind") : MAPPING.index("fields:")],
            "  from: kinds\n",
            "collection: there is no column or key 'kinds' in this file; did you mean 'kind'?",
        ),
        ("fields:", "slug: nmae\nfields:", "slug: there is no column or key 'nmae'"),
    ],
)
def test_a_wrong_column_is_reported_once_and_not_for_each_entry(run, wrong, right, message):
    mapping = MAPPING.replace(wrong, right, 1)
    if message is None:  # 'otherwise' speaks for entries without the column
        assert not run(entry(), mapping).lost
        return
    with pytest.raises(ImportFailure) as caught:
        run(entry() + entry(id="b"), mapping)
    assert message in str(caught.value)


def test_a_folder_that_cannot_be_written_is_reported(run, tmp_path):
    (tmp_path / "content").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(ImportFailure, match="cannot be written"):
        run(entry())


def test_the_example_of_the_documentation_does_what_is_said_there(tmp_path):
    report = import_file(
        EXAMPLES / "small-table.csv", EXAMPLES / "small-mapping.yml", tmp_path / "content", dry_run=False
    )
    files = written(tmp_path)
    assert sorted(files) == [
        "events/2011/opening-of-the-reading-room.md",
        "reports/undated/handbook-for-local-councils.md",
        "workshops/2011/school-gardens.md",
    ]
    guide = (PROJECT / "docs/editors/import.md").read_text("utf-8")
    assert files["workshops/2011/school-gardens.md"].strip() in guide
    assert (EXAMPLES / "small-table.csv").read_text("utf-8").strip() in guide
    assert (EXAMPLES / "small-mapping.yml").read_text("utf-8").partition("\n\n")[2].strip() in guide
    for line in list(report.lines())[-2:]:
        assert line.replace(f"{tmp_path.as_posix()}/", "") in guide


def test_the_mapping_of_the_sample_can_be_read():
    from mission_archive.importing.mappings import ArchiveMapping

    assert len(ArchiveMapping.load(EXAMPLES / "mapping.yml").renamed) > 100


FREE = """
source: {delimiter: ","}
collection: kind
slug: name
fields: {title: name, date: day, summary: about}
"""


@pytest.mark.parametrize(
    "kind", ["../../escape", "/tmp/escape", "events/../..", "Events", "vocabularies", "C:", "."]
)
def test_a_table_writes_into_the_collections_and_nowhere_else(run, tmp_path, kind):
    before = sorted(path for path in tmp_path.rglob("*"))
    report = run(f"id,name,day,about,kind\n1,A name,2010-05-06,Words,{kind}\n", FREE, name="facts.csv")
    assert report.written == ()
    assert "is not a collection, so the entry is not imported" in "\n".join(map(str, report.lines()))
    new = {path.name for path in tmp_path.rglob("*") if path not in before}
    assert new <= {"facts.csv", "mapping.yml"}


def test_a_folder_that_leads_out_of_the_archive_is_not_written_to(run, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content/events").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ImportFailure, match="is a link that leads out of"):
        run("id,name,day,about,kind\n1,A name,2010-05-06,Words,events\n", FREE, name="facts.csv")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_references_that_stand_for_millions_of_values_end_at_once(run):
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30))
    with pytest.raises(ImportFailure, match="is a YAML anchor, which is not allowed here"):
        run(f"l0: &l0 [a]\n{levels}\n")


def test_a_table_of_very_many_columns_is_read(run):
    names = ["id", "name", "day", "about", "kind", *(f"c{number}" for number in range(50_000))]
    cells = ["1", "A name", "2010-05-06", "Words", "events", *[""] * 50_000]
    report = run(f"{','.join(names)}\n{','.join(cells)}\n", FREE, name="facts.csv")
    assert [path.name for path in report.written] == ["a-name.md"]
