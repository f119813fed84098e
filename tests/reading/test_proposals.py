"""What a message proposes can be pasted, and the file has no mistake afterwards that it did not have before."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mission_archive.model.problems import Code, Severity
from mission_archive.reading.fields.record_file import SyntaxTree, parse, record_file_of
from mission_archive.reading.yaml.proposals import MOST_CHARACTERS
from tests.support.proposals import applied
from tests.support.sentences import SENTENCES

HEAD = "---\ntitle: Seminar on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n"
PLACES = {
    "note: {}\n": ("note",),
    "note: {}\nsymbol: A\n": ("note",),
    "note: '{}'\n": ("note",),
    'note: "{}"\n': ("note",),
    "note: Before,\n  {}\n  and after.\n": (),
    "outcomes:\n  - text: {}\n": ("outcomes", 0, "text"),
    "outcomes:\n- text: {}\n  expected: 2011\n": ("outcomes", 0, "text"),
    "outcomes: [{{text: {}}}]\n": ("outcomes", 0, "text"),
    "changes: [{{date: 2012-03-01, kind: correction, note: {}}}]\n": ("changes", 0, "note"),
    "changes: [{{date: 2012-03-01, note: {}, kind: minor}}]\n": ("changes", 0, "note"),
    "changes:\n  - {{date: 2012-03-01, kind: correction, note: {}}}\nsymbol: A\n": ("changes", 0, "note"),
    "changes: [date: 2012-03-01, kind: correction, note: {}]\n": ("changes", 0, "note"),
    "participants: {{number: 35, description: {}}}\n": ("participants", "description"),
    "participants: {{number: 1,200, description: {}}}\n": ("participants", "description"),
    "people:\n  - name: Anna Example\n    role: {}\n": ("people", 0, "role"),
}


def read(text):
    """The values of a record's file and its problems; None for the values if it cannot be read."""
    parsed = parse(text, "content/events/2010/x.md", "events/2010/x.md")
    if not isinstance(parsed, SyntaxTree):
        return None, parsed
    file = record_file_of(parsed, "events/2010/x", "en", {}, is_translation=False)
    return file.values, file.problems


def at(values, way):
    for part in way:
        values = values[part] if isinstance(values, (dict, tuple)) else getattr(values, str(part))
    return values


def bare(text):
    return re.sub(r"['\"\\\s]", "", text)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(PLACES)), SENTENCES)
def test_a_sentence_that_yaml_misreads_is_proposed_whole_and_in_a_form_that_it_reads(place, sentence):
    text = f"{HEAD}{place.format(sentence)}---\n"
    _, before = read(text)
    for _ in range(2):
        proposals = [problem.proposal for problem in before if problem.proposal]
        if not proposals:
            return
        text = applied(proposals[0], text)
        values, after = read(text)
        assert values is not None, text
        # What YAML misread could not be looked through for signs of Markdown before.
        new = {(problem.code, problem.message) for problem in after if problem.code is not Code.MARKDOWN}
        assert new <= {(problem.code, problem.message) for problem in before}, text
        before = after
    assert [problem for problem in before if problem.severity is Severity.ERROR] == []
    if PLACES[place]:
        assert bare(at(values, PLACES[place])) == bare(sentence), text


def test_a_value_in_brackets_of_its_own_is_not_proposed_as_a_text():
    _, (problem,) = read(f"{HEAD}people: [{{name: A: b, role: [c]}}]\n---\n")
    assert problem.proposal is None
    _, (problem,) = read(f"{HEAD}people: [{{name: A: b, role: '[c'}}]\n---\n")
    assert problem.proposal
    assert problem.proposal.text == "people:\n  - name: 'A: b'\n    role: '[c'\n"


@pytest.mark.parametrize("sign", ["&a", "*a", "&a b"])
def test_a_list_in_brackets_with_a_sign_of_yaml_is_not_proposed_as_one_text(sign):
    values, (problem,) = read(f"{HEAD}changes: [date: 2012-03-01, kind: correction, note: {sign}]\n---\n")
    assert values is None
    assert problem.code is Code.ALIAS
    assert problem.proposal is None


def test_a_line_of_a_text_that_looks_like_a_list_item_is_not_proposed_alone():
    _, (problem,) = read(f"{HEAD}note: Before,\n  - , #a\n  and after.\n---\n")
    assert problem.proposal is None
    _, (problem,) = read(f"{HEAD}outcomes:\n  - text: A: b\n---\n")
    assert problem.proposal
    assert problem.proposal.text == "  - text: 'A: b'\n"


def test_a_number_whose_comma_is_followed_by_words_is_not_proposed_as_a_text():
    _, problems = read(f"{HEAD}participants: {{number: 1,200, teachers: and pupils}}\n---\n")
    assert [problem.proposal for problem in problems] == [None, None]
    assert "or write it without the comma" in problems[0].message


@pytest.mark.parametrize(
    ("number", "digits"), [("1,200", "1200"), ("1 200", "1200"), ("12,345,678", "12345678"), ("35", "35")]
)
def test_a_number_that_a_comma_parts_is_proposed_in_digits(number, digits):
    text = f"{HEAD}participants: {{number: {number}, description: Teachers, pupils}}\n---\n"
    proposal = next(problem.proposal for problem in read(text)[1] if problem.proposal)
    assert proposal.text == f"participants:\n  number: {digits}\n  description: Teachers, pupils\n"


@pytest.mark.parametrize(
    "value", ["\u2028\u2028  : ", "\x85\x85%", "[b: \x85", '>\n\x85\u2028\t&xb: "', "\u2028\x85\t}- "]
)
def test_a_mistake_behind_line_breaks_that_only_yaml_counts_is_reported_within_the_file(value):
    text = f"{HEAD}note: {value}\n---\n"
    (problem,) = read(text)[1]
    assert 5 <= problem.line <= text.count("\n")


@pytest.mark.parametrize(
    ("fields", "line", "said"),
    [
        ('"title": a: b', 2, "YAML cannot use a ':' in this place"),
        ('\n"title": a: b', 3, "YAML cannot use a ':' in this place"),
        ('title Seminar\n"date": 2010: x', 2, "the line has no ': ' after the field's name"),
        ('title Seminar\n\n"date": 2010: x', 2, "the line has no ': ' after the field's name"),
    ],
)
def test_a_colon_too_many_is_put_down_to_the_line_above_only_where_that_has_none(fields, line, said):
    (problem,) = read(f"---\n{fields}\n---\n")[1]
    assert (problem.line, problem.message.partition(";")[0]) == (line, said)


def test_fields_that_end_at_once_with_another_line_of_hyphens_are_told_from_fields_that_do_not_end():
    (problem,) = read("---\n--\ntitle: Seminar\n")[1]
    assert (problem.line, problem.message.partition(";")[0]) == (
        2,
        "the fields end with a line of three hyphens",
    )


def test_the_first_line_of_a_file_has_no_line_above():
    problems = parse('"title": a: b', "content/events/2010/x.yml", "events/2010/x.yml")
    assert not isinstance(problems, SyntaxTree)
    (problem,) = problems
    assert (problem.line, problem.column) == (1, 11)


@pytest.mark.parametrize(("more", "is_proposed"), [(0, True), (1, False)])
def test_a_line_is_proposed_anew_unless_it_is_very_long(more, is_proposed):
    start = "note: He lives at #25 "
    line = start + "x" * (MOST_CHARACTERS - len(start) + more)
    (problem,) = read(f"{HEAD}{line}\n---\n")[1]
    assert bool(problem.proposal) is is_proposed


def test_a_no_break_space_in_the_first_field_is_seen():
    (problem,) = read("---\ntitle:\u00a0Seminar on borders\ndate: 2010-04-15\n---\n")[1]
    assert (problem.line, problem.column) == (2, 7)
    assert problem.message.startswith("there is a no-break space")
