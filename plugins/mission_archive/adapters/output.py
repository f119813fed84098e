"""How what MkDocs and its plugins report reaches a person: bare lines, and one sentence for what ends a build."""

import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger

from mission_archive.building.faults import BuildFault, system_fault

log = get_plugin_logger(__name__)
"""For all plugins. What it gets from the command `archive` is shown as it stands, and stops nothing."""

OUR_LOGGER = "mkdocs.plugins.mission_archive"


@contextmanager
def faults_of_plugins() -> Iterator[None]:
    """Give MkDocs what ends a build as a fault that it prints without a trace."""
    try:
        yield
    except BuildFault as fault:
        raise PluginError(str(fault)) from fault


@contextmanager
def faults_of_mkdocs(places: Iterable[Path]) -> Iterator[None]:
    """Turn what can go wrong in a build without a fault of ours into a BuildFault of one sentence.

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


def log_plainly(level: int = logging.WARNING) -> None:
    """Problems as bare lines, so that editors and code hosts find the place in them; the rest with its level."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    # What is worth a look in a record is shown, though it stops nothing.
    logging.getLogger(OUR_LOGGER).setLevel(logging.INFO)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_PlainFormatter())
        handler.addFilter(_is_not_repeated)
        logger.addHandler(handler)


def _is_not_repeated(record: logging.LogRecord) -> bool:
    """MkDocs names the page that it could not write, and then we say what is wrong."""
    return record.name != mkdocs_build.log.name or not isinstance(sys.exc_info()[1], OSError)


class _PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage().removeprefix("mission_archive: ")
        is_problem = record.name.startswith(OUR_LOGGER)
        return message if is_problem or record.levelno == logging.INFO else f"{record.levelname}: {message}"
