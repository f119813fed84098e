"""Lines that a message proposes can be pasted, whatever stands in the file and whatever sentence is put in."""

import dataclasses

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.model.problems import Code, Problem
from mission_archive.model.proposals import Proposal, with_item
from mission_archive.model.yaml_text import ToReplace
from tests.support.proposals import applied
from tests.support.sentences import LINES_OF_SENTENCES, SENTENCES

NOTE = ToReplace("Write here what was wrong.")
ENTRY = {"date": "2026-11-26", "kind": "correction", "note": NOTE}

WITHOUT = "---\ntitle: Words\ndate: 2010\n---\nText.\n"
FORMS = {
    "no list": WITHOUT,
    "a list below": "---\nchanges:\n  - date: 2011-01-01\n    note: One.\ntitle: Words\n---\n",
    "a list far to the right": "---\ntitle: Words\nchanges:\n      - date: 2011-01-01\n        note: One.\n---\n",
    "a list at the margin": "---\nchanges:  # so far\n- date: 2011-01-01\n  note: One.\n\n# next\ntitle: Words\n---\n",
    "a list in brackets": "---\ntitle: Words\nchanges: [{date: 2011-01-01, note: 'One: two'}]\ndate: 2010\n---\n",
    "brackets over lines": "---\nchanges: [\n  {date: 2011-01-01,\n   note: One}\n  ]\ntitle: Words\n---\n",
    "an empty list": "---\nchanges: []\ntitle: Words\n---\n",
    "a note of lines": "---\nchanges:\n  - date: 2011-01-01\n    note: |\n      One\n\n      # two\ntitle: W\n---\n",
    "no line break at the end": "---\ntitle: Words\n---",
}


def read(text):
    return yaml.load(text.split("---\n")[1].removesuffix("---"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_an_item_joins_a_list_of_any_form_and_nothing_else_changes(text):
    before, after = read(text), read(applied(with_item(text, "x.md", "changes", ENTRY), text))
    assert after["changes"] == [*before.get("changes", []), dict(ENTRY)]
    assert after | {"changes": 0} == before | {"changes": 0}


@given(st.sampled_from(list(FORMS.values())), LINES_OF_SENTENCES)
def test_any_sentence_may_take_the_place_of_the_one_that_is_proposed(text, lines):
    proposed = applied(with_item(text, "x.md", "changes", ENTRY), text)
    (line,) = [line for line in proposed.splitlines() if line.strip() == NOTE]
    indent = line[: len(line) - len(line.lstrip())]
    pasted = proposed.replace(line, "\n".join(indent + sentence for sentence in lines))
    assert read(pasted)["changes"][-1]["note"] == " ".join(lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [("title: Words\ndate: 2010", 2), ("title: Words\nbody: |\n  Text.\n", 1), ("body: Words", 0)],
)
def test_in_a_file_without_text_of_its_own_the_field_comes_last_or_above_the_text(text, line):
    proposal = with_item(text, "x.yml", "changes", ENTRY)
    assert proposal.how("x.yml") == f"add the lines below after line {line}"
    after = yaml.load(applied(proposal, text), Loader=yaml.BaseLoader)
    assert after == yaml.load(text, Loader=yaml.BaseLoader) | {"changes": [dict(ENTRY)]}


@given(SENTENCES)
def test_what_was_written_in_brackets_stays_word_for_word(sentence):
    quoted = sentence.replace("'", "''")
    text = f"---\nchanges: [{{note: '{quoted}'}}]\n---\n"
    first, _ = read(applied(with_item(text, "x.md", "changes", ENTRY), text))["changes"]
    assert first["note"] == sentence


def test_a_problem_is_the_same_with_and_without_what_is_proposed_and_guessed():
    plain = Problem("content/a.md", 3, 7, Code.DATE, "date", "words")
    proposal = Proposal("content/a.md", 3, 3, "date: 2010\n")
    others = [dataclasses.replace(plain, proposal=proposal), dataclasses.replace(plain, guess="energy")]
    assert {plain, *others} == {plain}
    assert sorted([*others, plain]) == [*others, plain]
