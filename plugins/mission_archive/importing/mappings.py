"""Mappings: an editor's YAML file that says which part of a source becomes which part of a record.

Everywhere in a mapping what we write stands on the left and what the source says on the right. The forms are
described for editors in docs/editors/import.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from mission_archive.importing.errors import ImportFailure
from mission_archive.importing.slugs import is_slug
from mission_archive.importing.sources import Value, read_yaml
from mission_archive.model.fields import RECORD_FIELDS
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import COLLECTIONS
from mission_archive.model.terms import VOCABULARY_NAMES

FIELD_NAMES = (*RECORD_FIELDS, "body")
"""The fields of the record format in the order in which an editor finds them, and the text below them."""

DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
MAPPING_KEYS = ("source", "collection", "language", "slug", "rename", "fields", "tables", "vocabularies")
SOURCE_KEYS = ("id", "separator", "delimiter", "ignore")
RULE_KEYS = ("from", "text", "each", "item", "table", "otherwise", "keep", "records")


@dataclass(frozen=True, slots=True)
class Term:
    """What a word of the source becomes; an empty id means: known, and left out on purpose."""

    id: str
    keeps_spelling: bool = False


Table = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one value comes from. Exactly one of `keys`, `text` and `item` is set."""

    keys: tuple[str, ...] = ()
    """Source keys, dotted for nested values; the first that has a value counts."""
    text: str = ""
    """A sentence with `{key}` in it; used only when every such key has a value."""
    item: tuple[tuple[str, "Rule"], ...] = ()
    """The parts of a value that is itself a mapping."""
    each: str = ""
    """A source key whose value is a list: the item is made once for each of its members."""
    table: Table | None = None
    otherwise: str = ""
    """What a word becomes that is not in the table."""
    is_kept: bool = False
    """Whether a word that is not in the table stays as it is."""
    is_relation: bool = False
    """Whether the values are ids of other entries of the source."""


@dataclass(frozen=True, slots=True)
class ArchiveMapping:
    """A whole mapping file."""

    id_key: str
    separator: str
    delimiter: str
    ignored: frozenset[str]
    collection: Rule | None
    language: Rule | None
    """What gives the language of an entry; without it the letters of its words do."""
    slug: Rule
    renamed: Mapping[str, str]
    """Ids of the source → ids of records, where the slug rule would not give the wanted one."""
    fields: Mapping[str, tuple[Rule, ...]]
    vocabularies: Mapping[str, tuple[str, Rule]] = field(default_factory=lambda: MappingProxyType({}))
    """Vocabulary → the list of the source it is made of, and the rule for one term."""

    @classmethod
    def load(cls, path: Path) -> "ArchiveMapping":
        """The mapping in a file. Raises ImportFailure that names the part which is wrong."""
        return _MappingFile(path).mapping()


class _MappingFile:
    """Reads one mapping file; knows its path for messages and its named tables."""

    def __init__(self, path: Path) -> None:
        self.path = path
        content, _ = read_yaml(path)
        self.content = self._mapping_at(content, "the mapping")
        self._check_keys(self.content, MAPPING_KEYS, "the mapping")
        tables = self._mapping_at(self.content.get("tables", ""), "tables")
        self.tables = {name: self._table(table, f"tables.{name}") for name, table in tables.items()}

    def mapping(self) -> ArchiveMapping:
        content = self.content
        source = self._mapping_at(content.get("source", ""), "source")
        self._check_keys(source, SOURCE_KEYS, "source")
        id_key = self._text_at(source.get("id", "id"), "source.id")
        delimiter = self._text_at(source.get("delimiter", ","), "source.delimiter")
        if delimiter not in DELIMITERS:
            self._fail(
                "source.delimiter", f"'{delimiter}' is not possible; write one of {', '.join(DELIMITERS)}"
            )
        fields = self._mapping_at(content.get("fields", ""), "fields")
        self._check_keys(fields, FIELD_NAMES, "fields")
        vocabularies = self._mapping_at(content.get("vocabularies", ""), "vocabularies")
        self._check_keys(vocabularies, VOCABULARY_NAMES, "vocabularies")
        if not fields and not vocabularies:
            self._fail("fields", "is missing; write 'fields:' with at least title, date and summary")
        for name in ("title", "date"):
            if fields and name not in fields:
                self._fail("fields", f"'{name}' is missing; every record needs one")
        if fields and "collection" not in content:
            self._fail("collection", f"is missing; say which of {', '.join(COLLECTIONS)} an entry goes to")
        return ArchiveMapping(
            id_key=id_key,
            separator=self._text_at(source.get("separator", ";"), "source.separator"),
            delimiter=DELIMITERS[delimiter],
            ignored=frozenset(self._texts_at(source.get("ignore", ""), "source.ignore")),
            collection=self._collection(content["collection"]) if "collection" in content else None,
            language=self._language(content["language"]) if "language" in content else None,
            slug=self._rule(content.get("slug", id_key), "slug"),
            renamed=self._renamed(),
            fields={name: self._rules(value, f"fields.{name}") for name, value in fields.items()},
            vocabularies={
                name: self._vocabulary(value, f"vocabularies.{name}") for name, value in vocabularies.items()
            },
        )

    def _collection(self, value: Value) -> Rule:
        if isinstance(value, str) and value in COLLECTIONS:  # all entries go to one collection
            return Rule(keys=("",), table={}, otherwise=value)
        rule = self._rule(value, "collection")
        targets = {term.id for term in (rule.table or {}).values()} | {rule.otherwise}
        for target in sorted(targets - {"", *COLLECTIONS}):
            self._fail("collection", f"'{target}' is not a collection; write one of {', '.join(COLLECTIONS)}")
        return rule

    def _language(self, value: Value) -> Rule:
        if isinstance(value, str) and value in LANGUAGES:  # all entries are in one language
            return Rule(keys=("",), table={}, otherwise=value)
        return self._rule(value, "language")

    def _renamed(self) -> dict[str, str]:
        renamed: dict[str, str] = {}
        for record_id, value in self._mapping_at(self.content.get("rename", ""), "rename").items():
            parts = record_id.split("/")
            if len(parts) != 3 or parts[0] not in COLLECTIONS or not all(map(is_slug, parts)):
                self._fail(
                    "rename",
                    f"'{record_id}' is not a record id; write collection/year/slug: id of the source",
                )
            source_id = self._text_at(value, f"rename.{record_id}")
            if source_id in renamed:
                self._fail("rename", f"'{source_id}' is given two records; keep one")
            renamed[source_id] = record_id
        return renamed

    def _vocabulary(self, value: Value, where: str) -> tuple[str, Rule]:
        content = self._mapping_at(value, where)
        self._check_keys(content, ("from", "item"), where)
        rule = self._rule({"item": content.get("item", "")}, where)
        if "id" not in dict(rule.item):
            self._fail(where, "the item needs 'id:'")
        return self._text_at(content.get("from", ""), f"{where}.from", is_empty_ok=True), rule

    def _rules(self, value: Value, where: str) -> tuple[Rule, ...]:
        return tuple(self._rule(part, where) for part in (value if isinstance(value, list) else [value]))

    def _rule(self, value: Value, where: str) -> Rule:
        if isinstance(value, str):
            return Rule(keys=(self._text_at(value, where),))
        content = self._mapping_at(value, where)
        self._check_keys(content, RULE_KEYS, where)
        kinds = [key for key in ("from", "text", "item") if key in content]
        if len(kinds) != 1:
            self._fail(
                where, "write exactly one of 'from:' (a source key), 'text:' (a sentence), 'item:' (parts)"
            )
        if "each" in content and "item" not in content:
            self._fail(where, "'each:' needs 'item:' that says what is made of each one")
        item = self._mapping_at(content.get("item", ""), f"{where}.item")
        return Rule(
            keys=self._texts_at(content.get("from", ""), f"{where}.from"),
            text=self._text_at(content.get("text", ""), f"{where}.text", is_empty_ok=True),
            item=tuple((key, self._rule(part, f"{where}.item.{key}")) for key, part in item.items()),
            each=self._text_at(content.get("each", ""), f"{where}.each", is_empty_ok=True),
            table=self._table_of_rule(content.get("table", ""), f"{where}.table"),
            otherwise=self._text_at(content.get("otherwise", ""), f"{where}.otherwise", is_empty_ok=True),
            is_kept=self._is_true(content.get("keep", ""), f"{where}.keep"),
            is_relation=self._is_true(content.get("records", ""), f"{where}.records"),
        )

    def _table_of_rule(self, value: Value, where: str) -> Table | None:
        if not value:
            return None
        if isinstance(value, dict):
            return self._table(value, where)
        name = self._text_at(value, where)
        if name not in self.tables:
            self._fail(where, f"there is no table '{name}' under 'tables:'" + _near(name, self.tables))
        return self.tables[name]

    def _table(self, value: Value, where: str) -> Table:
        table: dict[str, Term] = {}
        for ours, theirs in self._mapping_at(value, where).items():
            for spelling in theirs if isinstance(theirs, list) else [theirs]:
                content = spelling if isinstance(spelling, dict) else {"as": spelling}
                self._check_keys(content, ("as",), f"{where}.{ours}")
                word = self._text_at(content.get("as", ""), f"{where}.{ours}")
                if word in table:
                    self._fail(where, f"'{word}' stands under both '{table[word].id}' and '{ours}'; keep one")
                table[word] = Term(ours, keeps_spelling=isinstance(spelling, dict))
        return table

    def _mapping_at(self, value: Value, where: str) -> dict[str, Value]:
        if value == "":
            return {}
        if not isinstance(value, dict):
            self._fail(where, "must be keys with values ('key: value')")
        return value

    def _text_at(self, value: Value, where: str, *, is_empty_ok: bool = False) -> str:
        if not isinstance(value, str) or not (value or is_empty_ok):
            self._fail(where, "must be one text")
        return value

    def _texts_at(self, value: Value, where: str) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value] if value else []
        return tuple(self._text_at(part, where) for part in values)

    def _is_true(self, value: Value, where: str) -> bool:
        if value not in ("", "true", "false"):
            self._fail(where, "must be true or false")
        return value == "true"

    def _check_keys(self, content: Mapping[str, Value], known: tuple[str, ...], where: str) -> None:
        for key in content:
            if key not in known:
                self._fail(where, f"'{key}' is not known here" + _near(key, known))

    def _fail(self, where: str, what: str) -> NoReturn:
        raise ImportFailure(f"{self.path}: {where}: {what}")


def _near(word: str, known: tuple[str, ...] | Mapping[str, object]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else f"; write one of: {', '.join(known)}"


def keys_used(rules: Iterable[Rule], parent: str = "") -> Iterator[str]:
    """Every source key that the rules look at, dotted."""
    for rule in rules:
        for key in (*rule.keys, *placeholders(rule.text)):
            yield parent.removesuffix(".") if key == "." else parent + key
        yield from keys_used(
            (part for _, part in rule.item), f"{parent}{rule.each}." if rule.each else parent
        )


def placeholders(text: str) -> list[str]:
    """The source keys in braces in a sentence."""
    return [part.partition("}")[0] for part in text.split("{")[1:]]
