"""The words of the interface, in each language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.rendering.words.messages import Messages, load_messages

ROOT = Path(__file__).parent.parent.parent
OTHERS = [language for language in LANGUAGES if language != FIRST_LANGUAGE]
RE_PLACEHOLDER = re.compile(r"\{\w*\}")


@pytest.fixture(scope="module")
def used(tmp_path_factory) -> Catalog:
    """Every message that a template or module uses."""
    template = tmp_path_factory.mktemp("messages") / "archive.pot"
    command = [str(Path(sys.executable).with_name("pybabel")), "-q", "extract", "-F", "setup/messages.cfg"]
    subprocess.run([*command, "-k", "N_", "-o", str(template), "."], cwd=ROOT, check=True)
    with template.open("rb") as written:
        return read_po(written)


def catalogue(language: str) -> Catalog:
    path = ROOT / "plugins/mission_archive/locale" / language / "LC_MESSAGES/archive.po"
    with path.open("rb") as written:
        return read_po(written, locale=language)


def forms(text: object) -> list[str]:
    return list(text) if isinstance(text, (tuple, list)) else [str(text)]


def test_there_are_messages_to_translate(used):
    assert len(used) > 50


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_used_is_in_the_catalogue(language, used):
    known = {message.id for message in catalogue(language)}
    assert [message.id for message in used if message.id not in known] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_in_the_catalogue_is_used(language, used):
    wanted = {message.id for message in used}
    assert [message.id for message in catalogue(language) if message.id not in wanted] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_words_and_none_is_fuzzy(language):
    assert [
        message.id
        for message in catalogue(language)
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_of_its_message(language):
    for message in catalogue(language):
        wanted = set(RE_PLACEHOLDER.findall(forms(message.id)[-1]))
        for text in forms(message.string) if message.id else ():
            assert set(RE_PLACEHOLDER.findall(text)) == wanted, message.id


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ["1 record", "1 запись", "1 сабт"]),
        (2, ["2 records", "2 записи", "2 сабт"]),
        (5, ["5 records", "5 записей", "5 сабт"]),
        (11, ["11 records", "11 записей", "11 сабт"]),
        (21, ["21 records", "21 запись", "21 сабт"]),
        (112, ["112 records", "112 записей", "112 сабт"]),
        (1201, ["1,201 records", "1\u00a0201 запись", "1\u00a0201 сабт"]),
    ],
)
def test_a_number_of_records_takes_the_right_form(number, words):
    messages = load_messages()
    said = [messages[code].ngettext("{number} record", "{number} records", number) for code in LANGUAGES]
    assert said == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The conference “Water”", ["The conference ‘Water’", *["The conference “Water”"] * 2]),
        ("Конференция «Вода»", ["Конференция «Вода»", *["Конференция „Вода“"] * 2]),
    ],
)
def test_quotation_marks_within_quotation_marks_are_the_inner_ones(text, words):
    messages = load_messages()
    assert [messages[code].quoted(text) for code in LANGUAGES] == words


def test_an_unknown_message_is_said_in_english():
    assert Messages.load("ru").gettext("Not in any catalogue") == "Not in any catalogue"


def test_no_message_is_written_where_the_catalogues_do_not_find_it():
    """Babel does not look into an f-string: a message there would lose its translations with the next update."""
    hidden = re.compile(r"""\bf(["']).*?(?:gettext|\b_)\((?!\w)""")
    package = ROOT / "plugins/mission_archive"
    found = [
        f"{path.relative_to(package)}: {line.strip()}"
        for path in package.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if hidden.search(line)
    ]
    assert found == []
