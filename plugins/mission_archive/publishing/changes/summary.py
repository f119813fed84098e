"""What a proposal changes, for people who do not program, as Markdown for the page of a pull request."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from mission_archive.model.addresses import PAGE_FILE, record_url
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, in_language
from mission_archive.model.problems import Problem, Severity, counted
from mission_archive.model.yaml_text import block_yaml
from mission_archive.publishing.changes.comparison import ChangeKind, RecordChange
from mission_archive.publishing.changes.notes import no_longer_in, owed, said
from mission_archive.publishing.changes.term_texts import TermTextChange

MOST = 100
"""Records listed one by one under each heading, and problems: a page of the code host takes one megabyte."""

HEADINGS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.ADDED: ("added", "Added"),
    ChangeKind.CHANGED: ("changed", "Changed"),
    ChangeKind.RENAMED: ("moved to another address", "Moved"),
    ChangeKind.RESTORED: ("public again", "Public again"),
    ChangeKind.WITHDRAWN: ("withdrawn", "Withdrawn: still readable, under a banner, and in no list"),
    ChangeKind.REMOVED: ("removed", "Removed: only the day and the reason are left"),
    ChangeKind.HIDDEN: ("hidden again", "Hidden again"),
    ChangeKind.DELETED: ("deleted", "Deleted"),
    ChangeKind.WAITING: ("prepared and not public yet", "Prepared, not public yet"),
}


@dataclass(frozen=True, slots=True)
class SummaryLinks:
    """Where the readers of a summary find what it speaks of; empty where there is nothing.

    `preview` is the address of a site that shows the proposal, `artifact` the name of a file of the run that holds
    the built site, `guide` the address of the page on errors.
    """

    preview: str = ""
    artifact: str = ""
    guide: str = ""


RE_TICKS = re.compile("`+")
RE_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>@:])")


NO_LINKS = SummaryLinks()


def summary(
    changes: Sequence[RecordChange],
    problems: Sequence[Problem] = (),
    links: SummaryLinks = NO_LINKS,
    texts: Sequence[TermTextChange] = (),
) -> str:
    """The summary as Markdown. With an error in the records nothing is built, so it names no artifact.

    `problems` are what the check says of the files concerned, `texts` the changes of texts about terms. The title of a
    record that is removed is not in it.
    """
    parts = ["## What this changes", _numbers(changes)]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if links.preview or errors or not any(map(_has_page, changes)):
        links = replace(links, artifact="")
    if links.artifact:
        parts.append(
            f"**To see the pages:** download {_code(links.artifact)} from *Artifacts* on this page, once all checks "
            "have ended. Unpack it, and open the file that is named beside a record."
        )
    others = [problem for problem in problems if problem not in errors]
    verdict = "As long as there is an error, nothing is published.\n\n" if errors else "Worth a look.\n\n"
    sections = [
        *(
            (heading, "", [_line(change, links) for change in changes if change.kind is kind])
            for kind, (_, heading) in HEADINGS.items()
        ),
        ("Texts about themes, series and other terms", "", list(map(_text_line, texts))),
        ("Before this is merged", "", [line for change in changes for line in _warnings(change)]),
        ("What the check says", verdict, [_problem(problem, links.guide) for problem in (*errors, *others)]),
    ]
    parts += (f"### {heading}\n\n{intro}{_list(lines)}" for heading, intro, lines in sections if lines)
    return "\n\n".join(parts) + "\n"


def _numbers(changes: Sequence[RecordChange]) -> str:
    counts = {kind: sum(change.kind is kind for change in changes) for kind in HEADINGS}
    parts = [f"{number:,} {HEADINGS[kind][0]}" for kind, number in counts.items() if number]
    if not parts:
        return "No record is added or changed."
    return f"**{counted(sum(counts.values()), 'record')}: {', '.join(parts)}.**"


def _list(lines: Sequence[str]) -> str:
    shown = [f"- {line}" for line in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(f"- … and {len(lines) - MOST:,} more")
    return "\n".join(shown)


def _line(change: RecordChange, links: SummaryLinks) -> str:
    record = change.record
    parts = [_name(change, links.preview)]
    if change.kind in (ChangeKind.ADDED, ChangeKind.WAITING):
        parts.append(f"{_plain(str(record.date))}, in {', '.join(ENDONYMS[code] for code in record.words)}")
    if change.kind is ChangeKind.WAITING:
        parts.append(
            "a draft" if record.draft else f"under embargo until {record.published:%Y-%m-%d %H:%M %Z}"
        )
    if change.kind is ChangeKind.RENAMED and change.before:
        parts.append(f"was `{change.before.id}`")
    if change.kind is not ChangeKind.WITHDRAWN and change.difference:
        parts.append(_difference(change))
    ending = record.removed if change.kind is ChangeKind.REMOVED else record.withdrawn
    if ending and change.kind in (ChangeKind.REMOVED, ChangeKind.WITHDRAWN):
        parts.append(f"on {ending.date}: {_plain(in_language(ending.reason, record.original)[0])}")
    if links.artifact and _has_page(change):
        parts.append(f"page: {_code(f'{record_url(record, record.original)}{PAGE_FILE}')}")
    return " · ".join(parts)


def _text_line(text: TermTextChange) -> str:
    name = in_language(text.term.name, FIRST_LANGUAGE)[0]
    return f"**{_plain(name)}**, {ENDONYMS[text.language]}: {text.kind} ({_code(text.path)})"


def _has_page(change: RecordChange) -> bool:
    return change.kind not in (ChangeKind.DELETED, ChangeKind.HIDDEN, ChangeKind.WAITING)


def _name(change: RecordChange, preview: str) -> str:
    record = change.record
    # What had to go must not live on in a log.
    title = (
        "a record" if change.kind is ChangeKind.REMOVED or record.removed else f"**{_plain(record.title)}**"
    )
    if preview and _has_page(change):
        title = f"[{title}]({preview.removesuffix('/')}/{quote(record_url(record, record.original))})"
    return f"{title} (`{record.id}`)"


def _difference(change: RecordChange) -> str:
    difference, after, before = change.difference, change.after, change.before
    parts = [f"{said(difference.names)} changed"] if difference.names else []
    if difference.translations:
        parts.append(f"now in {', '.join(ENDONYMS[code] for code in difference.translations)} too")
    if difference.gone:
        parts.append(no_longer_in(difference.gone))
    if difference.notes:
        parts.append("a published note changed")
    if difference.upkeep:
        parts.append(f"{said(difference.upkeep)} changed, which readers need no note about")
    if after and before and len(after.changes) > len(before.changes):
        index = max(range(len(after.changes)), key=lambda i: (after.changes[i].date, i))
        note = in_language(after.changes[index].note, after.original)[0]
        parts.append(f"readers are told ({after.changes[index].kind}): {_plain(note)}")
    return "; ".join(parts)


def _warnings(change: RecordChange) -> Iterator[str]:
    name, record = _name(change, ""), change.record
    if change.kind is ChangeKind.DELETED:
        yield (
            f"{name} is deleted, and its address would lead nowhere. Put the file back, with `withdrawn:` if the "
            "record no longer holds, or with `removed:` alone if it must not be public."
        )
    if change.kind is ChangeKind.HIDDEN:
        yield f"{name} has been public. To hide it now breaks its address: withdraw or remove it instead."
    if change.kind is ChangeKind.REMOVED:
        yield (
            f"{name}: the history of the repository still has the old file. Ask those who look after the repository; "
            "only they can take it out there."
        )
    if change.kind is ChangeKind.RENAMED and change.before and change.before.id not in record.former_urls:
        right = block_yaml(
            {"former_urls": [*(f"/{path}/" for path in record.former_urls), f"/{change.before.id}/"]}
        )
        yield f"{name} has moved. Its fields need its old address:{_lines(right)}"
    if missing := owed(change):
        yield f"{name}: {missing.sentence}, and there is no note for readers. Add one under `changes:`."
    for day in change.difference.notes:
        yield (
            f"{name}: the note of {day} is changed or deleted, and readers have had it. Put it back, and write what "
            "was wrong with it in a new note."
        )
    yield from (f"{name}: {line}" for line in _to_look_at(change))
    outdated = _outdated(change)
    if outdated:
        languages = ", ".join(ENDONYMS[code] for code in outdated)
        yield (
            f"{name}: the translation ({languages}) follows the older state. Correct it and add "
            "`translation_of_update:`; until then its page says that it follows an older state."
        )


def _to_look_at(change: RecordChange) -> Iterator[str]:
    """What no program can see."""
    if change.after is None or change.kind in (ChangeKind.REMOVED, ChangeKind.WITHDRAWN):
        return
    before, after = change.before, change.after
    photos = [photo for photo in after.shown_photos if before is None or photo not in before.photos]
    if photos:
        parts = ", ".join(f"{_code(photo.file)} ({photo.consent})" for photo in photos[:10])
        yield f"new photos, with the consent that is claimed: {parts}. Is it so?"
    people = [person for person in after.people if before is None or person not in before.people]
    if people:
        parts = ", ".join(
            f"{_plain(person.name)} ({_plain(in_language(person.role, after.original)[0])})"
            for person in people[:10]
        )
        yield f"it names {parts}. Only holders of public office may be named, in that office."


def _outdated(change: RecordChange) -> list[str]:
    after, before = change.after, change.before
    if after is None or before is None or after.updated in (None, before.updated):
        return []
    return [
        code
        for code, words in after.words.items()
        if code != after.original and words.translation_of_update != after.updated
    ]


def _problem(problem: Problem, guide: str) -> str:
    field = f"**{_plain(problem.field)}**: " if problem.field else ""
    more = f" ([what it means]({guide}#{problem.code}))" if guide else ""
    place = f"{problem.severity} in {_code(problem.path)}, line {problem.line}"
    lines = _lines(problem.proposal.text) if problem.proposal else ""
    return f"{place}: {field}{_plain(problem.message)}{more}{lines}"


def _lines(text: str) -> str:
    """Lines to be pasted, as a block of code within an item of a list."""
    fence = "`" * max(3, 1 + max(map(len, RE_TICKS.findall(text)), default=0))
    return f"\n\n{textwrap.indent(f'{fence}yaml{chr(10)}{text}{fence}', '  ')}\n"


def _code(text: str) -> str:
    """A text between as many backticks as it takes for none in it to end it (CommonMark, section 6.1)."""
    text = " ".join(text.split())
    ticks = "`" * (max(map(len, RE_TICKS.findall(text)), default=0) + 1)
    blank = " " if "`" in text else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def _plain(text: str) -> str:
    """A text as it is read, whatever signs of Markdown or HTML it holds."""
    escaped = RE_MARKUP.sub(r"\\\1", " ".join(text.split()).replace("&", "&amp;"))
    return escaped.replace("<", "&lt;")
