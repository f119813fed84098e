"""The languages of the archive: the order in which a reader is offered them, and what they call themselves."""

LANGUAGES: tuple[str, ...] = ("en", "ru", "tg")
"""ISO 639-1 codes of the site's languages. The first is that of files without a language suffix."""

FIRST_LANGUAGE = LANGUAGES[0]

ENDONYMS = {"en": "English", "ru": "Русский", "tg": "Тоҷикӣ"}
