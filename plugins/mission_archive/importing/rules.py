"""Applies the rules of a mapping to the values of one entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mission_archive.importing.mappings import Rule, Term, placeholders
from mission_archive.importing.reports import Unmapped
from mission_archive.importing.sources import Entry, Value


@dataclass(slots=True)
class Case:
    """One entry while it is turned into a record; collects what could not be turned."""

    entry: Entry
    id: str
    records: Mapping[str, str]
    """Ids of the source → ids of the records made from them."""
    separator: str
    """What separates the values in one cell of a table; empty for sources that have real lists."""
    unmapped: list[Unmapped] = field(default_factory=list)
    within: str = ""
    """The list that is gone through, as the first part of its members' keys."""

    def report(self, key: str, value: str, reason: str, *, is_whole_entry: bool = False) -> None:
        """Notes a value that finds no place in the archive, or for which the whole entry finds none."""
        name = self.within.removesuffix(".") if key == "." else self.within + key
        place = self.entry.file, self.entry.line, self.id
        self.unmapped.append(Unmapped(*place, name, value, reason, is_whole_entry))


def value_at(values: Mapping[str, Value], key: str) -> Value:
    """The value at a dotted key, the empty text when there is none; below a list, the values of its members."""
    if key == ".":
        return values.get(".", "")
    first, _, rest = key.partition(".")
    found = values.get(first, "")
    if not rest or not found:
        return found
    if isinstance(found, dict):
        return value_at(found, rest)
    inner = [value_at(member, rest) for member in found if isinstance(member, dict)]
    return [value for value in inner if value]


def list_values(rules: tuple[Rule, ...], case: Case) -> list[Value]:
    """The values of a field that holds a list: what every rule yields, one after the other, nothing twice."""
    found: list[Value] = []
    for rule in rules:
        for value in _results(rule, case.entry.values, case, is_list=True):
            if value not in found:
                found.append(value)
    return found


def text_value(rules: tuple[Rule, ...], case: Case) -> str:
    """The value of a field that holds a text: what the rules yield, joined by spaces."""
    return " ".join(
        value
        for rule in rules
        for value in _results(rule, case.entry.values, case, is_list=False)
        if isinstance(value, str)
    )


def group_value(rules: tuple[Rule, ...], case: Case) -> Value:
    """The value of a field that holds a mapping, such as the number and description of participants."""
    for rule in rules:
        for value in _results(rule, case.entry.values, case, is_list=False):
            return value
    return ""


def _results(rule: Rule, values: Mapping[str, Value], case: Case, *, is_list: bool) -> list[Value]:
    if rule.text:
        sentence = _sentence(rule.text, values)
        return [sentence] if sentence else []
    if rule.item:
        inner = replace(case, within=f"{case.within}{rule.each}.") if rule.each else case
        found = [_item(rule, member, inner) for member in _members(rule, values)]
        return [value for value in found if value]
    for key in rule.keys:
        words = _words(value_at(values, key), key, case, is_list=is_list)
        if words:
            results = [_result(rule, word, key, case) for word in words]
            return [value for value in results if value]
    return [rule.otherwise] if rule.otherwise else []


def _sentence(text: str, values: Mapping[str, Value]) -> str:
    for key in placeholders(text):
        value = value_at(values, key)
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
        if not value or not isinstance(value, str):
            return ""
        text = text.replace("{" + key + "}", value)
    return text


def _members(rule: Rule, values: Mapping[str, Value]) -> list[Mapping[str, Value]]:
    if not rule.each:
        return [values]
    found = value_at(values, rule.each)
    members = found if isinstance(found, list) else [found] if found else []
    return [member if isinstance(member, dict) else {".": member} for member in members]


def _item(rule: Rule, values: Mapping[str, Value], case: Case) -> Value:
    made: dict[str, Value] = {}
    for name, part in rule.item:
        found = _results(part, values, case, is_list=False)
        if part.each and found:
            made[name] = found
            continue
        words = [value for value in found if isinstance(value, str)]
        if words:
            made[name] = ", ".join(words)
        for value in found:
            if isinstance(value, dict):
                # A spelling that is kept comes back with its place and stands beside the other parts.
                made.update(value if "as" in value else {name: value})
    return made


def _words(value: Value, key: str, case: Case, *, is_list: bool) -> list[str]:
    if isinstance(value, str):
        parts = value.split(case.separator) if is_list and case.separator else [value]
        return [part.strip() for part in parts if part.strip()]
    if isinstance(value, dict):
        case.report(key, "", "holds several values; name one of them in the mapping, such as " + f"'{key}.…'")
        return []
    words = []
    for part in value:
        if isinstance(part, str):
            words.append(part)
        else:
            case.report(key, "", "is a list of mappings; use 'each:' and 'item:' in the mapping")
    return [word for word in words if word]


def _result(rule: Rule, word: str, key: str, case: Case) -> Value:
    if rule.is_relation:
        return _related_record(rule, word, key, case)
    if rule.table is None:
        return word
    term = rule.table.get(word)
    if term is None:
        if rule.is_kept:
            return word
        if not rule.otherwise:
            case.report(
                key, word, "is not in a table; add it to the mapping, with a term that the archive knows"
            )
        return rule.otherwise
    return _spelled(term, word)


def _spelled(term: Term, word: str) -> Value:
    return {"place": term.id, "as": word} if term.keeps_spelling else term.id


def _related_record(rule: Rule, word: str, key: str, case: Case) -> Value:
    record_id = case.records.get(word)
    if record_id is not None:
        return record_id
    if rule.is_kept:  # a plain sentence, as outcomes may be
        return {"text": word}
    case.report(key, word, "is not the id of an imported entry")
    return ""
