"""What people and programs may do to a record: odd bytes, values, fields, names of files. Strategies of hypothesis."""

import string

from hypothesis import strategies as st

from mission_archive.reading.fields.schema import RECORD_SCHEMA

ODD_BYTES = st.sampled_from(
    [
        *b"\0 \t \n \r \r\n \xff \xe9 --- : - # ' [ ] { } & * | > ? % @ ` ]( ![]( < .. ~ null <<:".split(
            b" "
        ),
        *(b'"', b": ", b" #", b"- ", b"\n---\n", b"&a ", b"*a ", b"!!str ", b"\\"),
        *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\xa0", b"\xc2\x85", b"\xed\xa0\x80"),
    ]
)
ODD_TEXTS = [
    "NO",
    "null",
    "~",
    "0755",
    "12:30",
    "1e999",
    "-1",
    "2010-02-30",
    "XXXX",
    "../..",
    "..",
    "0001-01-01",
    "9999-12-31",
    "0000",
    "{2009-04..2010-01}",
    "P9999D",
    "2999-01-01T00:00-23:59",
    "0001-01-01T00:00+14:00",
    "events/2010/energy-security",
    "events/2012/removed-visit",
    "khujand",
    "energy",
    "../",
    "https://",
    "http://[",
    "https://[::1",
    "panel.png",
    "/",
    "𝟘",
    "٢٠١٠",
    "²",
    "İ",
]
SCALARS = st.one_of(st.text(max_size=30), st.sampled_from(["", "9" * 40, "ß" * 80, *ODD_TEXTS]))
INNER_NAMES = [
    "file",
    "alt",
    "place",
    "as",
    "text",
    "expected",
    "number",
    "description",
    "id",
    "name",
    "names",
    "broader",
    "kind",
    "latitude",
    "from",
    "to",
    "reason",
    "body",
    "role",
    "en",
    "ru",
]
NAMES = st.one_of(
    st.sampled_from([*(field.name for field in RECORD_SCHEMA), *INNER_NAMES]),
    st.text(string.ascii_letters + "_-é Ж", max_size=12),
)
NODES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
"""What may stand in a YAML file: texts, lists and groups."""

ODD_SEGMENTS = [
    "events",
    "Events",
    "reports",
    "vocabularies",
    "2010",
    "undated",
    "20",
    "x",
    "index",
    "é",
    "Ж",
    "x.ru",
    "x.en",
    "x.tj",
    "index.tg",
    "places",
    "themes",
    "%20",
    "x.y.z",
    "-",
    "con",
]
SEGMENTS = st.one_of(
    st.sampled_from(["a b", "a" * 100, *ODD_SEGMENTS]),
    st.text(
        # No code points that a file system may refuse: those that no letter has yet.
        st.characters(max_codepoint=0x4FF, exclude_characters="/\0", exclude_categories=["Cs", "Cn"]),
        min_size=1,
        max_size=8,
    ),
)
ENDINGS = st.sampled_from(["", ".md", ".yml", ".yaml", ".MD", ".ru.md", ".jpg", ".tg.yml", "."])


def flow(node: object) -> str:
    """A node as YAML on one line, its texts plain where that is possible: an editor seldom writes quotes."""
    match node:
        case list():
            return "[" + ", ".join(flow(item) for item in node) + "]"
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in node.items()) + "}"
    text = str(node)
    if set(text) <= set(string.ascii_letters + string.digits + "-/. "):
        return text
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\0", "\\0") + '"'
    )
