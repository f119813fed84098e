"""Every record has a page in every language; what is not translated is marked."""

import re

import pytest
from lxml.etree import XPath

from mission_archive.model.languages import ENDONYMS
from mission_archive.reading.content import read_content
from mission_archive.rendering.words.messages import Messages
from tests.support.site import BASE, address, fact, is_redirect, text_of, texts_of, words

RUSSIAN = Messages.load("ru").gettext


@pytest.fixture(scope="module")
def records(site):
    """The records that have pages."""
    return [
        record
        for record in read_content(site.project / "content").records
        if not (record.removed or record.draft or (record.published and record.published > site.moment))
    ]


def page_of(record, code):
    """The address of a record in a language, by the plainest rule: the first language stands at the root."""
    return f"{record.id}/" if code == "en" else f"{code}/{record.id}/"


def pages_of(record):
    return {code: page_of(record, code) for code in record.words}


def test_every_record_has_a_page_in_every_language(site, records):
    for record in records:
        assert {code for code in ENDONYMS if page_of(record, code) in site.pages} == set(ENDONYMS), record.id


def test_a_page_is_in_its_language_and_marks_a_text_that_is_not_translated(site, records):
    for record in records:
        for code in ENDONYMS:
            page = site.page(page_of(record, code))
            told = record.in_language(code)
            foreign = told.language if told.language != code else None
            assert page.get("lang") == code
            (title,) = page.cssselect("h1")
            assert words(title) == " ".join(told.title.split())
            text = record.text_for(code).language
            of_text = text if text != code else None
            for css, language in (("h1", foreign), (".head__lead", foreign), (".prose", of_text)):
                assert {element.get("lang") for element in page.cssselect(css)} <= {language}, (
                    record.id,
                    code,
                )
            lines = page.cssselect(".untranslated a")
            assert [(link.get("hreflang"), words(link)) for link in lines] == (
                [(foreign, ENDONYMS[foreign])] if foreign else []
            )
            for link in lines:
                assert address(page_of(record, code), link.get("href")) == page_of(record, foreign)


def test_an_untranslated_page_names_the_page_of_its_text_and_stays_out_of_the_sitemap(site, records):
    sitemap = site.files["sitemap.xml"].decode()
    seen = 0
    for record in records:
        for code in ENDONYMS:
            url = page_of(record, code)
            canonical = [link.get("href") for link in site.page(url).cssselect("link[rel=canonical]")]
            told = page_of(record, record.in_language(code).language)
            seen += told != url
            if record.withdrawn:
                assert canonical == []
            else:
                assert canonical == [f"https://example.org{BASE}{told}"], url
            assert (f"<loc>https://example.org{BASE}{url}</loc>" in sitemap) == (
                told == url and not record.withdrawn
            )
    assert seen


def offered(url, page):
    """Language → where the switch of a page leads its reader."""
    return {link.get("hreflang"): address(url, link.get("href")) for link in page.cssselect(".languages a")}


def alternates(page):
    """Language → the address that search engines are told of, from the site's root."""
    return {
        link.get("hreflang"): link.get("href").partition(BASE)[2]
        for link in page.cssselect("head link[rel=alternate][hreflang]")
    }


def test_the_switch_of_language_leads_to_the_same_record(site, records):
    for record in records:
        for code in ENDONYMS:
            url = page_of(record, code)
            led = offered(url, site.page(url))
            assert led == {other: page_of(record, other) for other in ENDONYMS if other != code}, url
            assert texts_of(site.page(url), ".languages [aria-current]") == [ENDONYMS[code]], url


def test_the_switch_of_language_never_leads_to_another_page(site):
    strange, seen = [], 0
    for url, page in site.pages.items():
        if is_redirect(page) or url == "404.html":
            continue
        inside = url.removeprefix("" if page.get("lang") == "en" else f"{page.get('lang')}/")
        for code, target in offered(url, page).items():
            seen += 1
            if target != (inside if code == "en" else f"{code}/{inside}"):
                strange.append(f"{url}: {target}")
    assert strange == []
    assert seen


def test_a_guide_that_is_not_translated_says_so_in_each_language_and_leads_home(site):
    page = site.page("editors/dates/")
    assert offered("editors/dates/", page) == {}
    lines = page.cssselect(".untranslated li")
    assert [line.get("lang") for line in lines] == ["ru", "tg"]
    assert words(lines[0]) == "Эта страница пока не переведена. Главная"
    assert [address("editors/dates/", link.get("href")) for link in page.cssselect(".untranslated a")] == [
        "ru/", "tg/",
    ]  # fmt: skip
    assert not site.page("about/").cssselect(".untranslated")


def test_the_page_of_an_address_that_is_not_there_switches_to_its_own_words(site):
    page = site.page("404.html")
    links = page.cssselect(".languages a")
    assert [link.get("href") for link in links] == ["#_ru", "#_tg"]
    for link in links:
        (section,) = page.cssselect(link.get("href"))
        assert section.get("lang") == link.get("hreflang")


@pytest.mark.parametrize("root", ["", "ru/", "tg/"])
def test_dimensions_are_explained_on_the_home_page_and_in_their_list(site, root):
    explained = text_of(site.page(root), ".home__facet--dimensions .home__explained")
    assert len(explained) > 80
    assert text_of(site.page(f"{root}dimensions/"), ".head__lead") == explained


def test_search_engines_are_told_of_translations_that_exist_and_of_no_others(site, records):
    assert any(len(record.words) > 1 for record in records)
    for record in records:
        pages = pages_of(record)
        several = {**pages, "x-default": pages.get("en", pages[record.original])}
        for url in (page_of(record, code) for code in ENDONYMS):
            is_told = len(pages) > 1 and url in pages.values()
            assert alternates(site.page(url)) == (several if is_told else {}), url


def test_every_alternate_of_a_page_leads_back_to_it(site):
    for url, page in site.pages.items():
        for other in alternates(page).values():
            assert url in alternates(site.page(other)).values(), (url, other)


def test_a_record_that_exists_in_russian_only_is_listed_with_its_language(sample_site):
    rows = [
        row for row in sample_site.page("years/2012/").cssselect(".row")
        if "Встреча у реки" in words(row)
    ]  # fmt: skip
    (row,) = rows
    assert text_of(row, ".row__title .language") == "Русский"
    link = row.cssselect(".row__title a")[0]
    assert link.get("lang") == "ru"
    assert address("years/2012/", link.get("href")) == "events/2012/only-russian/"


def test_a_translation_that_is_older_than_the_last_correction_says_so(sample_site):
    outdated = sample_site.page("ru/workshops/2010/everything/")
    assert "более ранней" in text_of(outdated, ".banner--quiet")
    assert not sample_site.page("tg/reports/2009/assessment/").cssselect(".banner")
    assert not sample_site.page("workshops/2010/everything/").cssselect(".banner")


def test_facts_on_a_translation_are_told_in_its_language(sample_site):
    page = sample_site.page("ru/workshops/2010/everything/")
    assert text_of(page, ".head__line").startswith("с 15 апреля 2010 г.")
    assert fact(page, RUSSIAN("Organized by")) == ["Бюро в Ольховии (ныне Программный офис в Ольхе)"]
    assert "Семьдесят человек" in fact(page, RUSSIAN("Participants"))[0]
    assert page.cssselect("figure img")[0].get("alt") == "Пять человек"


def test_words_of_another_language_on_a_translation_are_marked_as_such(sample_site):
    page = sample_site.page("ru/workshops/2010/everything/")
    marked = {words(element): element.get("lang") for element in page.cssselect("main [lang]")}
    for english in ("Needs assessment", "A handbook that was promised", "The sources disagree about the hall.",
                    "A second document was added.", "Head of the Office", "Rivers"):  # fmt: skip
        assert marked.get(english) == "en", english


def test_a_link_in_a_translated_text_stays_in_the_language_where_it_can(sample_site):
    url = "tg/reports/2009/assessment/"
    page = sample_site.page(url)
    assert page.cssselect("#second-part")
    russian = sample_site.page("ru/workshops/2010/everything/")
    (link,) = russian.cssselect(".prose a")
    assert address("ru/workshops/2010/everything/", link.get("href")) == "ru/reports/2009/assessment/"


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_the_frame_of_a_page_speaks_its_language_and_leads_to_lists_in_it(site, language):
    strange = []
    for url, page in site.pages.items():
        if page.get("lang") != language or is_redirect(page):
            continue
        for link in page.cssselect(".masthead a[href], .colophon a[href], .crumbs a[href]"):
            target = address(url, link.get("href"))
            if not target.startswith((f"{language}/", "editors/")) and not link.get("hreflang"):
                strange.append(f"{url}: {target}")
    assert strange == []


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_no_word_of_the_interface_is_left_in_english(site, language):
    """Words that are not in the page's language are marked with their own; what is left must have no English label."""
    labels = (
        "Home", "Events", "Places", "Years", "When", "Where", "Organized by", "Partners", "Themes", "Dimensions",
        "Series", "Sources", "Documents", "Related records", "Newest records", "Year not known", "records", "page",
        "About", "Background and follow-up", "this record", "expected", "announced", "today",
    )  # fmt: skip
    label = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})(?!\w)")
    left = []
    for url, page in site.pages.items():
        if page.get("lang") != language or is_redirect(page):
            continue
        for css in ("dt", "h2", ".crumbs li", ".masthead a", ".colophon a", ".head__count", ".step__when",
                    ".step__state", ".count", ".today", ".label", ".status"):  # fmt: skip
            for element in page.cssselect(css):
                said = " ".join(words_of_page(element).split())
                if label.search(said):
                    left.append(f"{url}: {said}")
    assert left == []


TEXTS = XPath(".//text()[not(ancestor::*[@lang][not(self::html)])]")


def words_of_page(element):
    """The words of an element without those that are marked as of another language."""
    return " ".join(map(str, TEXTS(element)))
