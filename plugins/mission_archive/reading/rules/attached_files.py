"""Rules about photos, attachments and other files: they are there, in their own place, and what they say they are."""

import re
from collections.abc import Collection, Iterator

from mission_archive.model.file_names import folder_of, folders_above, name_of
from mission_archive.model.files import MOST_DOCUMENT_BYTES, SIGNATURE_BYTES, foreign_kind
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.rules.corpus import Corpus

MANY_BYTES, MOST_BYTES = 800_000_000, 2_000_000_000
"""Of all documents together: what leaves room for the pages where a whole site may have 1 GB, and what is too much."""

UNUSED = "no record names this file, so it is not published; add it to photos or attachments, or delete it"
UNUSED_AND_REMOVED = (
    "no record names this file, so it is not published; if it belongs to the record that was removed here, "
    "delete it"
)
DOCUMENTS = ("docx", "doc", "odt", "rtf", "pages", "html", "htm")
PLAIN_TEXTS = ("txt", "text", "mdx", "mdown", "mkd", "mkdn")
RE_DOUBLE_ENDING = re.compile(r"(.+\.(?:md|yml|yaml))\.(?:txt|text|docx?|odt|rtf|html?)", re.IGNORECASE)


def check_files(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """Every photo and attachment is not empty, of the kind that its ending says, and sound."""
    if not file.attached:
        return
    files = corpus.files
    known = [name for body in corpus.vocabularies.institutions.values() for name in body.spellings]
    known += (person.name for person in file.values.get("people", ()))
    for within, name in file.attached.items():
        uri, called = f"{file.folder}/{name}", shorten(name)
        size = files.sizes.get(uri)
        if size == 0:
            message = f"the file '{called}' is empty (0 bytes); copy it again"
            yield file.problem(within, Code.EMPTY_FILE, message)
        elif size and size > MOST_DOCUMENT_BYTES and within[0] == "attachments":
            message = (
                f"'{called}' has {size / 1e6:,.0f} MB, and a document may have {MOST_DOCUMENT_BYTES // 10**6}; save it "
                "smaller, or publish it elsewhere and name its address in sources"
            )
            yield file.problem(within, Code.FILE_SIZE, message)
        elif size and (beginning := files.beginning(uri, SIGNATURE_BYTES)):
            ending = "." + name.rpartition(".")[2].lower()
            if foreign := foreign_kind(ending, beginning):
                yield file.problem(within, Code.FILE_TYPE, f"'{called}' {foreign}")
            elif uri not in file.photos_without_consent:
                for fault in files.faults(uri, known):
                    yield file.problem(within, fault.code, fault.about(called), fault.severity)


def check_missing_files(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """Every photo and attachment is there. A picture whose people took their consent back may be gone."""
    files, folder = corpus.files, file.folder
    for within, name in file.attached.items():
        uri = f"{folder}/{name}"
        if uri in files.sizes or uri in file.photos_without_consent:
            continue
        near = files.beside(folder).near(name)
        guess = near if f"{folder}/{near}" not in corpus.withheld else None
        message = (
            f"there is no file '{shorten(name)}' in the folder of the record; add it to {files.path(folder)}/, "
            "or correct the name"
        )
        yield file.problem(within, Code.MISSING_FILE, message, guess=guess)


def check_consent(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """No record shows what another withdraws."""
    by_file, same = corpus.without_consent.by_file, corpus.without_consent.same
    for within, name in file.attached.items() if by_file else ():
        uri = f"{file.folder}/{name}"
        source = same.get(uri, uri)
        if source in by_file and uri not in file.photos_without_consent:
            what = f"'{shorten(name)}'" if source == uri else f"the same picture as '{shorten(name)}'"
            message = (
                f"{corpus.name_of(by_file[source], file)} says of {what} that the consent was withdrawn, so "
                f"'{file.record_id}' does not show it either; delete it here too, or correct the other record if the "
                "consent was given again"
            )
            message += "; if it is another picture, cut a little off its edges" if source != uri else ""
            yield file.warning(within, Code.CONSENT, message)


def check_file_places(file: RecordFile, corpus: Corpus) -> Iterator[Problem]:
    """No file of a record lies in the folder or at the address of another."""
    for within, name in file.attached.items():
        for folder in folders_above(f"{file.folder}/{name}".casefold()):
            other = corpus.folded_ids.get(folder)
            if other is not None and other != file.record_id:
                message = (
                    f"'{shorten(name)}' is at the address of {corpus.name_of(other, file)}; put the file into a "
                    "folder of this record"
                )
                yield file.problem(within, Code.PATH, message)


def check_total(corpus: Corpus) -> Iterator[Problem]:
    """The documents of all records together are not more than a site can have."""
    files = corpus.files
    documents = {
        f"{file.folder}/{document.file}"
        for file in corpus.originals.values()
        for document in file.values.get("attachments", ())
    }
    total = sum(files.sizes.get(uri, 0) for uri in documents)
    attached = f"the attachments of all records have {total / 1e6:,.0f} MB together"
    if total > MOST_BYTES:
        message = (
            f"{attached}, and they may have {MOST_BYTES / 1e6:,.0f}; publish large ones elsewhere and name their "
            "addresses in sources"
        )
        yield Problem.of_file(files.name, Code.FILE_SIZE, message)
    elif total > MANY_BYTES:
        message = (
            f"{attached}, and some places to publish, such as GitHub Pages, take 1,000 for the whole site; publish "
            "large ones elsewhere if the site goes there"
        )
        yield Problem.of_file(files.name, Code.FILE_SIZE, message, Severity.WARNING)


def check_unused_files(corpus: Corpus, broken: Collection[str]) -> Iterator[Problem]:
    """A file that no record names is not published.

    Nothing is said of files in the folders of `broken` files: a fault there may be why they are not named.
    """
    folders = {folder_of(path.removeprefix(f"{corpus.files.name}/")) for path in broken}
    for uri in corpus.layout.others:
        name = name_of(uri)
        if uri in corpus.named_files:
            continue
        code, severity = Code.FILE_NAME, Severity.ERROR
        if double := RE_DOUBLE_ENDING.fullmatch(name):
            message = _double_ending(name, double[1])
        elif not folders.isdisjoint(folders_above(uri)[1:]):
            continue
        elif not (message := _not_record(uri, corpus)):
            code, severity = Code.UNUSED_FILE, Severity.WARNING
            message = UNUSED_AND_REMOVED if corpus.may_be_removed(uri) else UNUSED
        yield Problem.of_file(corpus.files.path(uri), code, message, severity)


def _double_ending(name: str, right: str) -> str:
    ending = name.rpartition(".")[2]
    right = right[: -len("yaml")] + "yml" if right.lower().endswith(".yaml") else right
    cure = f"save its text as a plain text file named '{right}'"
    if ending.lower() in ("txt", "text"):
        cure = f"rename the file to '{right}' (set your system to show the endings of file names)"
    return f"the name ends in '.{ending}', so this is not a record; {cure}"


def _not_record(uri: str, corpus: Corpus) -> str:
    """What to say of a file that was probably meant to be a record: a text in the place of one."""
    folder, _, name = uri.rpartition("/")
    own, _, ending = name.rpartition(".")
    is_document = ending.lower() in DOCUMENTS
    depth = folder.count("/") + 1
    is_in_place = depth == 2 or (depth == 3 and (own == "index" or folder not in corpus.layout.records))
    if not is_in_place or not (is_document or ending.lower() in PLAIN_TEXTS or not own):
        return ""
    right = f"{own or ending}.md"
    cure = f"save its text as a plain text file named '{right}'" if is_document else f"rename it to '{right}'"
    what = f"ends in '.{ending}'" if own else "has no ending"
    return (
        f"the file of a record ends in .md or .yml, and this one {what}; if it is a record, {cure}; if it is a "
        "document, add it to attachments"
    )
