"""The real records as a reader finds them: names of their time, and the work of political dialogue whole."""

import datetime
import re

import lxml.html
import pytest

from mission_archive.model.archive import Archive
from mission_archive.reading.content import read_content
from tests.publishing.records import Repository
from tests.support.site import (
    NOW,
    PROJECT,
    address,
    build,
    copy_project,
    fact,
    part,
    run,
    text_of,
    texts_of,
    words,
)

MISSION = {
    "events/2003/taboshar-information-campaign/": "OSCE Centre in Dushanbe",
    "events/2007/labour-migration-meeting/": "OSCE Centre in Dushanbe",
    "workshops/2010/preventing-extremism/": "OSCE Office in Tajikistan",
    "events/2018/partnership-platform/": "OSCE Programme Office in Dushanbe",
    "events/2020/partnership-platform/": "OSCE Programme Office in Dushanbe",
}


@pytest.fixture
def page(real_site):
    return real_site.page


def acting(page):
    """Those who acted."""
    return [name for heading in ("Organized by", "Published by", "Partners") for name in fact(page, heading)]


def thread(page):
    section = part(page, "Background and follow-up")
    return [words(step) for step in section.cssselect("li")] if section is not None else []


def related(url, page):
    section = part(page, "Related records")
    return [address(url, a.get("href", "")) for a in section.cssselect("a")] if section is not None else []


@pytest.mark.parametrize(("url", "name"), MISSION.items())
def test_the_mission_has_the_name_that_it_had_then(page, url, name):
    assert [said for said in acting(page(url)) if said.split(" (today")[0] == name], acting(page(url))


def test_a_town_has_the_name_of_the_time_and_the_one_of_today(page):
    club = text_of(page("events/2003/social-partnership-club/"), ".head__line")
    assert "Kurgan-Tyube (today Bokhtar)" in club
    assert "Bokhtar" in text_of(page("places/bokhtar/"), "h1")
    names = text_of(page("places/bokhtar/"), ".names")
    for name in ("Kurgan-Tyube", "Қӯрғонтеппа", "Курган-Тюбе", "Бохтар"):
        assert name in names
    assert "January 2018" in names


def test_the_home_page_says_that_this_is_a_demonstration_and_not_by_the_organisation(page):
    lead = text_of(page(""), ".home__lead")
    assert "demonstration archive" in lead
    assert "public sources" in lead
    assert "This is not an OSCE publication" in lead
    assert "This is not an OSCE publication." in text_of(page(""), ".colophon")


def test_the_title_claims_no_more_than_the_records_hold(page):
    """Some fifty records are of meetings in which the mission had no part."""
    mission = read_content(PROJECT / "content").vocabularies.mission
    assert mission is not None
    for url in ("", "ru/", "tg/"):
        title = text_of(page(url), "h1")
        names = {name.casefold() for name in mission.spellings}
        assert not [name for name in names if name in title.casefold()], url
        assert not re.search("mission|operation|мисси|ваколатхона", title.casefold()), url


def test_the_home_page_shows_all_three_ways_to_sort_the_work_and_says_what_a_dimension_is(page):
    for url in ("", "ru/", "tg/"):
        home = page(url)
        for facet in ("dimensions", "themes", "series"):
            assert len(home.cssselect(f".home__facet--{facet} .terms a")) > 2, (url, facet)
        assert len(text_of(home, ".home__facet--dimensions .home__explained")) > 80, url


def test_the_home_page_tells_how_many_records_there_are(page, real_site):
    content = read_content(PROJECT / "content")
    listed = Archive(content.records, content.vocabularies, real_site.moment).visible().listed
    assert text_of(page(""), ".home__count a") == f"{len(listed):,} records"


# Corrections of today


def corrected(text, today):
    """A record with other words in its summary, and the note that readers are owed."""
    fields, end, body = text.removeprefix("---\n").partition("\n---\n")
    fields = re.sub(r"(?m)^summary: ", "summary: In short, ", fields)
    note = f"changes:\n  - date: {today}\n    kind: correction\n    note: The summary said too much."
    return f"---\n{fields}\n{note}{end}{body}"


def test_a_correction_of_today_passes_all_that_an_editor_must_pass(tmp_path):
    project = copy_project(tmp_path / "project")
    repository = Repository(project)
    repository.commit()
    repository.git("switch", "-q", "-c", "correction")
    record = next(
        path
        for path in sorted((project / "content/events").rglob("*.md"))
        if not re.search(r"\.(ru|tg)\.md$", path.name)
        and not re.search(r"(?m)^(changes|removed|withdrawn|draft):", path.read_text("utf-8"))
        and re.search(r"(?m)^summary: \w", path.read_text("utf-8"))
    )
    today = datetime.datetime.fromtimestamp(int(NOW), datetime.UTC).date()
    record.write_text(corrected(record.read_text("utf-8"), today), "utf-8")
    for command in ("check", "changes"):
        done = run(project, "archive", command)
        assert done.returncode == 0, done.stderr
    assert "The summary said too much" in done.stdout.replace("\\", "")
    site = build(project, NOW)
    url = record.relative_to(project / "content").as_posix().removesuffix(".md").removesuffix("/index")
    page = lxml.html.parse(site.root / url / "index.html").getroot()
    assert "The summary said too much." in words(page)


# The work of political dialogue


def test_the_public_council_met_on_energy_security_in_khujand(page):
    url = "events/2010/energy-security-khujand/"
    assert text_of(page(url), ".head__line") == "15 April 2010 · Khujand"
    assert "Public Council" in " ".join(fact(page(url), "Organized by"))
    assert "events/2003/social-partnership-club/" in related(url, page(url))


def test_the_social_partnership_club_is_a_series_with_its_six_towns(page):
    club = page("events/2003/social-partnership-club/")
    assert texts_of(club, ".head__line a") == [
        "Tursunzoda", "Kurgan-Tyube", "Garm", "Kulob", "Khorog", "Khujand",
    ]  # fmt: skip
    assert fact(club, "Series of events")[0].startswith("Social Partnership Club")
    rows = [words(row) for row in page("series/social-partnership-club/").cssselect(".row__title")]
    assert len(rows) >= 2
    assert "events/2010/energy-security-khujand/" in related("events/2003/social-partnership-club/", club)


def test_the_parliamentary_seminar_on_labour_migration_is_there(page):
    seminar = page("workshops/2009/labour-migration/")
    assert "2009" in text_of(seminar, ".head__line")
    assert "igration" in text_of(seminar, "h1")
    assert any("igration" in theme for theme in fact(seminar, "Themes"))


def test_the_conference_on_central_asia_and_afghanistan_says_that_its_year_is_uncertain(page):
    conference = page("conferences/2009/central-asia-afghanistan/")
    assert "uncertain" in text_of(conference, ".head__line")
    assert "Central Asia and Afghanistan" in text_of(conference, "h1")
    assert "gives it neither a year" in fact(conference, "About the date")[0]


THREAD = (
    ("reports/2009/needs-assessment/", "Needs assessment of counter-radicalization"),
    ("workshops/2010/preventing-extremism/", "Expert-level workshop on preventing violent extremism"),
    ("reports/2011/radicalization-research/", "Country-wide research project on radicalization trends"),
)


@pytest.mark.parametrize("number", range(len(THREAD)))
def test_workshop_and_promised_research_both_follow_the_assessment_and_one_leads_to_the_other(page, number):
    """The OSCE's page derives both from the assessment, and neither from the other."""
    url = THREAD[number][0]
    expected = THREAD if number == 0 else (THREAD[0], THREAD[number])
    steps = thread(page(url))
    assert len(steps) == len(expected)
    for step, (_, title) in zip(steps, expected, strict=True):
        assert step.startswith(title)
    assert steps[min(number, 1)].endswith("this record")
    section = part(page(url), "Background and follow-up")
    assert section is not None
    led = {address(url, a.get("href", "")) for a in section.cssselect("a")}
    assert led == {other for other, _ in expected} - {url}
    if number:
        assert THREAD[3 - number][0] in related(url, page(url))


def test_the_research_promised_for_spring_2011_is_still_open(page):
    steps = thread(page("reports/2009/needs-assessment/"))
    assert "expected spring 2011 no record of the outcome" in steps[-1]
    assert "no record of the outcome" in text_of(
        page("reports/2011/radicalization-research/"), ".banner--status"
    )
    promises = part(page(""), "Announced; no record of the outcome")
    assert promises is not None
    (line,) = [item for item in promises.cssselect("li") if "Country-wide research project" in words(item)]
    assert "expected spring 2011 overdue" in words(line)
    assert "step--open" in line.get("class", "")


def test_every_map_of_the_site_carries_the_notice_on_boundaries(real_site):
    """On paper, too: the style sheets hide it nowhere."""
    maps = {url: page.cssselect("svg.map__svg") for url, page in real_site.pages.items()}
    assert sum(map(len, maps.values())) > 400
    bare = {
        url
        for url, found in maps.items()
        for drawing in found
        if len(drawing.getparent().findtext("figcaption", "")) < 100
    }
    assert bare == set()
    styles = [content.decode() for path, content in real_site.files.items() if path.endswith(".css")]
    assert [rule for style in styles for rule in re.findall(r"[^{}]*map__note[^{}]*\{[^}]*none", style)] == []


# The sources

COPIES = ("docslib.org", "libed.ru", "fayllar.org", "slideserve.com", "topix.com", "news-pravda.com")
"""Hosts of unlicensed copies, and one of a known influence network: a source names the work instead."""


def test_every_source_has_a_title_and_none_leads_to_an_unlicensed_copy():
    records = read_content(PROJECT / "content").records
    sources = [(record.id, source) for record in records for source in record.sources]
    assert len(sources) > 200
    assert [record for record, source in sources if not source.title] == []
    assert [
        record for record, source in sources if source.url and any(host in source.url for host in COPIES)
    ] == []


def test_every_text_of_a_term_stands_on_its_page_in_the_language_of_the_page(real_site):
    vocabularies = read_content(PROJECT / "content").vocabularies
    told = {
        f"{'' if language == 'en' else f'{language}/'}{facet}/{term.id}/": text.body
        for facet in ("themes", "dimensions", "series", "places", "institutions")
        for term in getattr(vocabularies, facet).values()
        for language, text in term.texts.items()
    }
    assert len(told) >= 40
    for url, body in told.items():
        (prose,) = real_site.page(url).cssselect(".prose")
        assert prose.get("lang") is None, url
        assert len(prose.cssselect("a[href]")) == body.count("]("), url
