"""What an editor meant by a text that is not a date, and what to write instead.

Advice is a guess; so whatever is proposed as the date that was meant has been read as a date first.
"""

import re
import unicodedata
from collections.abc import Iterator

from mission_archive.model.dates.limits import FORMS, IsDate, quoted, why_impossible, why_part
from mission_archive.model.dates.words import edtf_of_words

Reading = tuple[str, tuple[str, ...]]
"""What is wrong, and the dates that may have been meant."""

FIRST_OF_LAST_CENTURY = "70"
"""Years of two digits from here on are meant to be of the twentieth century."""

LONGEST_ADVISED, LONGEST_SET = 200, 1000
"""Characters. A longer text is something other than a date with a mistake."""

LOOKALIKES = str.maketrans("ХхxОоOoІіl", "XXX0000111")
DASHES = str.maketrans("‐‑‒–—―−", "-------")

RE_YEAR_FIRST = re.compile(r"([0-9]{4})([./ -]?)([0-9]{1,2})(?:\2([0-9]{1,2}))?")
RE_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})([./ -]))?([0-9]{1,2})[./ -]([0-9]{4})")
RE_SHORT_YEAR = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{2})")
RE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ][0-9]{1,2}[:.][0-9:.+Zz-]*|[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
RE_SHORT_END_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})(?:/|-|\.\.)([0-9]{2})")
RE_SHORT_END_MONTH = re.compile(r"([0-9]{4}-)([0-9]{2})(?:/|\.\.)([0-9]{2})")
RE_TWO_DATES = re.compile(
    r"([0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?)(?:-|\.\.+|/|to|till|until|по|до|то)(.+)", re.IGNORECASE
)
RE_DOTTED_SPAN = re.compile(r"([0-9]+(?:[./][0-9]+)+)[ ]*(?:-|/|\.\.|to|по)[ ]*([0-9]+(?:[./][0-9]+)+)")
RE_DAYS_FIRST = re.compile(r"([0-9]{1,2})-([0-9]{1,2})([./])([0-9]{1,2})\3([0-9]{4})")
RE_SPACE_AFTER_STOP = re.compile(r"(?<=[0-9][./]) +(?=[0-9])")
RE_OPEN_START = re.compile(r"^(?:/|\.\.|…|open/)(?=[0-9])")
RE_OPEN_END = re.compile(r"(?:/|-|\.\.|…)(?:now|present|today|ongoing|open)?$", re.IGNORECASE)
RE_SEVERAL_ENDS = re.compile(r"[0-9X-]+(?:/[0-9X-]+){2,}")
RE_LIST_JOINT = re.compile(r";|&|,?(?:and|и|ва)(?=[0-9])")
RE_BEFORE_JOINT_IN_SET = re.compile(r"(?=[,}]|\.\.)")
RE_UNKNOWN_DIGITS = re.compile(r"([0-9]{2,3})([Uu_*?.-]{1,2})")
RE_UNKNOWN_PARTS = re.compile(r"-[Uu_*?]{2}")
RE_QUALIFIER = re.compile(r"[?~%]")


def explain(text: str, *, is_date: IsDate, what: str = "an EDTF date", forms: str = FORMS) -> tuple[str, str]:
    """What is wrong with a text that is not a date, and what to write; `is_date` says whether a proposal is one.

    `what` and `forms` are for places that take only some dates: what is wanted there, and how it is written.
    """
    if not text.strip():
        return "the date is empty", f"write {forms}, or XXXX if nothing is known"
    subject = f"{quoted(text)} is not {what}"
    if len(text) > (LONGEST_SET if text.startswith("{") else LONGEST_ADVISED):
        return f"{subject}: it has {len(text)} characters", f"write {forms} and put the rest into a note"
    near: tuple[str, str] | None = None
    for wrong, meant in _readings(text):
        dates = tuple(dict.fromkeys(date for date in meant if date != text and is_date(date)))
        if dates:
            return f"{subject}: {wrong}", f"write {' or '.join(dates)}"
        if not near and meant and meant[0] != text and (why := why_part(meant[0])):
            near = f"{wrong}, and {why[0]}", why[1]
    why = why_impossible(text, is_date) or near
    if why:
        return f"{subject}: {why[0]}", f"write {why[1] if forms == FORMS else forms}"
    return subject, f"write {forms}"


def _readings(text: str) -> Iterator[Reading]:
    """What the text may mean, the likeliest first. The proposals need not be dates."""
    plain = text.strip()
    yield "there is a space before or after it", (plain,)
    for wrong, other in _with_other_characters(plain):
        yield wrong, (other,)
        plain = other
    yield "there are spaces in it", ("".join(plain.split()),)
    plain = RE_SPACE_AFTER_STOP.sub("", plain)
    yield from _readings_of_slips(plain)
    yield from _readings_of_one(plain)
    yield from _readings_of_two(plain)
    yield from _readings_of_several(plain)
    if any(map(str.isalpha, plain)) and (words := edtf_of_words(plain)):
        yield "it is written in words", (words,)


def _with_other_characters(text: str) -> Iterator[tuple[str, str]]:
    """The text with more and more of its odd characters replaced."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    visible = "".join(filter(str.isprintable, spaced))
    if visible != text:
        yield "it has a character that cannot be seen", visible
    digits = "".join(str(unicodedata.decimal(char, char)) for char in visible)
    if digits != visible:
        yield "its digits are not 0 to 9", digits
    hyphens = digits.translate(DASHES)
    if hyphens != digits:
        yield "it has a dash in place of a hyphen", hyphens
    if not any(char.isalpha() and char not in "ХхxXОоOoІіlTZ" for char in hyphens):
        alike = hyphens.translate(LOOKALIKES)
        if alike != hyphens:
            yield "an unknown digit is a capital Latin X and zero is 0", alike


def _readings_of_slips(text: str) -> Iterator[Reading]:
    """The right form with a little too much, or with its marks in the wrong place."""
    if not text.endswith(".."):
        yield "there is a punctuation mark after it", (text.rstrip(" .,;:!"),)
    yield "it is in brackets or quotation marks", (text.strip("()\"'«»“” "),)
    if time := RE_TIME.fullmatch(text):
        yield "a date has no time of day here", (time[1],)
    qualifiers = set(RE_QUALIFIER.findall(text))
    if qualifiers:
        mark = qualifiers.pop() if len(qualifiers) == 1 else "%"
        if not text.startswith("{") and "/" not in text:
            wrong = "? (uncertain), ~ (approximate) or % (both) comes once, at the end"
            yield wrong, (RE_QUALIFIER.sub("", text) + mark,)
        elif text[-1] == mark:
            yield "in a set ?, ~ or % comes after each date", (RE_BEFORE_JOINT_IN_SET.sub(mark, text[:-1]),)
    unknown = RE_UNKNOWN_DIGITS.fullmatch(text)
    if unknown:
        yield "an unknown digit is written X", (unknown[1] + "X" * (4 - len(unknown[1])),)
    yield "an unknown digit is written X", (RE_UNKNOWN_PARTS.sub("-XX", text),)


def _readings_of_one(text: str) -> Iterator[Reading]:
    """A single date in another order, with other separators or without zeros."""
    if first := RE_YEAR_FIRST.fullmatch(text):
        year, separator, month, day = first.groups()
        wrong = {
            "-": "month and day have two digits",
            "/": "a slash joins the two ends of an interval",
            "": "year, month and day are joined by hyphens",
        }.get(separator, "year, month and day are joined by hyphens")
        meant = [_ordered(year, month, day)]
        if separator == "/" and not day and month > year[2:]:  # 2003/04 may be two years
            meant.append(f"{year}/{year[:2]}{month}")
        yield wrong, tuple(meant)
    elif last := RE_YEAR_LAST.fullmatch(text):
        one, separator, other, year = last.groups()
        wrong = "a date begins with the year, then comes the month, then the day"
        # with full stops the day comes first; with slashes or hyphens it may be the month, as in the United States
        meant = [_ordered(year, other, one)]
        if one and (separator != "." or int(other) > 12):
            meant.append(_ordered(year, one, other))
        yield wrong, tuple(meant)
    elif short := RE_SHORT_YEAR.fullmatch(text):
        one, separator, other, end = short.groups()
        year = f"{'19' if end >= FIRST_OF_LAST_CENTURY else '20'}{end}"
        meant = [_ordered(year, other, one)]
        if separator != ".":
            meant.append(_ordered(year, one, other))
        yield "a date begins with the year in four digits", tuple(meant)


def _ordered(year: str, month: str, day: str | None) -> str:
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _readings_of_two(text: str) -> Iterator[Reading]:
    """Two dates that are not joined as the ends of an interval are."""
    close = "".join(text.split())
    if short := RE_SHORT_END_DAY.fullmatch(close) or RE_SHORT_END_MONTH.fullmatch(close):
        yield "each end of an interval is a whole date", (f"{short[1]}{short[2]}/{short[1]}{short[3]}",)
    if two := RE_TWO_DATES.fullmatch(close):
        yield "the ends of an interval are joined by a slash", (f"{two[1]}/{two[2]}",)
    if two := RE_DOTTED_SPAN.fullmatch(text):
        ends = [dates for end in two.groups() for _, dates in _readings_of_one(end)]
        if len(ends) == 2:
            wrong = "a date begins with the year and an interval is joined by a slash"
            yield wrong, (f"{ends[0][0]}/{ends[1][0]}",)
    if days := RE_DAYS_FIRST.fullmatch(close):
        one, other, _, month, year = days.groups()
        wrong = "a date begins with the year and an interval is joined by a slash"
        yield wrong, (f"{_ordered(year, month, one)}/{_ordered(year, month, other)}",)
    yield "an open end is written ..", (RE_OPEN_END.sub("/..", close), RE_OPEN_START.sub("../", close))
    yield "there is a punctuation mark after it", (close.rstrip("/"),)


def _readings_of_several(text: str) -> Iterator[Reading]:
    """Lists of dates that are not written as a set."""
    close = "".join(text.split())
    listed = RE_LIST_JOINT.sub(",", close)
    if listed.startswith("["):
        yield "square brackets mean one of several", ("{" + listed.strip("[]{}") + "}",)
    elif "," in listed:
        wrong = "a set of dates is in { }, with commas and no spaces, and its spans are joined by .."
        yield wrong, ("{" + listed.strip("[]{}()").replace("/", "..") + "}",)
    if listed.startswith("{"):
        yield "the spans of a set are joined by ..", (listed.replace("/", ".."),)
        yield "a set ends with }", (listed + "}",)
    if RE_SEVERAL_ENDS.fullmatch(close):
        dates = close.split("/")
        yield "an interval has two ends", ("{" + ",".join(dates) + "}", f"{dates[0]}/{dates[-1]}")
