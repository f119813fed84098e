"""Applies the rules of a mapping to the values of one entry."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mission_archive.importing.mappings import Rule, placeholders
from mission_archive.importing.reports import Unmapped
from mission_archive.importing.sources import SourceEntry, Value, members_of


@dataclass(frozen=True, slots=True)
class Case:
    """One entry while it is turned into a record; collects what could not be turned."""

    entry: SourceEntry
    id: str
    records: Mapping[str, str]
    """Ids of the source → ids of the records made from them."""
    separator: str
    """What separates the values in one cell of a table; empty for sources that have real lists."""
    unmapped: list[Unmapped]
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
    results = (_results(rule, case.entry.values, case) for rule in rules)
    return " ".join(value for found in results for value in found if isinstance(value, str))


def group_value(rules: tuple[Rule, ...], case: Case) -> Value:
    """The value of a field that holds a mapping, such as the number and description of participants."""
    results = (_results(rule, case.entry.values, case) for rule in rules)
    return next((value for found in results for value in found), "")


def _results(rule: Rule, values: Mapping[str, Value], case: Case, *, is_list: bool = False) -> list[Value]:
    if rule.text:
        return [sentence] if (sentence := _sentence(rule.text, values)) else []
    if rule.item:
        inner = replace(case, within=f"{case.within}{rule.each}.") if rule.each else case
        found = [_item(rule, member, inner) for member in _each(rule, values)]
        return [value for value in found if value]
    for key in rule.keys:
        if words := _words(value_at(values, key), key, case, is_list=is_list):
            results = [_result(rule, word, key, case) for word in words]
            return [value for value in results if value]
    return [rule.otherwise] if rule.otherwise else []


def _sentence(text: str, values: Mapping[str, Value]) -> str:
    for key in placeholders(text):
        words = ", ".join(part for part in members_of(value_at(values, key)) if isinstance(part, str))
        if not words:
            return ""
        text = text.replace("{" + key + "}", words)
    return text


def _each(rule: Rule, values: Mapping[str, Value]) -> list[Mapping[str, Value]]:
    """The values of which an item is made, one after the other; a plain word is the value at `.`."""
    if not rule.each:
        return [values]
    members = (member for member in members_of(value_at(values, rule.each)) if member)
    return [member if isinstance(member, dict) else {".": member} for member in members]


def _item(rule: Rule, values: Mapping[str, Value], case: Case) -> Value:
    made: dict[str, Value] = {}
    for name, part in rule.item:
        found = _results(part, values, case)
        if part.each and found:
            made[name] = found
            continue
        if words := [value for value in found if isinstance(value, str)]:
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
        case.report(key, "", f"holds several values; name one of them in the mapping, such as '{key}.…'")
        return []
    for part in value:
        if not isinstance(part, str):
            case.report(key, "", "is a list of mappings; use 'each:' and 'item:' in the mapping")
    return [part for part in value if isinstance(part, str) and part]


def _result(rule: Rule, word: str, key: str, case: Case) -> Value:
    if rule.is_relation:
        if word in case.records:
            return case.records[word]
        if rule.keeps_others:  # a plain sentence, as outcomes may be
            return {"text": word}
        case.report(key, word, "is not the id of an imported entry")
        return ""
    if rule.table is None:
        return word
    if word in rule.table:
        return rule.table[word]
    if rule.keeps_others:
        return word
    if not rule.otherwise:
        reason = "is not in a table; add it to the mapping, with a term that the archive knows"
        case.report(key, word, reason)
    return rule.otherwise
