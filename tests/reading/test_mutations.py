"""Whatever is done to good files, reading them ends in problems or a sound record, never in an exception."""

import atexit
import os
import shutil
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.problems import Code
from mission_archive.model.terms import Place, Vocabulary
from mission_archive.reading.content import Content, read_content
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import site_plan
from mission_archive.rendering.words.messages import load_messages
from tests.support.odd_content import ENDINGS, NAMES, NODES, ODD_BYTES, SEGMENTS, flow
from tests.support.toy import NOW, TOY

FILES = {path.relative_to(TOY).as_posix(): path.read_bytes() for path in TOY.rglob("*") if path.is_file()}
TEXTS = sorted(uri for uri in FILES if uri.endswith((".md", ".yml")))
VOCABULARIES = [uri for uri in TEXTS if uri.startswith("vocabularies/")]
RECORDS = [uri for uri in TEXTS if uri not in VOCABULARIES]

MESSAGES = load_messages()

QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def read(changed: dict[str, bytes]) -> Content:
    """The content of the toy archive with some files changed or added, after what holds for any content was checked."""
    with toy_with(changed) as root:
        content = read_content(root, now=NOW)
        check_problems(content, root)
    check_records(content, Share(changed))
    return content


class Share:
    """The part of the pages that is made for an example: all of what it changed, and another third for each example.

    Lists and pages of others are much the same for 150 examples in a row.
    """

    def __init__(self, changed: dict[str, bytes]) -> None:
        self.number = zlib.crc32(repr(sorted(changed.items())).encode())
        self.names = {part.partition(".")[0] for uri in changed for part in uri.split("/")[2:]}

    def __contains__(self, url: str) -> bool:
        is_own = not self.names.isdisjoint(url.split("/"))
        return is_own or (zlib.crc32(url.encode()) + self.number) % 3 == 0


@cache
def _toy_copy() -> Path:
    """The toy archive in a folder of this process, since to write it anew for each example takes half of the time."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    return Path(shutil.copytree(TOY, Path(folder) / "content"))


@contextmanager
def toy_with(changed: dict[str, bytes]) -> Iterator[Path]:
    """The folder of the toy archive with some files changed or added, which is put right again after that."""
    root = _toy_copy()
    made = []
    try:
        for uri, data in changed.items():
            path = root / uri
            made += [folder for folder in reversed(path.parents) if not folder.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                made.append(path)
            path.write_bytes(data)
        yield root
    finally:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        for uri in changed.keys() & FILES.keys():
            (root / uri).write_bytes(FILES[uri])


def check_problems(content: Content, root: Path) -> None:
    assert content.problems == sorted(set(content.problems))
    for problem in content.problems:
        pasted = problem.proposal.text if problem.proposal else ""
        reported = str(replace(problem, proposal=None)) + pasted.replace("\n", "")
        assert not {unicodedata.category(char) for char in reported} & {"Cc", "Zl", "Zp"}, reported
        assert problem.message
        assert len(reported) < 1_000 + len(problem.path) + len(pasted)
        path = root.parent / problem.path
        if problem.code == Code.FILE_NAME:
            continue
        assert os.path.lexists(path), problem.path
        lines = [""]
        if path.is_file() and (problem.line, problem.column) != (1, 1):
            text = path.read_bytes().decode("utf-8-sig", "replace")
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem


def check_records(content: Content, share: Share) -> None:
    """Records that are said to be sound can be put in order; without errors they can be listed and become pages."""
    if content.errors:
        assert all(record.title is not None and record.date.order for record in content.records)
        return
    archive = Archive(content.records, content.vocabularies, NOW).visible()
    for facet in FACETS:
        archive.listing(facet)
    for record in archive.records.values():
        assert record.title or record.removed
        archive.outcomes_of(record)
        archive.led_to_by(record)
        archive.related_to(record)
        archive.similar_to(record)
        archive.neighbours_in_series(record)
    for record, outcome in archive.open_promises:
        assert record in archive.listed
        assert record.is_promise if outcome is None else outcome in record.outcomes and outcome.expected
    atlas = atlas_of(archive.vocabularies.places)
    check_pages(archive.visible(has_drafts=True), atlas, share)
    check_pages(archive, atlas, share)


@cache
def _toy_atlas() -> tuple[Vocabulary[Place], Atlas]:
    places = read_content(TOY, now=NOW).vocabularies.places
    return places, Atlas(places)


def atlas_of(places: Vocabulary[Place]) -> Atlas:
    """The maps of some places, made once for those of the toy archive."""
    toy, atlas = _toy_atlas()
    return atlas if places == toy else Atlas(places)


def check_pages(archive: Archive, atlas: Atlas, share: Share) -> None:
    """Every page of a share can be made; each page has its own place, also where capital and small letters are one."""
    taken: set[str] = set()
    for plan in site_plan(archive, MESSAGES, atlas):
        assert plan.title
        if plan.url in share:
            plan.make_view()
        place = f"{plan.url}index.html".casefold()
        assert place not in taken, place
        assert not {".", ".."} & set(place.split("/")), place
        taken.add(place)
    files = [path.partition("/")[2].casefold() for path in archive.published_files]
    folders = {place[:at] for place in (*taken, *files) for at, char in enumerate(place) if char == "/"}
    assert len(files) == len(set(files))
    assert not taken & set(files)
    assert not folders & {*taken, *files}


def test_the_toy_archive_itself_has_no_problem():
    assert read({}).problems == []


@QUICK
@given(st.sampled_from(TEXTS), st.data())
def test_bytes_may_be_cut_out_doubled_or_replaced(uri, data):
    changed = FILES[uri]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(changed)))
        end = min(len(changed), start + data.draw(st.integers(0, 12)))
        middle = data.draw(st.one_of(ODD_BYTES, st.just(changed[start:end] * 2), st.binary(max_size=4)))
        changed = changed[:start] + middle + changed[end:]
    read({uri: changed})


@QUICK
@given(st.sampled_from(TEXTS), st.data())
def test_lines_may_be_lost_moved_indented_or_come_from_another_file(uri, data):
    lines = FILES[uri].split(b"\n")
    foreign = FILES[data.draw(st.sampled_from(TEXTS))].split(b"\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1)) if lines else 0
        match data.draw(st.sampled_from(["lose", "move", "indent", "dedent", "borrow"])):
            case "lose":
                del lines[at : at + 1]
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines))), lines.pop(at) if lines else b"")
            case "indent" if lines:
                lines[at] = data.draw(st.sampled_from([b" ", b"  ", b"\t", b"- "])) + lines[at]
            case "dedent" if lines:
                lines[at] = lines[at].lstrip()
            case _:
                lines.insert(at, data.draw(st.sampled_from(foreign)))
    read({uri: b"\n".join(lines)})


@QUICK
@given(st.sampled_from(RECORDS), st.dictionaries(NAMES, NODES, min_size=1, max_size=4))
def test_fields_may_hold_anything(uri, fields):
    good = FILES[uri].decode()
    names = tuple(f"{name}:" for name in fields)
    start, kept, body = ("", good, "") if uri.endswith(".yml") else ("---\n", *good[4:].split("\n---\n", 1))
    lines = [line for line in kept.split("\n") if not line.startswith(names)]
    written = "\n".join([*lines, *(f"{flow(name)}: {flow(node)}" for name, node in fields.items())])
    end = "\n" if uri.endswith(".yml") else f"\n---\n{body}"
    read({uri: f"{start}{written}{end}".encode("utf-8", "surrogatepass")})


@QUICK
@given(st.sampled_from(VOCABULARIES), st.lists(st.dictionaries(NAMES, NODES, max_size=4), max_size=4))
def test_terms_may_hold_anything(uri, terms):
    written = FILES[uri].decode() + "".join(f"- {flow(term)}\n" for term in terms)
    read({uri: written.encode("utf-8", "surrogatepass")})


@QUICK
@given(
    st.dictionaries(
        st.sampled_from(["energy", "elections", "border-management"]), st.text("abc", max_size=2)
    ),
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["a", "b", "c", "d", "e", None])), max_size=6
    ),
)
def test_terms_may_contain_each_other_in_any_way(names, tree):
    terms = [f"- id: {name}\n  name: {flow(text)}\n" for name, text in names.items()]
    terms += [
        f"- id: {term}\n  name: X\n" + (f"  broader: {broader}\n" if broader else "")
        for term, broader in tree
    ]
    read({"vocabularies/themes.yml": "".join(terms).encode()})


@QUICK
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from(["follows", "outcomes", "related"]),
            st.lists(st.sampled_from("abcde"), max_size=3),
        ),
        max_size=4,
    )
)
def test_records_may_name_each_other_in_any_way(relations):
    changed = {}
    for name, field, others in relations:
        ids = ", ".join(f"events/2010/{other}" for other in others)
        text = f"---\ntitle: Record {name}\ndate: 2010\nsummary: Hi\n{field}: [{ids}]\n---\n"
        changed[f"events/2010/{name}.md"] = text.encode()
    read(changed)


PATHS = st.lists(
    st.sampled_from(
        ["news", "News", "1", "ru", "tg", "en", "events", "workshops", "2010", "energy-security", "page", "2", "places",
         "preventing-extremism", "panel.png", "index.html", "%D0%B0", "а", "%2F", "%2e%2e", "..", "", "calendar",
         "about", "assets", "404.html", "x.html", "no.md", "README"]
    ),
    min_size=1,
    max_size=4,
).map("/".join)  # fmt: skip


@QUICK
@given(st.lists(PATHS, max_size=3), st.lists(PATHS, max_size=3))
def test_records_may_have_had_any_addresses(ones, others):
    changed = {}
    for name, urls in (("a", ones), ("b", others)):
        lines = "".join(f'  - "/{url}"\n' for url in urls)
        former = f"former_urls:\n{lines}" if urls else ""
        changed[f"events/2010/{name}.md"] = (
            f"---\ntitle: Record\ndate: 2010\nsummary: Hi\n{former}---\n".encode()
        )
    read(changed)


@QUICK
@given(st.lists(PATHS, min_size=1, max_size=3, unique=True))
def test_attachments_may_lie_in_any_folder(paths):
    changed = {}
    lines = ""
    for path in paths:
        lines += f'  - {{file: "{path}.pdf", title: A}}\n'
        parts = f"events/2010/{path}.pdf".split("/")
        if all(part not in ("", ".", "..") for part in parts):
            changed["/".join(parts)] = b"%PDF-1.4"
    changed["events/2010/x.md"] = (
        f"---\ntitle: Record\ndate: 2010\nsummary: Hi\nattachments:\n{lines}---\n".encode()
    )
    changed["events/2010/news/index.md"] = b"---\ntitle: Record\ndate: 2010\nsummary: Hi\n---\n"
    read(changed)


ADDRESSES = st.lists(
    st.sampled_from(
        ["https://", "http://", "//", "a.example", "@", ":", "80", "[", "]", "::1", "/", "?", "#", "%", "\u200e", "..",
         ".", "x", "\u2100", "пример.рф", "localhost"]
    ),
    max_size=6,
).map("".join)  # fmt: skip


@QUICK
@given(ADDRESSES, ADDRESSES)
def test_sources_may_have_any_address(one, other):
    head = "---\ntitle: Record\ndate: 2010\nsummary: Hi\n"
    sources = f'sources:\n  - {{url: "https://a.example/{one}"}}\n  - {{title: A, url: "{other}", archived: "{one}"}}\n'
    read({"events/2010/x.md": f"{head}{sources}---\n".encode()})
    read({"events/2010/x.md": f'{head}sources: [{{url: "https://{one}.example/"}}]\n---\n'.encode()})


@QUICK
@given(st.lists(SEGMENTS, min_size=1, max_size=5), ENDINGS, st.sampled_from(RECORDS))
def test_files_may_lie_anywhere_under_any_name(segments, ending, like):
    uri = "/".join(segments) + ending
    names = uri.split("/")
    if any(name in (".", "..") or not name or len(name.encode()) > 200 for name in names):
        return
    # Some file systems know no capital letters.
    folders = {"/".join(other.split("/")[:count]).casefold() for other in FILES for count in range(1, 6)}
    files = {other.casefold() for other in FILES}
    above = {"/".join(names[:count]).casefold() for count in range(1, len(names))}
    if uri.casefold() in folders or above & files:
        return
    read({uri: FILES[like]})


@QUICK
@given(st.text(st.sampled_from("[]()<>!`*_#\n \\\"'-|:.~/abx") | st.characters(codec="utf-8"), max_size=200))
def test_texts_may_say_anything(body):
    head = b"---\ntitle: Record\ndate: 2010\nsummary: Hi\n---\n"
    read({"events/2010/x.md": head + body.encode()})
