"""What editors call the fields of a record and of its groups, besides their names."""

from collections.abc import Mapping

Synonyms = Mapping[str, str]
"""Another word for a field → its name, or in words where the thing belongs."""


def synonyms(**words: str) -> dict[str, str]:
    """From the name of each field with the words that editors use for it, separated by spaces."""
    return {word: name for name, other in words.items() for word in other.split()}


# Each line ends with what a Russian or Tajik speaker writes first.
SYNONYMS: Synonyms = synonyms(
    title="название заголовок сарлавҳа унвон ном",
    date="дата сана",
    summary="abstract description lead описание аннотация резюме тавсиф хулоса",
    format="type kind формат",
    status="статус ҳолат",
    places="town city location место места город ҷой ҷойҳо шаҳр",
    themes="tags topics keywords тема темы мавзуъ мавзӯъ мавзуъҳо",
    organisers="организатор организаторы ташкилкунанда ташкилкунандагон",
    partners="партнёры партнеры шарикон",
    series="серия силсила",
    participants="участники иштирокчиён",
    people="люди шахсон",
    languages="языки забонҳо",
    photos="image images pictures фото фотографии акс аксҳо",
    attachments="files documents документы ҳуҷҷатҳо",
    sources="источник источники сарчашма сарчашмаҳо манбаъ манбаъҳо",
    note="примечание эзоҳ",
) | {
    **{
        word: f"'{name}:' of the photo, below 'photos:'"
        for name, words in {
            "credit": "photographer credit", "alt": "alt", "caption": "caption", "licence": "licence license",
            "original": "original", "consent": "consent",
        }.items()
        for word in words.split()
    },
    "venue": "'venue:' of the place, below 'places:'",
    "file": "'file:' of a photo or attachment, below 'photos:' or 'attachments:'",
    "url": "'url:' of a source, below 'sources:'",
    "link": "'url:' of a source, below 'sources:'",
    "copy_permission": "'copy_permission:' of a source, below 'sources:'",
}  # fmt: skip
