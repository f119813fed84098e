"""What ends a build of MkDocs without a fault of ours, in one sentence."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.exceptions import Abort, MkDocsException

from mission_archive.building.faults import BuildFault, system_fault


@contextmanager
def told_plainly(places: Iterable[Path]) -> Iterator[None]:
    """Turn what can go wrong in a build without a fault of ours into one sentence.

    `places` are the folders that a build writes, that of the site first. They are asked for when something went wrong.
    """
    try:
        yield
    except Abort as fault:
        raise BuildFault(
            "The site is not built; correct what the lines above report and try again."
        ) from fault
    except MkDocsException as fault:
        raise BuildFault(str(fault)) from fault
    except jinja2.TemplateError as fault:
        raise BuildFault(_template_fault(fault)) from fault
    except OSError as fault:
        raise BuildFault(system_fault(fault, places)) from fault


def _template_fault(fault: jinja2.TemplateError) -> str:
    """Where in which template, what is wrong, and what to do. A syntax error knows its place, others have a trace."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        place = f"{fault.filename or fault.name}:{fault.lineno}"
    else:
        frames = traceback.extract_tb(fault.__traceback__)
        place = next((f"{frame.filename}:{frame.lineno}" for frame in reversed(frames)
                      if frame.filename.endswith(".html")), "a template")  # fmt: skip
    return f"{place}: {fault.message}; correct the template and build again"
