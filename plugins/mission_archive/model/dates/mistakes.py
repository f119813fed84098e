"""What an editor meant by a text that is not a date, and what to write instead.

Advice is a guess; so whatever is proposed as the date that was meant has been read as a date first.
"""

import datetime
import re
import unicodedata
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator
from itertools import takewhile

from mission_archive.model.dates.words import edtf_of_words

Say = str | Callable[[re.Match[str]], str]
"""What `re.sub` puts in place of a text: words with `\\1` for the first group, or a function of the match."""

FORMS = "YYYY-MM-DD, YYYY-MM, YYYY or YYYY-21 (spring)"
"""How dates are written, for one who has to look the date up: no date is made up for a message."""
SEASONS = "21 spring, 22 summer, 23 autumn, 24 winter"
QUOTED_LENGTH, LONGEST_ADVISED, LONGEST_SET = 60, 200, 1000
"""Characters of a text that a message repeats, and of one that is a date with a mistake at most."""
LOOKALIKES, DASHES = str.maketrans("ХхxXОоOоІіl", "XXXX0000111"), str.maketrans("‐‑‒–—―−", "-------")
RE_WORD = re.compile(r"[^\W\d_ХхxXОоOоІіlTZ]")
RE_LIST_JOINT = re.compile(r";|&|,?(?:and|и|ва)(?=[0-9])")
RE_LONE_DIGIT = re.compile(r"(?<![0-9X])[0-9](?![0-9X])")


def _with_one_mark(found: re.Match[str]) -> str:
    marks = set(re.findall("[?~%]", found[0]))
    return re.sub("[?~%]", "", found[0]) + (marks.pop() if len(marks) == 1 else "%")


def _longest(found: re.Match[str]) -> str:
    year, month = found[2].partition("X")[0], int(found[3])
    name = f"{month_name[month]} {year}" if len(year) == 4 else month_name[month]
    return f"{name} has {monthrange(int(year) if len(year) == 4 else 2000, month)[1]} days"


def _common_part(found: re.Match[str]) -> str:
    """What several dates have in common: a month, a year, the first digits of one."""
    dates = [date.split("-") for date in re.findall(r"\d{4}(?:-\d\d){0,2}", found[0])]
    parts = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*dates, strict=False))]
    years = [date[0] for date in dates]
    return "-".join(parts) or next(
        (years[0][:count].ljust(4, "X") for count in (3, 2) if len({year[:count] for year in years}) == 1),
        "XXXX",
    )


def _day_of_spreadsheet(found: re.Match[str]) -> str:
    """Spreadsheets count so that day 61 is 1 March 1900."""
    return (datetime.date(1899, 12, 30) + datetime.timedelta(int(found[1]))).isoformat()


def _rows(*rows: tuple[Say, str, *tuple[Say, ...]]) -> tuple[tuple[Say, re.Pattern[str], list[Say]], ...]:
    """What is wrong with a text of some form, and what was meant, or what to write."""
    return tuple((wrong, re.compile(form, re.ASCII), says) for wrong, form, *says in rows)


MARK, X = "there is a punctuation mark after it", "an unknown digit is written X"
HYPHENS, SLASH = "year, month and day are joined by hyphens", "a slash joins the two ends of an interval"
YEAR = "a date begins with the year, then comes the month, then the day"
FOUR = "a date begins with the year in four digits"
BOTH = "a date begins with the year and an interval is joined by a slash"
WHOLE, OPEN = "each end of an interval is a whole date", "an open end is written .."
JOINT = r" *(?:-|/|\.\.|to|по) *"
# With full stops the day comes first; with slashes or hyphens it may be the month, as in the United States.
ONE_DATE = _rows(
    (MARK, r"^(.*[^ .,;:!])[ .,;:!]+(?<!\.\.)$", r"\1"),
    ("it is in brackets or quotation marks", r"^[()\"'«»“” ]+(.*?)[()\"'«»“” ]*$|^(.*?)[()\"'«»“” ]+$", r"\1\2"),
    ("a date has no time of day here", r"^(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d?[:.][\d:.+Zz-]*|[Zz]|[+-]\d\d:\d\d)$", r"\1"),
    ("? (uncertain), ~ (approximate) or % (both) comes once, at the end", r"^[^{/]*[?~%][^{/]*$", _with_one_mark),
    ("in a set ?, ~ or % comes after each date", r"^({[^?~%]*})([?~%])$",
     lambda found: re.sub(r"(?=[,}]|\.\.)", found[2], found[1])),
    (X, r"^(\d\d)[Uu_*?.-]{1,2}$", r"\1XX"),
    (X, r"^(\d{3})[Uu_*?.-]{1,2}$", r"\1X"),
    (X, r"-[Uu_*?]{2}", "-XX"),
    ("month and day have two digits", r"^(\d{4})-(\d\d?)(-\d\d?)?$", r"\1-\2\3"),
    (SLASH, r"^(\d\d)(\d\d)/(?!\2)(\d\d)$", r"\1\2-\3", r"\1\2/\1\3"),
    (SLASH, r"^(\d{4})/(\d\d?)$", r"\1-\2"),
    (SLASH, r"^(\d{4})/(\d\d?)/(\d\d?)$", r"\1-\2-\3"),
    ("it is the number that a spreadsheet has for a day", r"^([2-5]\d{4})(?:[.,]\d+)?$", _day_of_spreadsheet),
    (HYPHENS, r"^(\d{4})(?:[. ](\d)|[. ]?(\d\d))$", r"\1-\2\3"),
    (HYPHENS, r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3"),
    (HYPHENS, r"^(\d{4})([. ])(\d\d?)\2(\d\d?)$", r"\1-\3-\4"),
    (YEAR, r"^(\d\d?)[./ -](\d{4})$", r"\2-\1"),
    (YEAR, r"^(\d\d?)\.(\d\d?)[./ -](\d{4})$", r"\3-\2-\1"),
    (YEAR, r"^(\d\d?)[./ -](\d\d?)[./ -](\d{4})$", r"\3-\2-\1", r"\3-\1-\2"),
    (FOUR, r"^(\d\d?)\.(\d\d?)\.([7-9]\d)$", r"19\3-\2-\1"),
    (FOUR, r"^(\d\d?)\.(\d\d?)\.(\d\d)$", r"20\3-\2-\1"),
    (FOUR, r"^(\d\d?)([./-])(\d\d?)\2([7-9]\d)$", r"19\4-\3-\1", r"19\4-\1-\3"),
    (FOUR, r"^(\d\d?)([./-])(\d\d?)\2(\d\d)$", r"20\4-\3-\1", r"20\4-\1-\3"),
)  # fmt: skip
SEVERAL_DATES = _rows(
    (WHOLE, r"^(\d{4}-\d\d-)(\d\d)(?:/|-|\.\.)(\d\d)$", r"\1\2/\1\3"),
    (WHOLE, r"^(\d{4}-)(\d\d)(?:/|\.\.)(\d\d)$", r"\1\2/\1\3"),
    ("the ends of an interval are joined by a slash",
     r"^([\dX]{4}(?:-[\dX]{2}){0,2}[?~%]?)(?:-|\.\.+|/|to|till|until|по|до|то)(.+)$", r"\1/\2"),
    (BOTH, rf"^(\d\d?)[./](\d\d?)[./](\d{{4}}){JOINT}(\d\d?)[./](\d\d?)[./](\d{{4}})$", r"\3-\2-\1/\6-\5-\4"),
    (BOTH, rf"^(\d\d?)[./](\d{{4}}){JOINT}(\d\d?)[./](\d{{4}})$", r"\2-\1/\4-\3"),
    (BOTH, r"^(\d\d?)-(\d\d?)([./])(\d\d?)\3(\d{4})$", r"\5-\4-\1/\5-\4-\2"),
    (OPEN, r"(?<=[\dX?~%])(?:/|-|\.\.|…)(?:now|present|today|ongoing|open)?$", "/.."),
    (OPEN, r"^(?:/|\.\.|…|open/)(?=\d)", "../"),
    ("square brackets mean one of several, of which nobody knows the right one", r"^\[.*", _common_part),
    ("a set of dates is in { }, with commas and no spaces, and its spans are joined by ..", "^{.*|^.*,.*",
     lambda found: "{" + found[0].strip("[]{}()").replace("/", "..") + "}"),
    ("an interval has two ends", r"^([\dX-]+)/[\dX/-]+/([\dX-]+)$",
     lambda found: "{" + found[0].replace("/", ",") + "}", r"\1/\2"),
)  # fmt: skip

Y, N, END = r"(\d{4}|\d{3}X|\d\dXX|XXXX)", r"[\dX]{2}", r"[?~%]?\Z"
IMPOSSIBLE = _rows(
    ("the set is empty", r"^{}\Z", "a single date, or dates with commas between them in { }"),
    ("a span in a set has two ends", r"^{.*(?:[{,]\.\.|\.\.[,}]).*\Z",
     "the first and the last date, with .. between them"),
    ("at least one end must be a date", r"^(?:\.\.)?/(?:\.\.)?\Z", "a date before /.. or after ../"),
    ("the year has four digits and comes first", r"^(?:\d\d?([.-])\d\d?(?:\1\d\d)?|'?\d\d)\Z", FORMS),
    ("a year has four digits", r"^(?:[-+Yy]?\d{5,}.*|-\d{4}.*|[Yy].*\d)\Z", FORMS),
    ("weeks and days of the year are not used here", r"^\d{4}-?(?:[Ww]\d\d(?:-?\d)?|\d{3})\Z", FORMS),
    ("only the last digits of a year may be unknown", rf"^(?!{Y})(?=[\dX]{{4}}(?:-{N}){{0,2}}{END})(\d*)X.*\Z",
     lambda found: f"{found[2]:X<4}"),
    ("there is no year 0000", rf"^0000(?:-{N}){{0,2}}{END}", f"{FORMS}, or XXXX if the year is not known"),
    ("a day can only be known together with its month", rf"^{Y}-XX-({N}){END}", r"\1, or \1-MM-\2 with the month"),
    ("a month is known in full or not at all", rf"^{Y}-(?:X\d|\dX)(?:-{N})?{END}", r"\1-XX or \1"),
    ("a season has no days", rf"^{Y}-(2[1-4])(?:-({N}))?{END}", r"\1-\2 for the season, or \1-MM-\3 with the month"),
    *((rf"\2 is a season of one half of the world, and the seasons here are {SEASONS}",
       rf"^{Y}-({25 + n}|{29 + n}){END}", rf"\1-{21 + n}") for n in range(4)),
    *((f"{first + n} is a {name} of the year, and only seasons are used here: {SEASONS}",
       rf"^{Y}-{first + n}{END}", rf"the months, \1-{n * months + 1:02}/\1-{n * months + months:02}")
      for name, first, months in (("quarter", 33, 3), ("third", 37, 4), ("half", 40, 6)) for n in range(12 // months)),
    (r"there is no month \2", rf"^{Y}-(1[3-9]|2\d|3[01])-(0[1-9]|1[0-2]){END}",
     r"\1-\3-\2 if month and day are exchanged"),
    (r"there is no month \2", rf"^{Y}-(00|1[3-9]|[2-9]\d)(?:-{N})?{END}", r"\1, or \1-MM with a month from 01 to 12"),
    ("a day is known in full or not at all", rf"^({Y}-\d\d)-(?:X\d|\dX){END}", r"\1-XX or \1"),
    ("there is no day 00", rf"^({Y}-\d\d)-00{END}", r"\1 if the day is not known"),
    (_longest, rf"^({Y}-(\d\d))-(?:(?<=-02-)(?:29|30|31)|(?<=-(?:04|06|09|11)-)31|3[2-9]|[4-9]\d){END}",
     r"the right day, or \1 if the day is not known"),
)  # fmt: skip


class Mistake(ValueError):
    """A text that an editor has to write in another way: what is wrong with it, and what to write."""

    def __init__(self, wrong: str, write: str) -> None:
        super().__init__(wrong, write)
        self.wrong, self.write = wrong, write

    def __str__(self) -> str:
        return f"{self.wrong}; {self.write}"


def explain(
    text: str, *, is_date: Callable[[str], bool], what: str = "an EDTF date", forms: str = FORMS
) -> tuple[str, str]:
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
        if not near and meant[0] != text and (why := _why_single(meant[0])):
            near = f"{wrong}, and {why[0]}", why[1]
    if why := _why(text, is_date) or near:
        return f"{subject}: {why[0]}", f"write {why[1] if forms == FORMS else forms}"
    return subject, f"write {forms}"


def quoted(text: str) -> str:
    """The text as a message shows it: between marks, its beginning only, nothing in it invisible."""
    return repr(text if len(text) <= QUOTED_LENGTH else f"{text[:QUOTED_LENGTH]}…")


def _readings(text: str) -> Iterator[tuple[str, list[str]]]:
    """What is wrong and what the text may mean, the likeliest first. The proposals need not be dates."""
    yield "there is a space before or after it", [text := text.strip()]
    text = "".join(" " if char.isspace() else char for char in text)
    yield "it has a character that cannot be seen", [text := "".join(filter(str.isprintable, text))]
    yield (
        "its digits are not 0 to 9",
        [text := "".join(str(unicodedata.decimal(char, char)) for char in text)],
    )
    yield "it has a dash in place of a hyphen", [text := text.translate(DASHES)]
    if not RE_WORD.search(text):
        yield "an unknown digit is a capital Latin X and zero is 0", [text := text.translate(LOOKALIKES)]
    yield "there are spaces in it", [close := "".join(text.split())]
    text = re.sub(r"(?<=[0-9][./]) +(?=[0-9])", "", text)
    for rows, texts in (ONE_DATE, [text]), (SEVERAL_DATES, [text, close, RE_LIST_JOINT.sub(",", close)]):
        for wrong, form, says in rows:
            for each in filter(form.search, texts):
                yield str(wrong), [RE_LONE_DIGIT.sub(r"0\g<0>", form.sub(say, each)) for say in says]
    if words := edtf_of_words(text):
        yield "it is written in words", [words]


def _why_single(text: str) -> tuple[str, str] | None:
    """Why a text is not a single date, and what to write."""
    whys = (
        (form.sub(wrong, text), form.sub(say, text))
        for wrong, form, (say,) in IMPOSSIBLE
        if form.search(text)
    )
    return next(whys, None)


def _why(text: str, is_date: Callable[[str], bool]) -> tuple[str, str] | None:
    """Why a text of the right form is not a date, and what to write."""
    part = next((part for part in text.strip("{}").split(",") if not is_date(part)), text)
    joint = ".." if text.startswith("{") else "/"
    first, _, last = part.partition(joint)
    if is_date(f"{last}/{first}"):
        return "it ends before it begins", f"{last}{joint}{first} if the two are exchanged"
    for end in (first, last) if last and joint not in last else ():
        if end != ".." and not is_date(end) and (why := _why_single(end)):
            return f"in {quoted(end)}, {why[0]}", why[1]
    return _why_single(part) or _why_single(text)
