"""Record files as a person would write them: front matter in block YAML, then the text."""

from collections.abc import Mapping

import yaml

from mission_archive.importing.sources import Value

LINE_WIDTH = 100


class _FoldedText(str):
    """A text long enough to be folded over several lines."""

    __slots__ = ()


class _FrontMatterDumper(yaml.SafeDumper):
    """Writes every scalar as plain text where YAML allows it: readers of the format never guess types."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # list items are indented below their key

    def ignore_aliases(self, data: object) -> bool:
        return True


def _folded(dumper: yaml.SafeDumper, text: _FoldedText) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=">")


# No implicit resolvers: 2010-04-15 and 12:30 need no quotes, because nothing turns them into something else.
_FrontMatterDumper.yaml_implicit_resolvers = {}
_FrontMatterDumper.add_representer(_FoldedText, _folded)


def record_text(fields: Mapping[str, Value]) -> str:
    """The content of a record's `.md` file; the field `body` is the text below the front matter."""
    front_matter = {name: value for name, value in fields.items() if name != "body"}
    body = fields.get("body", "")
    return f"---\n{block_yaml(front_matter)}---\n" + (f"\n{body}\n" if body else "")


def vocabulary_text(terms: list[Value]) -> str:
    """The content of a vocabulary file, with an empty line between terms."""
    return "\n".join(block_yaml([term]) for term in terms)


def block_yaml(value: Value) -> str:
    """A value as block YAML, its long texts folded."""
    return yaml.dump(
        _with_folded_texts(value, 0),
        Dumper=_FrontMatterDumper,
        allow_unicode=True,
        sort_keys=False,
        width=LINE_WIDTH,
        default_flow_style=False,
    )


def _with_folded_texts(value: Value, used: int) -> Value:
    if isinstance(value, dict):
        return {key: _with_folded_texts(part, used + len(key) + 2) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_folded_texts(part, used + 4) for part in value]
    is_long = used + len(value) > LINE_WIDTH and " " in value
    return _FoldedText(value) if is_long else value
