"""The ids of headings are those that pages have."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.text.headings import heading_id, heading_ids, with_unique_ids
from mission_archive.model.text.prose import cleaned, parsed
from mission_archive.rendering.texts.markdown import to_html

TEXTS = [
    "## The programme\n\n## The *programme*\n\n## The programme 2\n\n## The programme\n",
    "Part one\n===\n\nPart two\n---\n",
    "## Тоҷикистон & Ӯзбекистон <b>2010</b>\n\n## !!!\n\n###### Q&amp;A `code`\n",
    '<h2 class="x">By hand</h2>\n\n## [A link](a.md) and ![a picture](b.png)\n',
    "```\n## no heading\n```\n",
]


def ids_of_page(text):
    return re.findall(r'<h[1-6] id="([^"]*)"', to_html(text, lambda path: None))


def ids_of_text(text):
    return list(heading_ids(cleaned(text, parsed(text))))


def test_of_an_id_that_stands_twice_the_first_stays():
    page = '<a id="x">a</a> <a id="x">b</a> <p id="y">c</p> <p id="x">d</p>'
    assert with_unique_ids(page) == '<a id="x">a</a> <a>b</a> <p id="y">c</p> <p>d</p>'


@pytest.mark.parametrize("text", TEXTS)
def test_the_ids_that_links_are_checked_against_are_those_of_the_page(text):
    assert ids_of_text(text) == ids_of_page(text)


@given(st.lists(st.text("ab 1-&*_`[]()é", max_size=12).map(lambda words: f"## {words}"), max_size=5))
def test_no_heading_gets_another_id_on_its_page(headings):
    text = "\n\n".join(headings)
    assert ids_of_text(text) == ids_of_page(text)


def test_words_of_any_script_make_an_id():
    assert heading_id("Что было дальше?") == "что-было-дальше"
    assert heading_id("?!") == "section"
