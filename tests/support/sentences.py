"""Sentences as people write them, with every sign that means something in YAML."""

from hypothesis import strategies as st

SIGNS = [*list(",:;#'\"[]{}&*!|>%@`-?=~()…«»—“”’\\/.0123456789 "), ": ", ", ", " #", "- ", "''", " - "]
LETTERS = list("abcdeABCабвгАБВёӣқҳҷғ")


def _is_sentence(text: str) -> bool:
    return bool(text) and text == " ".join(text.split()) and any(map(str.isalpha, text))


SENTENCES = (
    st.lists(st.sampled_from(SIGNS + LETTERS + LETTERS), min_size=1, max_size=60)
    .map("".join)
    .map(lambda text: " ".join(text.split()))
    .filter(_is_sentence)
)
LINES_OF_SENTENCES = st.lists(SENTENCES, min_size=1, max_size=3)
"""A text of several lines, as a program for writing breaks it."""
