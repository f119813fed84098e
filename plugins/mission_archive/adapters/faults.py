"""What ends a build of MkDocs without a fault of ours, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.exceptions import Abort, MkDocsException

from mission_archive.building.faults import BuildFault, system_fault, template_fault


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
        raise BuildFault(template_fault(fault)) from fault
    except OSError as fault:
        raise BuildFault(system_fault(fault, places)) from fault
