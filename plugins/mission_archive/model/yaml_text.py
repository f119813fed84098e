"""YAML as a person would write it: block style, with quotation marks only where they are needed."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

Yaml: TypeAlias = "str | Sequence[Yaml] | Mapping[str, Yaml]"
"""What can be written: texts, lists and groups."""

LINE_WIDTH = 100


class ToReplace(str):
    """A text that a person replaces with a sentence. It is on a line of its own, where every sentence is valid."""

    __slots__ = ()


class _FoldedText(str):
    """A text to be folded over several lines below its field."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes every scalar as plain text where YAML allows it: readers of the format never guess types."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # list items are indented below their key

    def ignore_aliases(self, data: object) -> bool:
        return True


def _folded(dumper: yaml.SafeDumper, text: _FoldedText) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=">")


# No implicit resolvers: 2010-04-15 and 12:30 need no quotes, because nothing turns them into something else.
_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(_FoldedText, _folded)


def block_yaml(value: Yaml, indent: int = 0, width: int = LINE_WIDTH) -> str:
    """A value as lines of block YAML that begin in column `indent`, counted from 0; texts beyond `width` are folded."""
    text: str = yaml.dump(
        _with_folded_texts(value, 0, width),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=width,
        default_flow_style=False,
    )
    return textwrap.indent(text, " " * indent)


def _with_folded_texts(value: Yaml, used: int, width: int) -> Yaml:
    if isinstance(value, str):
        is_long = used + len(value) > width and " " in value
        return _FoldedText(value) if is_long or isinstance(value, ToReplace) else value
    if isinstance(value, Mapping):
        return {key: _with_folded_texts(part, used + len(key) + 2, width) for key, part in value.items()}
    return [_with_folded_texts(part, used + 4, width) for part in value]
