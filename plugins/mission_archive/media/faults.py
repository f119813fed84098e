"""What is wrong with a photo or document, apart from the place where a record names it."""

from __future__ import annotations

from dataclasses import dataclass

from mission_archive.model.problems import Severity

PICTURE = "picture"
FILE_SIZE = "file-size"
FILE_TYPE = "file-type"
PROPERTIES = "properties"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one file. `code` names a kind of problem; `message` goes on after the file's name.

    It says what is wrong and, after a semicolon, what to do: "is cut off; copy the file again".
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR

    def about(self, name: str) -> str:
        """The whole sentence."""
        return f"'{name}' {self.message}"


class PictureFault(Exception):
    """A file that no picture can be made of."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault
