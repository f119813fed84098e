"""Every rule is linear: twice the input takes twice the steps, whatever an author has repeated without end.

Steps are the calls of Python and of its libraries. What one call of a library does is not seen so; for that, the long
tests compare the processor time of a text with that of one four times as long.
"""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mission_archive.model.problems import MOST_OF_CODE, MOST_OF_KIND, Code
from mission_archive.reading.content import read_content
from tests.support.steps import steps
from tests.support.toy import write_toy_vocabularies

HEAD = "---\ntitle: Seminar on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n"

FIELDS = {
    "spaces before a mistake": lambda n: f"{' ' * n}x: y\n",
    "dashes before a mistake": lambda n: f"{'- ' * n}x: y: z\n",
    "a word of hyphens before a mistake": lambda n: f"{'-' * n} x: y\n",
    "terms that do not exist": lambda n: "themes: [" + "a, " * n + "]\n",
    "sources with odd fields": lambda n: "sources: [" + "{a: b}, " * n + "]\n",
    "fields that look like text": lambda n: "note: {" + "".join(f"a-{k}: b, " for k in range(n)) + "}\n",
    "fields that do not exist": lambda n: "".join(f"field{k}: x\n" for k in range(n)),
    "one field again and again": lambda n: "note: x\n" * n,
    "texts cut by commas": lambda n: "sources: [" + "{title: a, b}, " * n + "]\n",
    "backslashes in one line": lambda n: "note: [" + '"a\\nb", ' * n + "]\n",
    "invisible characters in one line": lambda n: "note: [" + '"a\\0b", ' * n + "]\n",
    "comments in lines": lambda n: "themes:\n" + "  - energy #1\n" * n,
}
TEXTS = {
    "addresses before words": lambda n: "(a)[b.md]" * n,
    "addresses before words in code": lambda n: "`(a)[b.md]` " * n,
    "spaces in links": lambda n: "[a] (b.md) " * n,
    "different spaces in links": lambda n: "".join(f"[a] (b{k}.md) " for k in range(n)),
    "bullets": lambda n: "• a\n" * n,
    "a wide table": lambda n: "|".join("a" * n) + "\n" + "|".join("-" * n) + "\n" + "x|\n" * n,
    "a deep text": lambda n: "> " * 120 + "a\n\n" * n,
    "a deep text at the end": lambda n: "a\n\n" * n + "> " * 120 + "a",
    "elements that stay open": lambda n: "<b>a\n\n" * n,
    "stars": lambda n: "*a **b " * n,
    "notes": lambda n: "".join(f"a[^{k}] [^x{k}]\n\n[^{k}]: b\n\n" for k in range(n)),
    "entities": lambda n: "&#8203;" * n,
    "dead links": lambda n: "".join(f"[a](b{k}.md) " for k in range(n)),
}


@pytest.fixture
def problems(tmp_path):
    file = write_toy_vocabularies(tmp_path) / "events/2010/x.md"
    file.parent.mkdir(parents=True)

    def of(fields="", text="A text."):
        file.write_text(f"{HEAD}{fields}---\n{text}\n", encoding="utf-8")
        return read_content(tmp_path / "content").problems

    return of


@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS)
def test_twice_the_fields_take_twice_the_steps(problems, make):
    problems(make(200))
    assert steps(lambda: problems(make(1600))) < 2.5 * steps(lambda: problems(make(800)))


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_twice_the_text_takes_twice_the_steps(problems, make):
    problems(text=make(200))
    assert steps(lambda: problems(text=make(1600))) < 2.5 * steps(lambda: problems(text=make(800)))


def test_steps_that_grow_as_the_square_are_seen():
    def square(n):
        return lambda: [len(str(one)) for one in range(n) for _ in range(n)]

    assert steps(square(40)) > 2.5 * steps(square(20))


def processor_time(do):
    """The collector waits: what it costs depends on all that the tests before have left."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    do()
    needed = time.process_time() - begun
    gc.enable()
    return needed


def grows_too_fast(of, make, length):
    """Whether four times as much takes more than some seven times as long, which would be sixteen for a square.

    What else the machine does makes a run slower and never quicker, so one of many that is quick enough will do.
    """
    few, many = make(length), make(4 * length)
    most = 7 * min(processor_time(lambda: of(few)) for _ in range(3)) + 0.2
    return all(processor_time(lambda: of(many)) > most for _ in range(10))


@pytest.mark.long
def test_time_that_grows_as_the_square_is_seen():
    def square(text):
        return [len(text) for _ in text for _ in text]

    assert grows_too_fast(square, lambda length: "a" * length, 1000)
    assert not grows_too_fast(list, lambda length: "a" * length, 1_000_000)


@pytest.mark.long
@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS)
def test_four_times_the_fields_do_not_take_sixteen_times_as_long(problems, make):
    assert not grows_too_fast(problems, make, 10_000)


@pytest.mark.long
@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_four_times_the_text_does_not_take_sixteen_times_as_long(problems, make):
    length = 45_000 // len(make(100)) * 100
    assert not grows_too_fast(lambda text: problems(text=text), make, length)


PIECES = st.sampled_from(
    ("[", "]", "(", ")", "](", ")[", "] (", "a", "b.md", "https://a.example", " ", "\n", "\n\n", "•", "- ", "> ", "*",
     "**", "_", "~~", "`", "```", "|", "|-", "<", ">", "<b>", "</b>", "<!--", "-->", "&lt;", "&#8203;", "[^1]", "[^1]:",
     "\\", "#", "!", "\t", "    ", "=", "'", '"', ":", "\u00a0", "и", "\u0301")
)  # fmt: skip


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_no_near_markdown_takes_as_long_as_its_square(tmp_path_factory, piece):
    root = tmp_path_factory.mktemp("near")
    file = write_toy_vocabularies(root) / "events/2010/x.md"
    file.parent.mkdir(parents=True)

    def read(text):
        file.write_text(f"{HEAD}---\n{text}\n", encoding="utf-8")
        read_content(root / "content")

    assert not grows_too_fast(read, lambda length: piece * (length // len(piece)), 20_000)


def test_of_many_problems_of_a_kind_the_first_are_shown_and_the_others_counted(problems):
    found = problems("photos:\n" + "  - {file: a.png}\n" * 100)
    alt = [problem for problem in found if problem.field == "photos.alt"]
    assert [problem.line for problem in alt] == [*range(6, 6 + MOST_OF_KIND + 1)]
    assert alt[-1].message == f"… and {100 - MOST_OF_KIND} more of this kind"
    assert {problem.code for problem in alt} == {Code.MISSING_FIELD}


def test_names_without_end_are_counted_together(problems):
    found = problems("".join(f"field{number}: x\n" for number in range(5_000)))
    assert len(found) == MOST_OF_CODE + 1
    assert str(found[-1]).endswith(f"error: … and {5_000 - MOST_OF_CODE:,} more of this kind [unknown-field]")


def test_lines_that_correct_a_mistake_are_made_for_some_of_many_mistakes_only(problems):
    """A proposal takes a hundred times as long as the line it is for."""
    make = FIELDS["comments in lines"]
    first = steps(lambda: problems(make(500)))
    assert steps(lambda: problems(make(4_000))) < 3 * first
    (problem,) = problems("note: He lives at #25 there\n")
    assert problem.proposal
    assert problem.proposal.text == "note: 'He lives at #25 there'\n"


def test_a_list_without_end_is_refused(problems):
    (problem,) = problems("themes: [" + "a, " * 5_000 + "]\n")
    assert problem.message == "the list has 5,000 items; write at most 1,000"


def test_a_table_without_end_is_refused(problems):
    (problem,) = problems(
        text="x\n\n" + "|".join("a" * 500) + "\n" + "|".join("-" * 500) + "\n" + "x|\n" * 500
    )
    assert (problem.line, problem.message) == (9, "this table has up to 500 columns; write at most 100")
