"""What an author writes is on the page, or the check says that it is not and what to write."""

import re
from itertools import islice

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mission_archive.reading.fields.record_file import SyntaxTree, parse, record_file_of
from mission_archive.reading.rules.markup import check_html
from mission_archive.reading.rules.table import OF_TEXTS
from mission_archive.reading.rules.texts import MarkdownText
from mission_archive.rendering.texts.markdown import to_html

HEAD = "---\ntitle: Seminar\ndate: 2010-04-15\nsummary: Officials spoke.\n---\n"
PIECES = (
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<!",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "&lt;",
        "<press ",
        "<Имя ",
        "<b ",
        "<b>",
    ),
    *(
        "</b>",
        "<div>",
        "</div>",
        "<br>",
        "<p",
        "<h2>",
        "\n",
        "\n\n",
        "> ",
        "- ",
        " ",
        "\t",
        "`",
        "\\",
        "-",
        "!",
    ),
    *("\n[", "]: ", "]", "| ", "\n| a | b |\n|---|---|\n", "\n\n[a]: ", "[a] "),
)


def warnings(text, rules=(check_html,)):
    parsed = parse(HEAD + text, "content/events/2010/x.md", "events/2010/x.md")
    assert isinstance(parsed, SyntaxTree)
    file = record_file_of(parsed, "events/2010/x", "en", {}, is_translation=False)
    return [problem for rule in rules for problem in islice(rule(MarkdownText(file)), 20)]


def page(text):
    return lxml.html.fromstring(f"<div>{to_html(text, lambda path: path)}</div>")


def seen(text):
    return page(text).text_content()


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_every_word_is_on_the_page_or_the_check_says_so(pieces):
    text = "".join(f"{piece}w{number}x" for number, piece in enumerate(pieces))
    visible = re.sub(r"<!--(?:(?!-->).)*-->", "", text, flags=re.DOTALL)  # a remark is not for readers
    shown = page(text)
    addresses = [str(value) for element in shown.iter() for value in element.attrib.values()]
    found = " ".join([shown.text_content(), *addresses])
    lost = [word for word in re.findall(r"w[0-9]+x", visible) if word not in found]
    reported = warnings(text, OF_TEXTS)
    assert not lost or reported, (text, lost)
    assert [problem.message for problem in reported if not problem.message.isprintable()] == []


@pytest.mark.parametrize(
    "text",
    [
        "The <press office> wrote.",
        "if a<b and c>d then e<f>g",
        "<press office>\nwrote",
        "<div>\nThe <press office> wrote.\n</div>",
        "See <Annex A>, </Annex> and <?php x ?> or <!A>.",
        "> The <press office> wrote.\n> It was <Annex B>.",
        "- one <b>two\n- three",
    ],
)
def test_what_the_check_proposes_is_on_the_page_and_leaves_nothing_to_say(text):
    while found := warnings(text):
        proposed = re.search(r"(?:write|or) '((?:\\<|&lt;)[^']*)'", found[0].message)
        assert proposed is not None, found[0].message
        right = proposed[1]
        wrong = right.replace("\\<", "<").replace("&lt;", "<")
        line, column = found[0].line - HEAD.count("\n") - 1, found[0].column - 1
        lines = text.split("\n")
        assert lines[line][column:].startswith(wrong)
        lines[line] = lines[line][:column] + right + lines[line][column + len(wrong) :]
        text = "\n".join(lines)
        assert wrong in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "<Имя> и <имя>",
        "1 < 2 and 3 > 2",
        "`<press office>`\n\n```\n<press office>\n```",
        "H<sub>2</sub>O<br>x<hr/>",
        '<span lang="tg">Ҳа</span> <a href=x.md title="a > b">y</a>',
        "<!-- a remark -->\n\nwords <!-- another -->",
        "<https://a.example/> <post@a.example>",
        "<ul><li>one<li>two</ul>",
        "\\<press office>",
    ],
)
def test_nothing_is_said_of_what_readers_see(text):
    assert warnings(text) == []


def test_a_text_of_signs_alone_is_looked_through_in_no_time():
    for sign in ('<a b="', "<!--", "<b ", "<", "<a b='<!-", "<!-- -", "</"):
        warnings(sign * (100_000 // len(sign)))
