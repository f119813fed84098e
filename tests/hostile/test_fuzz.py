"""20,000 mutated records and vocabularies: each ends in problems or on a page, never in a traceback or without end.

Which mutations are made depends on SEED alone. FUZZ_SEED in the environment tries others; what is found becomes a case.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mission_archive.reading.content import Content, read_content
from tests.hostile.mutations import RECORD_TEXTS, VOCABULARY_TEXTS, mutated
from tests.reading.test_mutations import check_problems
from tests.support.site import Site, build, copy_project, run
from tests.support.toy import NOW, write_toy_archive

pytestmark = pytest.mark.long

SEED = int(os.environ.get("FUZZ_SEED", "4"))
RECORDS, VOCABULARIES = 18_000, 2_400
BATCH = 200
"""Mutated files that are read at once."""
PATIENCE = 120
"""Seconds for a batch, which takes a fraction of one: longer is without end."""
PER_BUILD = 1_500
"""Records that passed the check, built at once."""

Files = Mapping[str, bytes]
RE_GUARD = re.compile(
    r"^(content/\S+): the text links to '.*', which leads nowhere; correct the link$", re.MULTILINE
)
RE_FAULT = re.compile(r"Traceback|RecursionError|\bError: (?!The site is not built)")


def read(files: Files, folder: Path) -> Content:
    """The toy archive with these files more, or in the place of its own."""
    root = write_toy_archive(folder)
    for uri, data in files.items():
        (root / uri).parent.mkdir(parents=True, exist_ok=True)
        (root / uri).write_bytes(data)
    content = read_content(root, now=NOW)
    check_problems(content, root)
    return content


def sound(files: Files) -> Files:
    """Those of some files of which the check says no error. Raises AssertionError with each file that is too much."""
    with TemporaryDirectory() as folder:
        try:
            wrong = {problem.path.removeprefix("content/") for problem in read(files, Path(folder)).errors}
        except Exception as fault:
            raise AssertionError("\n".join(_culprits(files)) or traceback.format_exc()) from fault
    return {uri: data for uri, data in files.items() if uri not in wrong}


def _culprits(files: Files) -> Iterator[str]:
    for uri, data in files.items():
        with TemporaryDirectory() as folder:
            try:
                read({uri: data}, Path(folder))
            except Exception as fault:
                yield f"{uri}: {fault!r}: {data[:2000]!r}"


def mutated_records(batch: int) -> Files:
    dice = random.Random(f"records {SEED} {batch}")
    numbers = range(batch * BATCH, (batch + 1) * BATCH)
    return {f"events/2010/m-{number:05}.md": mutated(dice.choice(RECORD_TEXTS), dice) for number in numbers}


def sound_records(batch: int) -> Files:
    return sound(mutated_records(batch))


def sound_vocabularies(batch: int) -> list[tuple[str, bytes]]:
    """Mutated vocabularies that the check takes, each with its name. They are read beside records that name no term."""
    dice = random.Random(f"vocabularies {SEED} {batch}")
    found = []
    for _ in range(BATCH // 10):
        files = {name: mutated(dice.choice(texts), dice) for name, texts in VOCABULARY_TEXTS.items()}
        with TemporaryDirectory() as folder:
            root = Path(folder) / "content"
            (root / "vocabularies").mkdir(parents=True)
            for name, data in files.items():
                (root / f"vocabularies/{name}.yml").write_bytes(data)
            try:
                content = read_content(root, now=NOW)
                check_problems(content, root)
            except Exception as fault:
                raise AssertionError(f"{files!r}") from fault
            wrong = {problem.path.rpartition("/")[2].removesuffix(".yml") for problem in content.errors}
            found += [(name, data) for name, data in files.items() if name not in wrong]
    return found


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        yield workers


@pytest.fixture(scope="module")
def passed(workers: ProcessPoolExecutor) -> Files:
    """The mutated records that pass the check."""
    print(f"\nmutations of seed {SEED}")
    asked = [workers.submit(sound_records, batch) for batch in range(RECORDS // BATCH)]
    return {uri: data for each in asked for uri, data in each.result(PATIENCE).items()}


@pytest.fixture(scope="module")
def passed_vocabularies(workers: ProcessPoolExecutor) -> dict[str, list[bytes]]:
    """The mutated vocabularies that pass the check, by name."""
    per_batch = BATCH // 10 * len(VOCABULARY_TEXTS)
    asked = [workers.submit(sound_vocabularies, batch) for batch in range(VOCABULARIES // per_batch)]
    found: dict[str, list[bytes]] = {}
    for each in asked:
        for name, data in each.result(PATIENCE):
            found.setdefault(name, []).append(data)
    return found


def test_mutations_are_the_same_each_time_and_differ_from_each_other():
    assert mutated_records(0) == mutated_records(0)
    assert len(set(mutated_records(0).values())) > BATCH * 0.9


def test_mutated_records_end_in_problems_or_pass(passed, record_property):
    record_property("mutated records that pass", f"{len(passed)} of {RECORDS}")
    assert RECORDS * 0.05 < len(passed) < RECORDS * 0.6


def test_mutated_vocabularies_end_in_problems_or_pass(passed_vocabularies, record_property):
    count = sum(map(len, passed_vocabularies.values()))
    record_property("mutated vocabularies that pass", f"{count} of {VOCABULARIES}")
    assert VOCABULARIES * 0.05 < count < VOCABULARIES * 0.8


def test_mutated_records_that_pass_are_built(passed, tmp_path):
    uris = sorted(passed)
    for first in range(0, len(uris), PER_BUILD):
        files = {uri: passed[uri] for uri in uris[first : first + PER_BUILD]}
        project = copy_project(tmp_path / f"project-{first}", has_content=False)
        with TemporaryDirectory() as folder:
            content = read(files, Path(folder))
            # Two of them may say the same, such as the number in a series.
            wrong = {problem.path.removeprefix("content/") for problem in content.errors}
        write_toy_archive(project)
        for uri in files.keys() - wrong:
            (project / "content" / uri).write_bytes(files[uri])
        site = built(project)
        assert_harmless(site)
        for uri in files.keys() - wrong:
            if (project / "content" / uri).exists() and not is_hidden(files[uri]):
                assert f"{uri.removesuffix('.md')}/" in site.pages


def built(project: Path) -> Site:
    """The site, without the records that the last guard on links refuses; nothing else may keep it from being built."""
    done = run(project, "archive", "build")
    refused = set(RE_GUARD.findall(done.stderr))
    assert not RE_FAULT.search(done.stderr), done.stderr[-5000:]
    if not refused:
        assert done.returncode == 0, done.stderr[-5000:]
        return Site(project / "site", project)
    for path in refused:
        (project / path).unlink()
    return build(project)


def is_hidden(data: bytes) -> bool:
    return b"draft:" in data or b"published:" in data


def assert_harmless(site: Site) -> None:
    odd = [
        (url, element.tag, name, value)
        for url, page in site.pages.items()
        for element in page.iter()
        for name, value in element.attrib.items()
        if name.startswith("on") or name == "style" or re.match(r"\s*(javascript|data|vbscript):", value)
        if name not in ("title", "alt", "content")
    ]
    assert odd == []


def test_mutated_vocabularies_that_pass_are_built(passed_vocabularies, tmp_path, workers):
    """Each with a record that names all its terms."""
    count = min(24, max(map(len, passed_vocabularies.values())))
    asked = []
    for number in range(count):
        project = copy_project(tmp_path / f"project-{number}", has_content=False)
        content = project / "content"
        (content / "vocabularies").mkdir(parents=True)
        for name, all_data in passed_vocabularies.items():
            (content / f"vocabularies/{name}.yml").write_bytes(all_data[number % len(all_data)])
        found = read_content(content, now=NOW)
        write_record_of_all_terms(content, found)
        assert [str(problem) for problem in read_content(content, now=NOW).errors] == []
        asked.append(workers.submit(build, project))
    for each in asked:
        site = each.result(PATIENCE)
        assert "events/2010/all/" in site.pages
        assert_harmless(site)
        shutil.rmtree(site.project)


def write_record_of_all_terms(content: Path, found: Content) -> None:
    terms = found.vocabularies
    lists: Mapping[str, Mapping[str, object]] = {
        "themes": terms.themes, "dimensions": terms.dimensions, "organisers": terms.institutions,
        "places": terms.places,
    }  # fmt: skip
    lines = [f"{name}: [{', '.join(ids)}]" for name, ids in lists.items() if ids]
    lines += [
        f"{name}: {next(iter(ids))}"
        for name, ids in (("format", terms.formats), ("series", terms.series))
        if ids
    ]
    fields = "\n".join(("title: All terms", "date: 2010-05-06", "summary: It names them all.", *lines))
    path = content / "events/2010/all.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{fields}\n---\n", encoding="utf-8")
