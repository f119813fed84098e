"""Which properties of a document seem to name a person. A guess by form, made for a warning that a person reads."""

import re
from collections.abc import Collection, Iterator

from mission_archive.media.documents import Properties

PEOPLE = frozenset(
    (
        "author", "authors", "creator", "contributor", "manager", "owner", "lastmodifiedby", "last modified by",
        "lastsavedby", "artist", "captionwriter", "editor", "typist", "checked by", "checkedby", "reviewer",
    )
)  # fmt: skip
"""Properties that hold people, in small letters. PDF's own `Creator` is the program, XMP's `dc:creator` the author."""

NOBODY = frozenset(
    (
        "admin", "administrator", "anonymous", "author", "default", "home", "none", "office", "owner", "pc", "unknown",
        "user", "users", "windows user", "автор", "админ", "администратор", "пользователь", "user name",
    )
)  # fmt: skip

RE_BODY = re.compile(
    r"\b(?:academy|administration|agency|assembly|association|bank|bureau|cent(?:er|re)|commission|committee|council|"
    r"delegation|department|division|embassy|foundation|fund|government|group|institute?|library|ministry|mission|"
    r"network|office|organi[sz]ation|programme|project|secretariat|section|service|society|team|unit|university|"
    r"агентство|ассоциация|бюро|департамент|институт|комитет|министерство|миссия|организация|отдел|представительство|"
    r"секретариат|служба|совет|университет|управление|фонд|центр|"
    r"агентӣ|вазорат\w*|идора\w*|кумита\w*|маркази?|созмон\w*|ваколатхона\w*|донишгоҳ\w*)\b",
    re.IGNORECASE,
)
"""Words typical of the names of institutions."""

RE_PROGRAM = re.compile(
    r"\b(?:acrobat|adobe|calc|canon|chrome|corel\w*|distiller|draw|epson|excel|ghostscript|google|indesign|illustrator|"
    r"impress|ilovepdf|kyocera|latex|libreoffice|mac|microsoft|mozilla|openoffice\S*|pages|pdf\w*|photoshop|powerpoint|"
    r"pscript\S*|publisher|quark\w*|ricoh|scan\w*|skia|suite|tex|toshiba|windows|word|workcentre|wps|writer|xerox)\b",
    re.IGNORECASE,
)

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
