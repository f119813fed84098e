"""How a record is cited: by people in three styles, and in files that readers which others wrote can read."""

import json
import re
import warnings
from dataclasses import replace

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors

from mission_archive.formats.citations.cited import cited_in
from mission_archive.formats.citations.head import meta_of
from mission_archive.formats.citations.styles import citations
from mission_archive.formats.edition import Subject
from mission_archive.formats.table import format_files, page_formats
from mission_archive.model.addresses import permalink, record_url
from mission_archive.model.archive import Archive
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Attachment, Mention
from mission_archive.model.terms import Vocabulary
from tests.formats import golden
from tests.formats.awkward import CANARIES, awkward_archive
from tests.formats.editions import URL, edition_of
from tests.rendering import archives

EDITION = edition_of(awkward_archive())
FILES = {path: make() for path, make in format_files(EDITION).items() if "/cite." in path}


def cited(record_id, language="en", edition=EDITION):
    return golden.cited(edition, record_id, language)


def head(record_id, language="en"):
    return golden.head(EDITION, EDITION.archive.records[record_id], language)


def bibtex_of(text):
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry


def test_a_citation_has_the_short_address_and_the_name_of_the_archive_in_the_language_of_the_page():
    record = EDITION.archive.records["events/2010/series-instance"]
    for language in LANGUAGES:
        for text in cited(record.id, language).values():
            assert re.search(rf"{URL}id/[0-9a-z]{{7}}/\.?$", text)
            assert EDITION.words[language]["name"] in text
            assert record.title in text


def test_the_full_stop_after_an_address_is_not_parted_from_it():
    record = EDITION.archive.records["events/2010/series-instance"]
    address = URL + permalink(record)
    code = permalink(record).removeprefix("id/")
    made = citations(record, cited_in(EDITION, record, "en"), EDITION.messages["en"], "Archive", URL)
    ends = {one.style: str(one.text)[-60:] for one in made}
    assert ends.pop("APA").endswith(address)
    assert all(end.endswith(f'id/<span class="whole">{code}.</span>') for end in ends.values())


@pytest.mark.parametrize(
    ("record_id", "state"),
    [
        ("conferences/2016/announcement", "Only announced"),
        ("events/2015/cancelled", "Cancelled"),
        ("events/2012/withdrawn", "Withdrawn"),
    ],
)
def test_every_style_says_in_brackets_what_keeps_a_record_from_being_a_plain_fact(record_id, state):
    assert all(re.search(rf"\[(?:[^\]]+; )?{state}\]", text) for text in cited(record_id).values())
    assert not any(
        "[O" in text or "[C" in text for text in list(cited("events/2011/open-interval").values())[1:]
    )


def test_the_institution_has_the_name_that_it_had_then():
    from tests.rendering.archives import archive, record

    edition = edition_of(
        archive(
            record(organisers=("mission",), date="2003"),
            record("events/2011/a", organisers=("mission", "council"), date="2011"),
        )
    )
    assert cited("events/2010/talk", edition=edition)["APA"].startswith("Centre. (2003). ")
    assert cited("events/2011/a", edition=edition)["APA"].startswith("Office & Council. (2011). ")
    assert cited("events/2011/a", edition=edition)["Chicago"].startswith("Office and Council. “")


@pytest.mark.parametrize(
    ("facts", "date"),
    [
        ({"date": "2010-04-15"}, "2010, April 15"),
        ({"date": "2010-04"}, "2010, April"),
        ({"date": "2010"}, "2010"),
        ({"date": "2010/2012"}, "2010–2012"),
        ({"date": "2010-04-12/2010-04-16"}, "2010, April 12–16"),
        ({"date": "2010-04-30/2010-05-02"}, "2010, April 30–May 2"),
        ({"date": "2010-04-15/2010-04-15"}, "2010, April 15"),
        ({"date": "2010-12-30/2011-01-02"}, "30 December 2010 – 2 January 2011"),
        ({"date": "2010-04-15?"}, "15 April 2010, uncertain"),
        ({"date": "2011-21"}, "spring 2011"),
        ({"date": "2010-04-15", "date_role": "start"}, "began 15 April 2010"),
        ({"date": "2010-04-15", "date_role": "published"}, "published 15 April 2010"),
        ({"date": "2010/.."}, "from 2010"),
        ({"date": "XXXX"}, "date not known"),
    ],
)  # fmt: skip
def test_apa_puts_the_year_first_where_that_hides_nothing(facts, date):
    from tests.rendering.archives import archive, record

    text = cited("events/2010/talk", edition=edition_of(archive(record(**facts))))["APA"]
    assert text.startswith(f"Title of events/2010/talk [Event]. ({date}). Archive & co. (en). {URL}")


@pytest.mark.parametrize(
    ("facts", "date"),
    [
        ({"date": "2010-04-15"}, "April 15, 2010"),
        ({"date": "2010-04-12/2010-04-16"}, "April 12–16, 2010"),
        ({"date": "2010-04-30/2010-05-02"}, "April 30–May 2, 2010"),
        ({"date": "2010-12-30/2011-01-02"}, "December 30, 2010–January 2, 2011"),
        ({"date": "2010-04"}, "April 2010"),
        ({"date": "2010-04/2010-06"}, "April–June 2010"),
        ({"date": "2010/2012"}, "2010–2012"),
        ({"date": "2010-04/2010-05-02"}, "April – 2 May 2010"),
        ({"date": "2010-04-15~"}, "about 15 April 2010"),
        ({"date": "2010-04-15", "date_role": "start"}, "began 15 April 2010"),
        ({"date": "2010-04-15/.."}, "from 15 April 2010"),
    ],
)  # fmt: skip
def test_chicago_puts_the_month_before_a_day_that_is_sure(facts, date):
    from tests.rendering.archives import archive, record

    edition = edition_of(archive(record(**facts)))
    assert f"” Event, {date}. Archive" in cited("events/2010/talk", edition=edition)["Chicago"]
    in_russian = cited("events/2010/talk", "ru", edition=edition)["Chicago"]
    assert not re.search("[0-9], 20", in_russian)


def test_what_was_online_says_so_before_its_place():
    from tests.rendering.archives import archive, record

    one = record(mode="online", places=(Mention(place="town"),))
    edition = edition_of(archive(one))
    made = cited("events/2010/talk", "ru", edition=edition)
    assert "Мероприятие, онлайн, Старый город, 15 апреля" in made["Chicago"]
    assert "мероприятие (15 апреля 2010 г., онлайн, Старый город)" in made["ГОСТ Р 7.0.100-2018"]
    files = {path: make() for path, make in format_files(edition).items() if "/cite." in path}
    assert bibtex_of(files["events/2010/talk/cite.bib"].decode())["titleaddon"] == "Event, online, Old Town"
    (entry,) = rispy.loads(files["events/2010/talk/cite.ris"].decode())
    assert entry["type_of_work"] == "Event, online, Old Town"
    (item,) = json.loads(files["events/2010/talk/cite.json"])
    assert item["event-place"] == "online, Old Town"
    assert 'name="DC.type" content="Event, online"' in "".join(meta_of(edition, one, "en"))


def test_a_place_with_two_halls_is_named_once():
    halls = tuple(Mention(place="town", venue={"en": name}) for name in ("Hall", "Library"))
    one = archives.record(places=halls)
    edition = edition_of(archives.archive(one))
    assert all(text.count("Old Town") <= 1 for text in cited("events/2010/talk", edition=edition).values())
    files = [path for path in format_files(edition) if "/cite." in path]
    assert all(
        format_files(edition)[path]().count(b"Old Town") <= 2 for path in files
    )  # kind, and event-place
    assert "".join(meta_of(edition, one, "en")).count("Old Town") == 1


def test_bibtex_is_read_by_a_parser_of_other_people():
    for path, data in FILES.items():
        if not path.endswith(".bib"):
            continue
        record = EDITION.archive.records[path.rpartition("/")[0]]
        entry = bibtex_of(data.decode())
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert entry.entry_type == ("report" if record.collection == "reports" else "online")
        assert fields["title"] == record.title
        assert fields["url"].startswith(f"{URL}id/")
        assert len(fields.get("author", [])) == len(record.organisers)


@pytest.mark.parametrize(
    "text", ["50 % & more", "a_b #1 $5", "{x} \\y", "a { b", "} c", "~ ^", "Ғ ӣ қ ӯ ҳ ҷ “q”", 'say "x"']
)
def test_no_title_breaks_bibtex_or_ris(text):
    from tests.rendering.archives import archive, record

    edition = edition_of(archive(record(title=text)))
    files = format_files(edition)
    written = files["events/2010/talk/cite.bib"]().decode()
    assert written.count("{") == written.count(
        "}"
    )  # as BibTeX counts, whether there is a backslash before it or not
    entry = bibtex_of(written)
    assert entry["title"].replace("ˆ", "^") == text  # the parser reads \textasciicircum so
    (found,) = rispy.loads(files["events/2010/talk/cite.ris"]().decode())
    assert found["title"] == text


def test_ris_is_read_by_a_parser_of_other_people():
    for path, data in FILES.items():
        if not path.endswith(".ris"):
            continue
        record = EDITION.archive.records[path.rpartition("/")[0]]
        (entry,) = rispy.loads(data.decode())
        assert entry["type_of_reference"] == ("RPRT" if record.collection == "reports" else "ELEC")
        assert entry["title"] == record.title
        assert len(entry.get("authors", [])) == len(record.organisers)
        assert entry["urls"][0].startswith(URL)
        assert entry.get("issn") == record.symbol  # SN: of a report Zotero reads its number there


def test_csl_json_is_set_by_a_processor_of_other_people():
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = [json.loads(data)[0] for path, data in FILES.items() if path.endswith(".json")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        made = [str(entry) for entry in bibliography.bibliography()]
    for item in items:
        (entry,) = [text for text in made if item["URL"] in text]
        assert item["title"].replace('"', "").split(":")[0] in entry.replace('"', "")
    (report,) = [text for text in made if "Study of needs" in text]
    assert report.startswith("Office in Tajikistan and United Nations Development Programme (2011)")


def test_what_the_public_must_not_see_is_in_no_file_and_no_head():
    assert FILES
    for path, data in FILES.items():
        assert not any(canary in f"{path} {data.decode()}".lower() for canary in CANARIES)
        assert "removed" not in path


def test_a_page_offers_its_files_and_that_of_a_withdrawn_record_none():
    record = EDITION.archive.records["events/2015/cancelled"]
    offers = page_formats(EDITION, Subject(record_url(record, "tg"), "tg", record)).data
    own = [offer for offer in offers if "/cite." in offer.url]
    assert [offer.label for offer in own] == ["BibTeX", "RIS", "CSL-JSON"]
    assert all(offer.url in FILES for offer in own)
    withdrawn = EDITION.archive.records["events/2012/withdrawn"]
    assert not page_formats(EDITION, Subject(record_url(withdrawn, "tg"), "tg", None)).data


def test_no_program_takes_an_institution_for_a_person_or_the_day_of_publication_for_that_of_the_event():
    for record in EDITION.archive.listed:
        whole = page_formats(EDITION, Subject(record_url(record, "en"), "en", record)).head
        bodies = re.findall('name="(?:DC.creator|citation_author)" content="([^"]*)"', whole)
        assert [name for name in bodies if " " in name and not name.endswith(",")] == []
        assert "article:" not in whole


def test_a_body_with_a_comma_in_its_name_is_not_parted_there():
    """Zotero takes what follows a comma in RIS or in the head of a page for a first name."""
    from tests.rendering.archives import archive, record

    one = record("reports/2010/x", date="2010-04", status="published", organisers=("mission",))
    edition = edition_of(archive(one))
    terms = edition.archive.vocabularies.institutions
    body = replace(terms["mission"], name={"en": "Committee on Youth, Sports and Tourism"}, names=())
    vocabularies = replace(edition.archive.vocabularies, institutions=Vocabulary([body]))
    edition = edition_of(Archive([one], vocabularies, edition.archive.now))
    (entry,) = rispy.loads(format_files(edition)["reports/2010/x/cite.ris"]().decode())
    assert entry["authors"] == ["Committee on Youth Sports and Tourism"]
    text = "".join(meta_of(edition, one, "en"))
    named = re.findall('name="(?:DC.creator|citation_author)" content="([^"]*)"', text)
    assert named == ["Committee on Youth Sports and Tourism,"] * 2
    assert cited("reports/2010/x", edition=edition)["APA"].startswith(
        "Committee on Youth, Sports and Tourism. ("
    )


def test_a_report_without_an_author_is_a_report_in_dublin_core():
    one = archives.record("reports/2010/x", date="2010-04", status="published")
    text = "".join(meta_of(edition_of(archives.archive(one)), one, "en"))
    assert re.findall('name="DC.type" content="([^"]*)"', text) == ["Report", "Report"]
    assert head("reports/2011/corrected").count("DC.type") == 1


def test_programs_are_led_to_the_pdf_of_a_report_and_to_no_other_file():
    files = tuple(Attachment(file=name, title={"en": name}, size=1) for name in ("a b.PDF", "a.odt"))
    one = archives.record("reports/2010/x", date="2010-04", status="published", attachments=files)
    text = "".join(meta_of(edition_of(archives.archive(one)), one, "en"))
    assert re.findall('name="citation_pdf_url" content="([^"]*)"', text) == [f"{URL}reports/2010/a%20b.PDF"]


def test_highwire_is_on_published_reports_alone():
    assert 'name="citation_publication_date" content="2011/05"' in head("reports/2011/corrected")
    assert head("reports/2011/corrected").count("citation_author") == 2
    assert "citation_" not in head("events/2010/series-instance")
