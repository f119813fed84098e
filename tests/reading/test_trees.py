"""Terms within terms."""

import pytest

from mission_archive.reading.vocabularies import read_vocabulary


@pytest.mark.parametrize(
    ("broader", "is_tree"),
    [
        ({"a": None, "b": "a", "c": "b", "d": "a"}, True),
        ({"d": "c", "c": "b", "b": "a", "a": None}, True),
        ({"a": "b", "b": "c", "c": "a", "d": None}, False),
        ({"a": "a"}, False),
        ({"a": "x"}, False),
    ],
)
def test_terms_are_read_where_each_leads_up_to_one_that_has_none_above(broader, is_tree):
    text = "".join(
        f"- id: {name}\n  name: {name}\n" + (f"  broader: {above}\n" if above else "")
        for name, above in broader.items()
    )
    terms, problems = read_vocabulary(text, "themes", "themes.yml")
    assert [term.id for term in terms] == (list(broader) if is_tree else [])
    assert bool(problems) is not is_tree


def test_a_fault_elsewhere_in_a_vocabulary_leaves_its_tree():
    text = "- id: a\n  name: a\n  broader: b\n- id: b\n  name: b\n  narrower: a\n"
    terms, problems = read_vocabulary(text, "themes", "themes.yml")
    assert [term.id for term in terms] == ["a", "b"]
    assert len(problems) == 1
