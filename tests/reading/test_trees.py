"""Terms within terms."""

import pytest

from mission_archive.model.terms import Term
from mission_archive.reading.rules.terms import is_tree


@pytest.mark.parametrize(
    ("broader", "expected"),
    [
        ({"a": None, "b": "a", "c": "b", "d": "a"}, True),
        ({"d": "c", "c": "b", "b": "a", "a": None}, True),
        ({"a": "b", "b": "c", "c": "a", "d": None}, False),
        ({"a": "a"}, False),
        ({"a": "x"}, False),
    ],
)
def test_terms_are_a_tree_where_each_leads_up_to_one_that_has_none_above(broader, expected):
    terms = {name: Term(id=name, name={"en": name}, broader=above) for name, above in broader.items()}
    assert is_tree(terms) is expected
