"""Which properties of a document seem to name a person. A guess by form, made for a warning that a person reads."""

import re
from collections.abc import Collection, Iterator

from mission_archive.media.documents import Properties
from mission_archive.model.package_data import package_data

_WORDS = package_data("media/names.yml")

PEOPLE, NOBODY = frozenset(_WORDS["people"]), frozenset(_WORDS["nobody"])
"""Names of properties that hold people, and what stands there and is nobody."""

RE_BODY, RE_PROGRAM = (
    re.compile(rf"\b(?:{'|'.join(_WORDS[kind])})\b", re.IGNORECASE) for kind in ("bodies", "programs")
)
"""Words typical of the names of institutions, and of programs."""

CAPITAL, SMALL = "A-ZÀ-ÖØ-ÞА-ЯЁҒӢҚӮҲҶ", "a-zà-öø-ÿа-яёғӣқӯҳҷ"
NAME = rf"[{CAPITAL}][{SMALL}]+(?:[-'’][{CAPITAL}]?[{SMALL}]+)*"
RE_FULL_NAME = re.compile(rf"{NAME}(?: [{CAPITAL}]\.)?(?: {NAME}){{1,2}}")
RE_INITIALS = re.compile(
    rf"(?<![\w.])(?!(?:U\.\s?S|U\.\s?N|E\.\s?U)\.)(?:[{CAPITAL}]\.\s?){{1,2}}{NAME}"
    rf"|{NAME} (?:[{CAPITAL}]\.\s?){{1,2}}(?!\w)"
)
RE_PATRONYMIC = re.compile(
    rf"\b[{CAPITAL}][{SMALL}]+(?:[оеё]вич|[ое]вна|ovich|evich|ovna|evna|зода|zoda|zade|ogly|қизӣ)\b"
)
RE_TITLE = re.compile(rf"\b(?:Mrs?|Ms|Dr|Prof|г-н|г-жа|Г-н|Г-жа|ҷаноби)\b\.? +{NAME}")
RE_LIFE = re.compile(r"^(?:cv|curriculum vitae|резюме)\b", re.IGNORECASE)
RE_HOME = re.compile(
    r"(?:\b[a-z]:|file:/*)?[\\/]+(?:users|home|documents and settings)[\\/]+([^\\/]+)", re.IGNORECASE
)
"""The path of a file in somebody's own folder, which is called after them."""


def persons_in(properties: Properties, known: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The properties, each with its value, that seem to name a person.

    `known` are names that are no concern: those of institutions, and of people whom the record itself names. An author
    of unknown kind is taken for a person.
    """
    accepted = {_plain(name) for name in known}
    authors = {
        word.casefold()
        for name, value in properties
        if _is_author(name) and _is_person(value, accepted)
        for word in re.findall(r"\w{4,}", value)
    }
    seen: set[str] = set()
    for name, value in properties:
        if _is_author(name):
            names_person = _is_person(value, accepted)
        else:
            words = {word.casefold() for word in re.findall(r"\w{4,}", value)}
            names_person = bool(words & authors) or _holds_person(name, value, accepted)
        if names_person and _plain(value) not in seen:
            seen.add(_plain(value))
            yield name, value


def _is_author(name: str) -> bool:
    local = name.rpartition(":")[2].casefold()
    return local in PEOPLE and name != "Creator"


def _is_person(value: str, accepted: Collection[str]) -> bool:
    """Whether what stands where an author does is a person rather than a body, a program or nobody."""
    plain = _plain(value)
    if plain in NOBODY or not re.search(r"[^\W\d_]", plain) or _is_accepted(plain, accepted):
        return False
    return not RE_BODY.search(value) and not RE_PROGRAM.search(value)


def _holds_person(name: str, value: str, accepted: Collection[str]) -> bool:
    """Whether words about a document seem to hold a name."""
    if _is_accepted(_plain(value), accepted):
        return False
    if name == "Creator" and RE_FULL_NAME.fullmatch(value) and _is_person(value, accepted):
        return True
    if home := RE_HOME.search(value):
        return _plain(home[1]) not in NOBODY | {"public", "all users"}
    return any(form.search(value) for form in (RE_INITIALS, RE_PATRONYMIC, RE_TITLE, RE_LIFE))


def _is_accepted(plain: str, accepted: Collection[str]) -> bool:
    """Whether a name is known, or a part of a known one such as an acronym."""
    return any(plain == name or f" {plain} " in f" {name} " for name in accepted)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()
