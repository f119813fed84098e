"""What a message says: what is wrong, what to write, and what was probably meant."""

import pytest

from mission_archive.model.problems import Code, Problem, Severity, counted, enumerated, limited
from mission_archive.model.proposals import Proposal

LINES = Proposal("content/a.md", 3, 4, "themes:\n  - energy\n")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, "there is no such theme"),
        ({"write": "delete it"}, "there is no such theme; delete it"),
        ({"guess": "energy"}, "there is no such theme; did you mean 'energy'?"),
        (
            {"write": "delete it", "guess": "energy"},
            "there is no such theme; delete it; did you mean 'energy'?",
        ),
    ],
)
def test_a_message_says_what_is_wrong_then_what_to_write_then_what_was_meant(parts, message):
    problem = Problem("content/a.md", 3, 7, Code.TERM, "themes", "there is no such theme", **parts)
    assert problem.message == message
    assert str(problem) == f"content/a.md:3:7: error: themes: {message} [term]"


def test_lines_to_paste_take_the_place_of_what_to_write():
    problem = Problem("content/a.md", 3, 7, Code.TERM, "", "it is a text", write="write a list")
    proposed = problem.proposing(LINES, "if it belongs there, ")
    assert proposed.message == "it is a text; if it belongs there, write lines 3 to 4 as below"
    assert str(proposed).splitlines()[1:] == ["themes:", "  - energy"]
    assert problem.proposing(None, "if it belongs there, ") == problem


def test_of_many_problems_of_one_kind_the_first_are_shown_and_the_others_counted():
    many = [Problem("a.md", line, 1, Code.TERM, "themes", "wrong", guess="x") for line in range(40, 0, -1)]
    other = Problem("a.md", 5, 1, Code.TERM, "places", "wrong", Severity.WARNING)
    shown = limited([*many, *many, other], 10)
    assert [problem.line for problem in shown] == [1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11]
    assert shown[-1].message == "… and 30 more of this kind"
    assert other in shown


@pytest.mark.parametrize(
    ("words", "text"),
    [(["one"], "one"), (["one", "two"], "one or two"), (["one", "two", "three"], "one, two or three")],
)
def test_words_are_enumerated_as_in_a_sentence(words, text):
    assert enumerated(words, "or") == text
    assert enumerated(words) == text.replace(" or ", " and ")


@pytest.mark.parametrize(
    ("number", "what", "text"),
    [
        (1, "entry", "1 entry"),
        (0, "record", "0 records"),
        (1200, "entry", "1,200 entries"),
        (2, "note", "2 notes"),
    ],
)
def test_things_are_counted_with_their_plural(number, what, text):
    assert counted(number, what) == text
