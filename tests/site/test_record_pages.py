"""A record's page tells every fact of its record, in words, and nothing where there is nothing to tell."""

import hashlib

import pytest

from mission_archive.model.captures import file_of
from mission_archive.rendering.words.messages import Messages
from tests.support.site import BASE, address, fact, is_redirect, part, text_of, texts_of, words

URL = "workshops/2010/everything/"


@pytest.fixture(scope="module")
def page(sample_site):
    return sample_site.page(URL)


def steps(page, heading):
    section = part(page, heading)
    return [words(step) for step in section.cssselect("li")] if section is not None else []


def links(page, css):
    return [address(URL, link.get("href")) for link in page.cssselect(css)]


def test_the_head_says_what_it_was_when_and_where(page):
    assert text_of(page, "h1") == 'Workshop on "water" & <rivers>'
    assert text_of(page, ".head__label") == "Workshop · Seminar · ALD/2010/7"
    assert text_of(page, ".head__lead") == "Experts talked about water & its <users>."
    assert text_of(page, ".head__line") == (
        "from 15 April 2010, two days · Old Alder (today New Alder), Town hall, The Valley"
    )
    assert page.cssselect(".head time")[0].get("datetime") == "2010-04-15"


def test_the_facts_come_before_the_text_for_those_who_hear_the_page(page):
    (columns,) = page.cssselect(".record__columns")
    assert [column.get("class") for column in columns] == ["record__aside", "record__text"]


def test_what_the_head_says_is_not_said_again_among_the_facts(page):
    assert not {"When", "Where", "Summary"} & set(texts_of(page, ".facts dt"))


def test_a_day_is_machine_readable_and_a_span_is_told_in_words_alone(sample_site):
    day = sample_site.page("ru/events/2012/only-russian/").cssselect(".head time")
    assert [time.get("datetime") for time in day] == ["2012-05-03"]
    span = sample_site.page("conferences/2018/meeting/")
    assert "1–3 June 2018" in text_of(span, ".head__line")
    assert not span.cssselect(".head time")


def test_every_record_tells_how_to_cite_it_with_its_lasting_address(site):
    catalogues = {code: Messages.load(code) for code in ("en", "ru", "tg")}
    for url, page in site.pages.items():
        if not page.cssselect("article.record"):
            continue
        messages = catalogues[page.get("lang")]
        cite = part(page, messages.gettext("Cite this record"))
        assert cite is not None, url
        assert messages.quoted(text_of(page, "h1")) in words(cite), url
        short = address(url, cite.cssselect(".short a")[-1].get("href", ""))
        assert is_redirect(site.page(short)), url
        told = texts_of(cite, ".cite")
        assert len(told) == 3
        assert all(text.removesuffix(".").endswith(f"{BASE}{short}") for text in told), url


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("About the date", ["The day is that of the opening."]),
        ("How", ["Online and in person"]),
        ("Organized by", ["Office in Alderland (today Programme Office in Alder)"]),
        ("Partners", ["Town council"]),
        ("People", ["A Name, Head of the Office"]),
        ("Languages", ["English, Russian, sgh"]),
        (
            "Series of events",
            [
                "Water talks, no. 2",
                "Previous record of the series: First talks",
                "Next record of the series: Conference by the new name",
            ],
        ),
        ("Themes", ["Rivers", "Letters"]),
        ("Dimensions", ["Economic dimension"]),
    ],
)
def test_a_fact_stands_under_its_name(page, name, values):
    assert fact(page, name) == values


def test_every_term_leads_to_its_list(page):
    targets = set(links(page, ".facts a, .head a"))
    assert targets >= {
        "places/new-alder/", "places/valley/", "institutions/mission/", "institutions/council/", "series/talks/",
        "themes/rivers/", "themes/letters/", "dimensions/economic/", "formats/seminar/",
    }  # fmt: skip


def test_the_participants_are_told_in_words(page):
    assert "Seventy people of both banks" in fact(page, "Participants")[0]


def test_the_thread_tells_what_led_here_and_what_came_of_it_in_that_order(page):
    assert steps(page, "Background and follow-up") == [
        "Needs assessment 2009",
        'Workshop on "water" & <rivers> this record',
        "Small event 2012",
        "A handbook that was promised expected spring 2011 no record of the outcome",
        "A second handbook expected 2999 announced",
        "Both sides opened an office",
    ]


def test_only_promises_are_marked_as_open(page):
    assert [words(step).split(" expected")[0] for step in page.cssselect(".step--open")] == [
        "A handbook that was promised",
        "A second handbook",
    ]


def test_a_relation_can_be_read_from_its_other_end(sample_site):
    came = part(sample_site.page("reports/2009/assessment/"), "Background and follow-up")
    assert came is not None
    assert "Workshop on" in words(came)
    led = part(sample_site.page("events/2012/minimal/"), "Background and follow-up")
    assert led is not None
    assert "Workshop on" in words(led)
    related = part(sample_site.page("conferences/2018/meeting/"), "Related records")
    assert related is not None
    assert "Workshop on" in words(related)


def test_relations_to_records_that_are_not_public_are_not_told(page):
    assert steps(page, "Related records")[0] == "Conference by the new name 1–3 Jun 2018"
    assert not any("secret" in step or "Withdrawn" in step for step in steps(page, "Related records"))


def test_a_photo_has_its_alternative_caption_credit_and_licence(page):
    (figure,) = page.cssselect("figure.photo")
    assert figure.cssselect("img")[0].get("alt") == 'Five people > a table "round"'
    assert text_of(figure, "figcaption") == "The first panel Photo: The Photographer, CC BY 4.0"


def test_an_attachment_says_what_a_reader_will_get(page):
    section = part(page, "Documents")
    assert section is not None
    assert [words(item) for item in section.cssselect("li")] == [
        "The paper PDF, 1.2 MB, 12 pages, Russian",
        "The list CSV, 1 kB, 1 page",
    ]
    assert links(page, ".downloads a") == [f"{URL}paper.pdf", f"{URL}list.csv"]


def test_a_source_is_named_with_publisher_date_and_kept_copy(page):
    section = part(page, "Sources")
    assert section is not None
    news, letter, bare = (words(item) for item in section.cssselect("li"))
    assert news.startswith("The news, Mission")
    assert "16 April 2010" in news
    assert "archived copy" in news
    assert letter == "A letter"
    assert bare.startswith("https://elsewhere.example/page Copy kept on 27 November 2019")
    kept = file_of("https://mission.example/news/1?a=1&b=2")
    assert [a.get("href") for a in section.cssselect("a")] == [
        "https://mission.example/news/1?a=1&b=2",
        "https://kept.example/1",
        f"../../../{URL}source-{kept}",
        "https://elsewhere.example/page",
    ]


def test_a_copy_says_its_day_and_digest_and_is_offered_only_with_a_permission(page, sample_site):
    russian = sample_site.page(f"ru/{URL}")
    offered, kept = (words(details) for details in page.cssselect("details.kept"))
    assert offered.startswith("Copy kept on 27 November 2019 Download the copy WARC, ")
    assert "Permission: CC BY 4.0" in offered
    digest = hashlib.sha256(b"page").hexdigest()
    assert kept == f"Copy kept on 27 November 2019 SHA-256 of the source’s content: {digest}"
    assert "Разрешение: Издатель разрешил" in words(russian.cssselect("details.kept")[0])


def test_notes_and_changes_are_told_with_the_newest_change_first(page):
    note = part(page, "Editor’s note")
    assert note is not None
    assert "The sources disagree about the hall." in words(note)
    assert steps(page, "Changes to this record") == [
        "1 March 2012 · Update: A second document was added.",
        "1 February 2011 · Correction: The number of participants was wrong.",
    ]


def test_links_of_the_text_lead_to_pages_and_what_is_not_public_keeps_its_words(page):
    assert [(words(a), address(URL, a.get("href"))) for a in page.cssselect(".prose > p:first-child a")][
        :3
    ] == [
        ("the assessment", "reports/2009/assessment/"),
        ("its second part", "reports/2009/assessment/"),
        ("the paper", f"{URL}paper.pdf"),
    ]
    assert "a draft" in words(page.cssselect(".prose > p")[0])


def test_a_text_shows_signs_as_they_were_written_and_runs_nothing(page):
    prose = text_of(page, ".prose")
    assert "{{ config }} <b>" in prose
    assert "alert" not in prose
    assert not page.cssselect("script:not([type='application/ld+json'])")
    assert "script-secret" not in text_of(page, "script[type='application/ld+json']")


def test_a_record_with_what_is_required_shows_no_more_than_that(sample_site):
    page = sample_site.page("events/2012/minimal/")
    assert text_of(page, ".record .head") == "Event Small event 2012 Only what is required."
    assert texts_of(page, ".record__text > .facts dt") == ["When"]
    assert not page.cssselect(".prose, figure, .downloads, .sources, .changes, .notes, .banner")


def test_a_place_is_called_by_its_name_of_the_time(sample_site):
    meeting = text_of(sample_site.page("conferences/2018/meeting/"), ".head__line")
    assert meeting.endswith("· New Alder")
    names = [words(row) for row in sample_site.page("places/new-alder/").cssselect(".names > div")]
    assert any("Old Alder" in name and name.startswith("until") for name in names)
    assert any("New Alder" in name and name.startswith("from") for name in names)


def test_a_place_has_the_name_of_the_time_only_where_the_year_is_known(sample_site):
    (known,) = sample_site.page("ru/events/2012/only-russian/").cssselect(".head__line a")
    assert words(known) == "Старая Ольха"
    (unknown,) = sample_site.page("events/undated/lost/").cssselect(".head__line a")
    assert words(unknown) == "New Alder"


def test_an_open_date_and_one_without_a_year_are_told_in_words(sample_site):
    assert "21 January 2003" in text_of(sample_site.page("conferences/2003/first/"), ".head__line")
    lost = sample_site.page("events/undated/lost/")
    assert "4 December" in text_of(lost, ".head__line")
    assert not lost.cssselect(".head time")
    assert "The text of a YAML record." in text_of(lost, ".prose")


def test_a_planned_record_says_so_and_stands_among_the_open_promises_of_the_home_page(sample_site):
    promised = sample_site.page("reports/2012/promised/")
    assert text_of(promised, ".banner--status") == "Announced; no record of the outcome."
    cited = texts_of(promised, ".cite")[1]
    assert "“Promised study” [Outcome not known]. " in cited
    assert "summer 2012. " in cited
    assert not sample_site.page("reports/2009/assessment/").cssselect(".banner--status")
    section = part(sample_site.page(""), "Announced; no record of the outcome")
    assert section is not None
    told = [words(item) for item in section.cssselect("li")]
    assert any(line.startswith("Promised study") for line in told)
    assert any(line.startswith("A handbook that was promised") for line in told)
    assert any(line.startswith("A second handbook") for line in told)
    assert not any("Both sides opened" in line for line in told)


def test_a_record_leads_to_a_few_like_it_that_it_does_not_name_elsewhere(site):
    told = 0
    for url, page in site.pages.items():
        similar = [address(url, link.get("href")) for link in page.cssselect(".related__why + ul a")]
        named = [
            address(url, link.get("href")) for link in page.cssselect(".thread a, .related a, .fact__step a")
        ]
        assert all(named.count(other) == 1 and other != url for other in similar), url
        told += bool(similar)
    assert told > 3


def test_a_page_names_its_issuing_body_of_the_time(sample_site):
    head = text_of(sample_site.page("workshops/2010/everything/"), ".record .head")
    assert "Held under the mission’s former name, Office in Alderland" in head
    assert "Published under the mission’s former name, Office in Alderland" in text_of(
        sample_site.page("reports/2009/assessment/"), ".head"
    )
    assert "former" not in text_of(sample_site.page("conferences/2018/meeting/"), ".record .head")
    russian = text_of(sample_site.page("ru/workshops/2010/everything/"), ".record .head")
    assert "под прежним названием миссии: Бюро в Ольховии" in russian


@pytest.mark.parametrize(
    ("url", "label", "banner"),
    [
        ("events/2012/announced/", "Only announced", "Only announced: the sources do not say whether it took place."),
        ("events/2012/cancelled/", "Cancelled", "Cancelled: it did not take place as planned."),
        ("events/2012/postponed/", "Postponed", "Postponed: the sources give no report that it took place later."),
        ("events/2098/planned/", "Planned", "Planned: the sources announce it for a day to come."),
        ("reports/2012/promised/", "Outcome not known", "Announced; no record of the outcome."),
    ],
)  # fmt: skip
def test_a_record_of_what_may_not_have_taken_place_says_so_on_top_in_rows_and_in_its_citation(
    sample_site, url, label, banner
):
    page = sample_site.page(url)
    assert texts_of(page, ".banner--status")[0] == banner
    assert all(label in text for text in texts_of(page, ".cite"))
    assert not any(word in text_of(page, "main") for word in ("Held under", "was held", "took place on"))
    year = url.split("/")[1]
    rows = [
        row
        for row in sample_site.page(f"years/{year}/").cssselect(".row")
        if text_of(page, "h1") in words(row)
    ]
    assert [texts_of(row, ".status")[0] for row in rows] == [label]


def test_records_that_may_be_about_the_same_event_name_each_other(sample_site):
    announced = sample_site.page("events/2012/announced/").cssselect(".banner--status")[1]
    assert words(announced) == "This may be the same event as: Встреча у реки Русский"
    other = sample_site.page("ru/events/2012/only-russian/").cssselect(".banner--status")
    assert ["A visit that was announced" in words(banner) for banner in other] == [True]
    rows = [
        row for row in sample_site.page("years/2012/").cssselect(".row") if "Встреча у реки" in words(row)
    ]
    assert [texts_of(row, ".status") for row in rows] == [["May be the same event as another"]]
    cited = texts_of(sample_site.page("events/2012/only-russian/"), ".cite")
    assert all("May be the same event as another]" in text for text in cited)


def test_a_record_without_a_text_shows_its_facts_in_the_main_column_before_its_sources(site):
    for url, page in site.pages.items():
        if not page.cssselect("article.record") or page.cssselect(".prose"):
            continue
        (column,) = page.cssselect(".record__text")
        assert column[0].get("class") == "facts", url
        assert len(page.cssselect(".facts")) == 1


def test_a_report_is_published_and_an_event_organized(sample_site):
    assert fact(sample_site.page("reports/2009/assessment/"), "Published by")
    assert not fact(sample_site.page("reports/2009/assessment/"), "Organized by")
    assert fact(sample_site.page("workshops/2010/everything/"), "Organized by")
