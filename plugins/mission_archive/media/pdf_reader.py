"""Reads the properties of PDF documents in a process of its own, which a hostile document may bring down.

The process reads paths from its standard input, one a line as JSON, and answers each with one line of JSON: a list of
names and values, or the name of what hindered it. Its argument is the time a document may take, in seconds of a
processor. Run by `documents`.
"""

import contextlib
import json
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

if TYPE_CHECKING:
    from xml.dom.minidom import Element

MOST_MEMORY_BYTES = 1_500_000_000
MOST_VALUES, MOST_CHARACTERS = 200, 500

LOCKED, UNREADABLE = "locked", "unreadable"


def main(most_cpu_seconds: float) -> None:
    """Answer until the input ends; a document that takes longer ends the process."""
    with contextlib.suppress(ValueError, OSError):  # not every system has such a limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    for line in sys.stdin:
        # The default answer to this signal is the end of the process; no code of ours has to run for it.
        signal.setitimer(signal.ITIMER_PROF, most_cpu_seconds)
        answer = properties_of(Path(json.loads(line)))
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps(answer), flush=True)


def properties_of(path: Path) -> list[tuple[str, str]] | str:
    """The properties of a document by name, as far as they are texts, or LOCKED or UNREADABLE."""
    try:
        with path.open("rb") as file:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                return LOCKED
            found = [*_entries(reader), *_xmp(reader)]
    except (DependencyError, FileNotDecryptedError, WrongPasswordError):
        return LOCKED
    except Exception:  # whatever a parser says of a file that somebody else made
        return UNREADABLE
    cut = ((name[:60], " ".join(value.split())[:MOST_CHARACTERS]) for name, value in found[:MOST_VALUES])
    return [(name, value) for name, value in dict.fromkeys(cut) if value]


def _entries(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """The document information dictionary (ISO 32000-1, section 14.3.3)."""
    for name, value in (reader.metadata or {}).items():
        text: Any = value.get_object()
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        if isinstance(text, str):
            yield str(name).lstrip("/"), text


def _xmp(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """The texts of the document's XMP (ISO 16684-1), each under the name of its property."""
    try:
        xmp = reader.xmp_metadata
    except Exception:  # the rest of the document may be sound
        return
    waiting: list[tuple[Element, str]] = [(xmp.rdf_root, "")] if xmp else []
    while waiting:
        element, name = waiting.pop()
        for attribute, value in (element.attributes or {}).items():
            if not attribute.startswith(("xmlns", "rdf:", "xml:")):
                yield attribute, value
        below: list[tuple[Element, str]] = []
        for child in element.childNodes:
            if child.nodeType == child.ELEMENT_NODE:
                is_list = child.namespaceURI == "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                below.append((child, name if is_list else child.tagName))
            elif child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE) and child.data.strip():
                yield name, child.data
        waiting += reversed(below)


if __name__ == "__main__":
    main(float(sys.argv[1]))
