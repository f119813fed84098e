"""A term has the texts that lie beside its vocabulary, each in its language."""

from mission_archive.model.terms import TermText
from mission_archive.reading.content import read_content
from tests.support.toy import write_toy_archive


def test_a_term_has_its_texts_by_language(tmp_path):
    content = write_toy_archive(tmp_path)
    folder = content / "vocabularies/themes"
    folder.mkdir()
    (folder / "elections.md").write_text("\nOn elections.\n\nMore.\n", encoding="utf-8")
    (folder / "elections.tg.md").write_text("Дар бораи интихобот.\n", encoding="utf-8")
    found = read_content(content)
    assert found.errors == []
    themes = found.vocabularies.themes
    assert themes["elections"].texts == {
        "en": TermText(path="content/vocabularies/themes/elections.md", body="On elections.\n\nMore."),
        "tg": TermText(path="content/vocabularies/themes/elections.tg.md", body="Дар бораи интихобот."),
    }
    assert [term.id for term in themes.values() if term.texts] == ["elections"]
