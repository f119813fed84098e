"""A record's text as HTML: what an editor may write, and what never gets through."""

import re

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mission_archive.model.text.bare_links import with_links
from mission_archive.model.text.headings import heading_id
from mission_archive.model.text.markup import DEEPEST
from mission_archive.model.text.prose import parsed
from mission_archive.rendering.texts.markdown import to_html

PAGES = {
    "a.md": "../a/",
    "paper.pdf": "../../paper.pdf",
    "panel.jpg": "../../panel.jpg",
    "b c.md": "../b-c/",
    "report #2 50%.pdf": "../../report%20%232%2050%25.pdf",
}


def rendered(text):
    return to_html(text, PAGES.get).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Words.", "<p>Words.</p>"),
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>"),
        ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ('<span lang="tg">Ҳа</span>', '<p><span lang="tg">Ҳа</span></p>'),
        ("{{ config }}", "<p>{{ config }}</p>"),
    ],
)
def test_a_text_is_rendered(text, html):
    assert rendered(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](a.md)", '<p><a href="../a/">x</a></p>'),
        ("[x](a.md#part)", '<p><a href="../a/#part">x</a></p>'),
        ("[x](b%20c.md)", '<p><a href="../b-c/">x</a></p>'),
        ("[x](<b c.md>)", '<p><a href="../b-c/">x</a></p>'),
        ("[x](paper.pdf)", '<p><a href="../../paper.pdf">x</a></p>'),
        ("[x](<report #2 50%.pdf>)", '<p><a href="../../report%20%232%2050%25.pdf">x</a></p>'),
        ("[x](report%20%232%2050%25.pdf)", '<p><a href="../../report%20%232%2050%25.pdf">x</a></p>'),
        ("[x](#part)", '<p><a href="#part">x</a></p>'),
        ("[x][1]\n\n[1]: a.md", '<p><a href="../a/">x</a></p>'),
        ("[x](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>'),
        ("<https://a.example/>", '<p><a href="https://a.example/">https://a.example/</a></p>'),
        ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example">x</a></p>'),
        ('[x](a.md "A title")', '<p><a href="../a/" title="A title">x</a></p>'),
    ],
)
def test_a_link_leads_where_it_means(text, html):
    assert rendered(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "[x](unknown.md)",
        '[x](unknown.md "A title")',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,y)",
        "[x](vbscript:y)",
        "[x](file:///etc/passwd)",
        "[x](<>)",
        '<a href=" javascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a name="content">x</a>',
    ],
)
def test_a_link_that_leads_nowhere_keeps_its_words_alone(text):
    assert rendered(text) == "<p>x</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>body { display: none }</style>",
        "<iframe src='https://a.example/'></iframe>",
        "<object data='a.md'></object>",
        "<svg onload=alert(1)></svg>",
        "<video src='a.md'></video>",
        "<form action='a.md'><input></form>",
        "<meta http-equiv=refresh content='0; url=https://a.example/'>",
        "<link rel=stylesheet href='https://a.example/'>",
        "<base href='https://a.example/'>",
        "<!-- a remark -->",
        "![x](https://a.example/x.png)",
        "![x](//a.example/x.png)",
        "![x](data:image/png;base64,AAAA)",
        "![x](unknown.png)",
    ],
)
def test_what_would_run_load_or_deceive_is_left_out(text):
    document = lxml.html.fromstring(f"<div>{rendered(text)}</div>")
    assert [element.tag for element in document.iter() if element.tag not in ("div", "p")] == []
    assert "example" not in rendered(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p onclick="alert(1)" style="position: fixed" class="page" id="content">x</p>',
        '<p class="footnote md-typeset">x</p>',
        '<div class="banner">x</div>',
        '<div id="content">x</div>',
        '<em data-md-component="x">x</em>',
    ],
)
def test_an_element_keeps_no_attribute_that_is_not_allowed(text):
    document = lxml.html.fromstring(f"<div>{rendered(text)}</div>")
    assert [dict(element.attrib) for element in document.iter() if element.attrib] == []


def test_a_picture_is_the_file_beside_the_record_and_says_what_it_shows():
    assert rendered("![Five people](panel.jpg)") == (
        '<p><img src="../../panel.jpg" alt="Five people" loading="lazy"></p>'
    )


def test_a_picture_without_words_is_marked_as_decoration():
    (picture,) = lxml.html.fromstring(rendered('<img src="panel.jpg">')).xpath("//img")
    assert picture.get("alt") == ""


@pytest.mark.parametrize(
    "words", ["a > b", "<table>", "<h2>x</h2>", "<script>alert(1)</script>", 'say "x"', "a & b"]
)
def test_words_beside_a_picture_stay_words(words):
    escaped = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    for text in (f'<img src="panel.jpg" alt="{escaped}">', f'<a href="a.md" title="{escaped}">x</a>'):
        document = lxml.html.fromstring(f"<div>{rendered(text)}</div>")
        assert [str(value) for value in document.xpath("//@alt | //@title")] == [words]
        assert {element.tag for element in document.iter()} <= {"div", "p", "img", "a"}


def test_a_table_scrolls_within_the_page_and_its_columns_are_aligned_without_inline_styles():
    document = lxml.html.fromstring(rendered("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |"))
    (table,) = document.xpath("descendant-or-self::div[@class='table']/table")
    assert [cell.get("class") for cell in table.iter("td")] == ["left", "right", "center"]
    assert not document.xpath("//@style | //@align")


# Notes


def noted(text):
    return lxml.html.fromstring(f"<div>{to_html(text, PAGES.get, back='Back to the text')}</div>")


def test_a_note_is_numbered_by_its_first_mention_and_stands_at_the_end():
    page = noted("B.[^two words] A.[^1]\n\n[^1]: One.\n\n[^two words]: Two.\n\nThe end.")
    assert [note.text_content().split() for note in page.find_class("footnote")] == [
        ["1", "Two.", "↑"],
        ["2", "One.", "↑"],
    ]
    assert page[-3].text == "The end."


def test_a_mention_leads_to_its_note_and_the_note_back_to_the_first_mention():
    page = noted("A.[^1] B.[^2] C.[^1]\n\n[^1]: One.\n[^2]: Two.")
    assert page.xpath("//sup/a/@href") == ["#_fn-1", "#_fn-2", "#_fn-1"]
    assert page.xpath("//sup/a/@id") == ["_fnref-1", "_fnref-2", "_fnref-1-2"]
    assert page.xpath("//div[@class='footnote']//a/@href") == ["#_fnref-1", "#_fnref-2"]
    assert page.xpath("//div[@class='footnote']//a/@aria-label") == [
        "Back to the text (1)",
        "Back to the text (2)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A[^A] b[^a] c[^a.b] d[^a-b]\n\n## Fn 1\n\n## _Fn 1\n\n## fnref 1\n\n[^A]: A\n[^a]: b\n[^a.b]: c\n[^a-b]: d",
        "x[^1]\n\n[^1]: once\n[^1]: twice",
        'x[^1]\n\n[^1]: once\n\n<div id="_fn-1">x</div>\n\n<div class="footnote" id="_fn-1"><sup>1</sup>y</div>',
        '<div id="_fn-1">x</div>\n\n<div id="_fn-1">y</div>',
        "x[^1]\n\n[^1]: a note that names another[^2]\n[^2]: and that one the first[^1]",
    ],
)
def test_every_id_stands_once_and_every_link_within_the_text_arrives(text):
    page = noted(text)
    ids_there = page.xpath("//@id")
    assert len(ids_there) == len(set(ids_there))
    assert {f"#{name}" for name in ids_there} >= set(page.xpath("//@href"))


def test_no_words_of_a_note_are_lost():
    text = noted(
        "x[^1]\n\n> [^3]: in a quote\n\n[^1]: once\n\n    and more\n\n[^1]: twice\n\n[^2]: named by nobody"
    ).text_content()
    assert all(words in text for words in ("in a quote", "once", "and more", "twice", "named by nobody"))


# Bare addresses


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://a.example/path_(x).", ["https://a.example/path_(x)"]),
        ("(see https://a.example/x)", ["https://a.example/x"]),
        ("(see https://a.example/path_(x))", ["https://a.example/path_(x)"]),
        ("«https://a.example/x»,", ["https://a.example/x"]),
        ("**https://a.example/x**", ["https://a.example/x"]),
        ("HTTPS://A.EXAMPLE/x", ["HTTPS://A.EXAMPLE/x"]),
        ("www.a.example/x?b=1&c=2;", ["http://www.a.example/x?b=1&c=2"]),
        ("https://a.example/план", ["https://a.example/%D0%BF%D0%BB%D0%B0%D0%BD"]),
        ("https://a.example/x and https://b.example/", ["https://a.example/x", "https://b.example/"]),
        ("<b>https://a.example/x</b>", ["https://a.example/x"]),
        ("`https://a.example/x`", []),
        ("```\nhttps://a.example/x\n```", []),
        ("[https://a.example/x](https://b.example/)", ["https://b.example/"]),
        ('<a href="https://b.example/" title="x > https://c.example/">x</a>', ["https://b.example/"]),
        ("ahttps://a.example/x", []),
        ("https:// and www. and www.", []),
        ("https://a.example:123456/x and www.a.example:b", []),
    ],
)
def test_a_bare_address_is_a_link(text, addresses):
    assert lxml.html.fromstring(f"<div>{rendered(text)}</div>").xpath("//@href") == addresses


@given(
    st.lists(
        st.sampled_from([*"().,;:!?*_&<>'\"»\n x/", "https://a.example", "www.a.example", "<b>", "`"])
    ).map("".join)
)
@example("<!https://a.example")
@example("<p https://a.example\nhttps://a.example> www.a.example")
@example("<!-- a > https://a.example -->")
def test_a_bare_address_as_a_link_changes_no_words(text):
    assert lxml.html.fromstring(f"<div>{with_links(parsed(text))}</div>").text_content() == (
        lxml.html.fromstring(f"<div>{parsed(text)}</div>").text_content()
    )


@pytest.mark.parametrize(
    "body",
    [
        ">" * 900_000,
        "- " * 450_000 + "a",
        "> - " * 200_000 + "a",
        "<div>" * 180_000,
        "<ul><li>" * 100_000,
        "<i>a</b>" * 100_000,
        '<p title="</p>"><b title="</b>">' * 10_000,
        "".join(f"<b lang=a{n}>" for n in range(99)) + "\n<p>x" * 100_000,
        "](" * 450_000,
        "[" * 900_000,
        "*a **b " * 100_000,
    ],
)
def test_a_text_without_end_is_rendered_all_the_same(body):
    assert depth(to_html(body, PAGES.get)) <= 2 * DEEPEST


def test_a_text_nested_too_deep_is_shown_as_written():
    text = "<b>" + "<div>" * 200 + "A & B"
    assert rendered(text) == "<pre>&lt;b&gt;" + "&lt;div&gt;" * 200 + "A &amp; B</pre>"


def depth(html):
    """How many elements are open at once in what the cleaner wrote, which closes all but those that are void."""
    deepest = count = 0
    for end, name in re.findall(r"<(/?)(\w+)", html):
        if name not in ("br", "hr", "img"):
            count += -1 if end else 1
            deepest = max(deepest, count)
    return deepest


NESTING = ("b", "i", "span", "div", "p", "ul", "li", "table", "tr", "td", "dl", "dd", "dt", "a", "h2")
PIECES = [
    *(f"<{name}>" for name in NESTING),
    *(f"</{name}>" for name in NESTING),
    *("<b lang=x>", "<a href=a.md>", '<i title="', "'", '"', "<!--", "-->", "<![CDATA[", "]]>", "<title>", "</title>"),
    *("<svg>", "</svg>", "<style>", "</style>", "<textarea>", "</textarea>", "<select>", "<template>", "</template>"),
    *("<button>", "</button>", "<object>", "<?", "<!x>", "<br/", "\n", "\n\n", "> ", "- ", "x", "<xmp>", "</xmp>", "="),
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.integers(1, 300)), max_size=5
    )
)
def test_no_text_is_nested_much_deeper_than_is_allowed(parts):
    text = "".join("".join(pieces) * count for pieces, count in parts)
    assert depth(to_html(text, PAGES.get)) <= 2 * DEEPEST


@pytest.mark.parametrize(
    "hidden",
    ["&#x202e;", "&#8238;", "&#X202E;", "&ZeroWidthSpace;", "\u202e", "\u200b", "&#xfeff;", "&#x2028;"],
)
def test_no_character_that_nobody_sees_comes_through(hidden):
    assert rendered(f"a{hidden}b *c{hidden}* [d](a.md '{hidden}e')") == (
        '<p>ab <em>c</em> <a href="../a/" title="e">d</a></p>'
    )


def test_the_joiners_that_words_need_come_through():
    assert rendered("می&zwnj;خواهم") == "<p>می\u200cخواهم</p>"


# Headings


def ids(text):
    return [str(name) for name in lxml.html.fromstring(f"<div>{rendered(text)}</div>").xpath("//@id")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("First part", "first-part"),
        ("Ҳуҷҷатҳо", "ҳуҷҷатҳо"),
        ("Что было дальше?", "что-было-дальше"),
        ("1. A & B", "1-a-b"),
        ("!?", "section"),
        ("й", "й"),  # two characters become one
    ],
)
def test_a_heading_has_an_id_of_its_letters_of_any_script(words, name):
    assert heading_id(words) == name


def test_headings_with_the_same_words_have_ids_of_their_own():
    found = ids("## A\n\n## A\n\n## a 2\n\n## A\n\n## a-2\n")
    assert found[0] == "a"
    assert len(set(found)) == 5


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\n## B", ["h2", "h3"]),
        ("## A\n\n### B", ["h2", "h3"]),
        ("#### A\n\n##### B", ["h2", "h3"]),
        ("A\n=\n\nB\n-", ["h2", "h3"]),
        ("# A\n\n###### B", ["h2", "h6"]),
    ],
)
def test_headings_of_a_text_begin_below_that_of_the_page(text, levels):
    document = lxml.html.fromstring(f"<div>{rendered(text)}</div>")
    assert [element.tag for element in document.iter("h1", "h2", "h3", "h4", "h5", "h6")] == levels


def test_markup_in_a_heading_is_kept_and_is_no_part_of_its_id():
    assert rendered("## A *b* & `c`") == '<h2 id="a-b-c">A <em>b</em> &amp; <code>c</code></h2>'


SAFE = {
    "a": {"href", "title", "lang", "id"},
    "img": {"src", "alt", "loading", "lang"},
    "div": {"class", "id", "tabindex", "lang"},
}


@given(
    st.lists(
        st.sampled_from(
            ["<script>", "</script>", "<img src=x onerror=alert(1)>", '"', "'", "<", ">", "&lt;", "](", "[", "![",
             "javascript:", "data:", ")", "`", "\n", "# ", "| a | b |\n|--|--|\n", "[^1]", "[^1]: ", "<svg/onload=x>",
             "<a href=", "<style>", "<h2>", "</h2>", "<table>", "<!--", "-->", "<![CDATA[", "a.md", " ", "x", "\0",
             "<math><mi//xlink:href=", "<p title='</p><script>'>", "&#x6a;avascript:", "\t"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_no_text_makes_a_page_run_or_load_anything(text):
    document = lxml.html.fromstring(f"<div>{rendered(text)}</div>")
    for element in document.iter():
        if not isinstance(element.tag, str):
            raise AssertionError(f"a remark got through: {element!r}")
        assert element.tag not in (
            "script",
            "style",
            "iframe",
            "object",
            "svg",
            "math",
            "form",
            "link",
            "meta",
        )
        names = set(element.attrib)
        assert names <= SAFE.get(
            element.tag, {"lang", "class", "id", "start", "colspan", "rowspan", "scope", "title"}
        )
        assert element.get("src") in (None, *PAGES.values())
        href = element.get("href", "#")
        assert href in PAGES.values() or href.startswith(("#", "../a/", "http://", "https://", "mailto:"))


FRAGMENTS = (
    *("word", "Ҳа", " ", "\n", "\n\n", "# ", "## ", "- ", "1. ", "> ", "*", "**", "_", "~~", "`", "```", "---", "|"),
    *("[", "](", ")", "![", ' "title"', "[^1]", "[^1]: ", ">", "\\", "\t", "    ", "&", "&lt;", "&quot;", "&#0;"),
    *('"', "'", "a.md", "paper.pdf", "https://example.org/a?b=c&d", "//example.org"),
    *("www.example.org", "javascript:alert(1)", "JaVaScRiPt&#58;x", "data:text/html,x"),
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_a_text_without_html_is_the_same_with_and_without_the_cleaner(text):
    """A comment makes the text go through the cleaner, and leaves nothing behind."""
    assert canonical(rendered(text)) == canonical(rendered(f"<!-- cleaned -->\n\n{text}"))


def canonical(html):
    return lxml.html.tostring(lxml.html.fragment_fromstring(html, create_parent="div")).decode().split()


def test_a_cell_spans_no_more_than_a_browser_lays_out_at_once():
    cells = '<td colspan=100 rowspan=2>a</td><th colspan=101 rowspan="065534">b</th>'
    html = rendered(f"<table><tr>{cells}</tr></table>")
    assert '<td colspan="100" rowspan="2">a</td><th>b</th>' in html


@pytest.mark.parametrize("text", ["https://[", "www.example.org[x", "https://a.example:99999999/"])
def test_what_no_browser_can_follow_is_no_link(text):
    assert rendered(text) == f"<p>{text}</p>"
