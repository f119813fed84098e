"""Mappings: an editor's YAML file that says which part of a source becomes which part of a record.

Everywhere in a mapping what we write stands on the left and what the source says on the right. The forms are
described for editors in docs/editors/import.md.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from mission_archive.importing.sources import DELIMITERS, ImportFailure, Value, members_of, read_yaml
from mission_archive.model.fields import RECORD_FIELDS
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import COLLECTIONS
from mission_archive.model.terms import VOCABULARY_NAMES
from mission_archive.model.text.slugs import RE_SLUG, is_reserved
from mission_archive.model.text.suggestions import did_you_mean

FIELD_NAMES = (*RECORD_FIELDS, "body")
"""The fields of the record format in the order in which an editor finds them, and the text below them."""

MAPPING_KEYS = ("source", "collection", "language", "slug", "rename", "fields", "tables", "vocabularies")
SOURCE_KEYS = ("id", "separator", "delimiter", "ignore")
RULE_KEYS = ("from", "text", "each", "item", "table", "otherwise", "keep", "records")


WordTable = Mapping[str, Value]
"""Word of the source → what it becomes: an id, or a place with this spelling. The empty text: left out on purpose."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one value comes from. Of `keys`, `text` and `item` one is set, or none and the value is `otherwise`."""

    keys: tuple[str, ...] = ()
    """Source keys, dotted for nested values; the first that has a value counts."""
    text: str = ""
    """A sentence with `{key}` in it; used only when every such key has a value."""
    item: tuple[tuple[str, "Rule"], ...] = ()
    """The parts of a value that is itself a mapping."""
    each: str = ""
    """A source key whose value is a list: the item is made once for each of its members."""
    table: WordTable | None = None
    otherwise: str = ""
    """What a word becomes that is not in the table."""
    keeps_others: bool = False
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
    vocabularies: Mapping[str, tuple[str, Rule]]
    """Vocabulary → the list of the source it is made of, and the rule for one term."""

    @classmethod
    def load(cls, path: Path) -> "ArchiveMapping":
        """The mapping in a file. Raises ImportFailure that names the part which is wrong."""
        whole = _Part(read_yaml(path)[0], "", path)
        parts = whole.parts(MAPPING_KEYS)
        tables = {name: _table(part) for name, part in whole["tables"].parts().items()}
        source, fields, vocabularies = whole["source"], whole["fields"], whole["vocabularies"]
        source.parts(SOURCE_KEYS)
        id_key = source.get("id", "id").text
        delimiter = source.get("delimiter", ",").text
        if delimiter not in DELIMITERS:
            source["delimiter"].fail(f"'{delimiter}' is not possible; write one of {', '.join(DELIMITERS)}")
        names = fields.parts(FIELD_NAMES)
        if not names and not vocabularies.parts(VOCABULARY_NAMES):
            fields.fail("is missing; write 'fields:' with at least title, date and summary")
        for name in ("title", "date"):
            if names and name not in names:
                fields.fail(f"'{name}' is missing; every record needs one")
        if names and "collection" not in parts:
            whole["collection"].fail(f"is missing; say which of {', '.join(COLLECTIONS)} an entry goes to")
        return cls(
            id_key=id_key,
            separator=source.get("separator", ";").text,
            delimiter=DELIMITERS[delimiter],
            ignored=frozenset(source["ignore"].texts),
            collection=_collection(whole["collection"], tables) if "collection" in parts else None,
            language=_rule_or_word(whole["language"], LANGUAGES, tables) if "language" in parts else None,
            slug=_rule(whole.get("slug", id_key), tables),
            renamed=_renamed(whole["rename"]),
            fields={
                name: tuple(_rule(rule, tables) for rule in part.members()) for name, part in names.items()
            },
            vocabularies={
                name: _vocabulary(part, tables) for name, part in vocabularies.parts(VOCABULARY_NAMES).items()
            },
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a mapping file, and where in it this is."""

    value: Value
    where: str
    file: Path

    def __getitem__(self, key: str) -> "_Part":
        return self.get(key, "")

    def get(self, key: str, otherwise: str) -> "_Part":
        """The part under a key."""
        value = self.value.get(key, otherwise) if isinstance(self.value, dict) else otherwise
        return _Part(value, f"{self.where}.{key}".lstrip("."), self.file)

    def parts(self, known: Collection[str] = ()) -> dict[str, "_Part"]:
        """The parts by their keys, which are `known`, if any are named."""
        if self.value == "":
            return {}
        if not isinstance(self.value, dict):
            self.fail("must be keys with values ('key: value')")
        for key in self.value:
            if known and key not in known:
                self.fail(f"'{key}' is not known here" + _near(key, known))
        return {key: self[key] for key in self.value}

    def members(self) -> list["_Part"]:
        """The members of a list; another part is the only one."""
        return [_Part(value, self.where, self.file) for value in members_of(self.value)]

    @property
    def text(self) -> str:
        """One text, which must be there."""
        if not isinstance(self.value, str) or not self.value:
            self.fail("must be one text")
        return self.value

    @property
    def texts(self) -> tuple[str, ...]:
        """A text or a list of texts; nothing gives none."""
        return tuple(part.text for part in self.members()) if self.value else ()

    @property
    def text_or_none(self) -> str:
        return self.text if self.value else ""

    @property
    def is_true(self) -> bool:
        if self.value not in ("", "true", "false"):
            self.fail("must be true or false")
        return self.value == "true"

    def fail(self, what: str) -> NoReturn:
        raise ImportFailure(f"{self.file}: {self.where or 'the mapping'}: {what}")


def _collection(part: _Part, tables: Mapping[str, WordTable]) -> Rule:
    rule = _rule_or_word(part, COLLECTIONS, tables)
    targets = {str(target) for target in (rule.table or {}).values()} | {rule.otherwise}
    for target in sorted(targets - {"", *COLLECTIONS}):
        part.fail(f"'{target}' is not a collection; write one of {', '.join(COLLECTIONS)}")
    return rule


def _rule_or_word(part: _Part, words: Collection[str], tables: Mapping[str, WordTable]) -> Rule:
    """A rule; one of `words` is the same for all entries."""
    if isinstance(part.value, str) and part.value in words:
        return Rule(otherwise=part.value)
    return _rule(part, tables)


def _renamed(part: _Part) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for record_id, source_id in part.parts().items():
        names = record_id.split("/")
        is_whole = len(names) == 3 and names[0] in COLLECTIONS
        if not is_whole or any(is_reserved(name) or not RE_SLUG.fullmatch(name) for name in names):
            part.fail(f"'{record_id}' is not a record id; write collection/year/slug: id of the source")
        if source_id.text in renamed:
            part.fail(f"'{source_id.text}' is given two records; keep one")
        renamed[source_id.text] = record_id
    return renamed


def _vocabulary(part: _Part, tables: Mapping[str, WordTable]) -> tuple[str, Rule]:
    part.parts(("from", "item"))
    rule = Rule(item=_item(part["item"], tables))
    if "id" not in dict(rule.item):
        part.fail("the item needs 'id:'")
    return part["from"].text_or_none, rule


def _rule(part: _Part, tables: Mapping[str, WordTable]) -> Rule:
    if isinstance(part.value, str):
        return Rule(keys=(part.text,))
    parts = part.parts(RULE_KEYS)
    if len(parts.keys() & {"from", "text", "item"}) != 1:
        part.fail("write exactly one of 'from:' (a source key), 'text:' (a sentence), 'item:' (parts)")
    if "each" in parts and "item" not in parts:
        part.fail("'each:' needs 'item:' that says what is made of each one")
    return Rule(
        keys=part["from"].texts,
        text=part["text"].text_or_none,
        item=_item(part["item"], tables),
        each=part["each"].text_or_none,
        table=_table_of_rule(part["table"], tables),
        otherwise=part["otherwise"].text_or_none,
        keeps_others=part["keep"].is_true,
        is_relation=part["records"].is_true,
    )


def _item(part: _Part, tables: Mapping[str, WordTable]) -> tuple[tuple[str, Rule], ...]:
    return tuple((key, _rule(rule, tables)) for key, rule in part.parts().items())


def _table_of_rule(part: _Part, tables: Mapping[str, WordTable]) -> WordTable | None:
    if not part.value:
        return None
    if isinstance(part.value, dict):
        return _table(part)
    if part.text not in tables:
        part.fail(f"there is no table '{part.text}' under 'tables:'" + _near(part.text, tables))
    return tables[part.text]


def _table(part: _Part) -> WordTable:
    table: dict[str, Value] = {}
    ours_of: dict[str, str] = {}
    for ours, theirs in part.parts().items():
        for spelling in theirs.members():
            has_spelling = isinstance(spelling.value, dict) and spelling.parts(("as",)) is not None
            word = spelling["as"].text if has_spelling else spelling.text
            if word in ours_of:
                part.fail(f"'{word}' stands under both '{ours_of[word]}' and '{ours}'; keep one")
            ours_of[word] = ours
            table[word] = {"place": ours, "as": word} if has_spelling else ours
    return table


def _near(word: str, known: Collection[str]) -> str:
    return did_you_mean(word, known) or f"; write one of: {', '.join(known)}"


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
