"""Record files as a person would write them: front matter in block YAML, then the text."""

from collections.abc import Mapping

from mission_archive.importing.sources import Value
from mission_archive.model.yaml_text import block_yaml


def record_text(fields: Mapping[str, Value]) -> str:
    """The content of a record's `.md` file; the field `body` is the text below the front matter."""
    front_matter = {name: value for name, value in fields.items() if name != "body"}
    body = fields.get("body", "")
    return f"---\n{block_yaml(front_matter)}---\n" + (f"\n{body}\n" if body else "")


def vocabulary_text(terms: list[Value]) -> str:
    """The content of a vocabulary file, with an empty line between terms."""
    return "\n".join(block_yaml([term]) for term in terms)
