"""Texts are UTF-8."""

import codecs

from mission_archive.model.problems import Code, Problem

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS = "save it again in your editor as UTF-8 (menu «Save as», «Encoding»)"


def utf_8(data: bytes, path: str) -> str | Problem:
    """The text of a file with `\\n` line ends and no byte order mark, or where and how it is not one."""
    if data.startswith(UTF_16_MARKS) or data[:200].count(0) > len(data[:200]) // 4:
        return Problem.of_file(path, Code.ENCODING, f"the file is in UTF-16; {_SAVE_AS}")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _with_plain_line_ends(data.decode())
    except UnicodeDecodeError as error:
        before = _with_plain_line_ends(data[: error.start].decode())
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        wrong = f"from here on the file is not in UTF-8; {_SAVE_AS}"
        return Problem(path, line, column, Code.ENCODING, "", wrong)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
