"""The interface's words in each language, from gettext catalogues (one `archive.po` a language).

The messages themselves are the English words. Catalogues are read as they are written, so there is nothing to compile.
"""

import gettext
import io
from collections.abc import Mapping
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES

DOMAIN = "archive"
NO_BREAK_SPACE = "\u00a0"
MARKS_WITHIN_ENGLISH, MARKS_WITHIN_OTHERS = (("“", "‘"), ("”", "’")), (("«", "„"), ("»", "“"))


class Messages:
    """The words of one language. What a catalogue lacks is said in English."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    @classmethod
    def load(cls, language: str) -> "Messages":
        """The catalogue of a language that the package ships; English needs none."""
        if language == FIRST_LANGUAGE:
            return cls(language, gettext.NullTranslations())
        catalogue = resources.files("mission_archive") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        compiled = io.BytesIO()
        with catalogue.open("rb") as written:
            write_mo(compiled, read_po(written, locale=language, domain=DOMAIN))
        compiled.seek(0)
        return cls(language, gettext.GNUTranslations(compiled))

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self._translations.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of the message that goes with `number`, with the number in the place of `{number}`."""
        return self._translations.ngettext(one, many, number).format(number=self.number(number))

    def quoted(self, text: str) -> str:
        """A text for use within quotation marks: those of its own become the inner ones of the language."""
        for outer, inner in MARKS_WITHIN_ENGLISH if self.language == FIRST_LANGUAGE else MARKS_WITHIN_OTHERS:
            text = text.replace(outer, inner)
        return text

    def number(self, number: int) -> str:
        """A whole number with its thousands parted as the language does: 18,212 or 18 212."""
        return f"{number:,}".replace(",", "," if self.language == FIRST_LANGUAGE else NO_BREAK_SPACE)

    def decimal(self, number: float) -> str:
        """A number with one decimal: 1.4 or 1,4."""
        return f"{number:.1f}".replace(".", "." if self.language == FIRST_LANGUAGE else ",")

    def file_size(self, size: int) -> str:
        """Bytes as kB or MB (powers of ten), with one decimal below ten MB."""
        if size < 999_500:  # more would be rounded to 1,000 kB
            return self.gettext("{number} kB").format(number=self.number(max(1, round(size / 1000))))
        amount = self.decimal(size / 1_000_000) if size < 9_950_000 else self.number(round(size / 1_000_000))
        return self.gettext("{number} MB").format(number=amount)


def load_messages() -> Mapping[str, Messages]:
    """The words of every language of the site."""
    return {language: Messages.load(language) for language in LANGUAGES}
