"""The records that the tests of formats share are what they are meant to be."""

from mission_archive.formats.table import format_files
from tests.formats.awkward import CANARIES, awkward_archive
from tests.formats.editions import edition_of


def test_there_is_a_record_of_each_awkward_kind():
    records = awkward_archive().records
    assert {record_id.rpartition("/")[2] for record_id in records} == {
        "announcement", "approximate-day", "cancelled", "corrected", "open-interval", "postponed", "removed",
        "reported", "season", "series-instance", "split-period", "translation-only", "uncertain-year", "withdrawn",
    }  # fmt: skip


def test_no_file_of_any_format_holds_a_word_of_what_is_hidden_or_withdrawn():
    for path, make in format_files(edition_of(awkward_archive())).items():
        text = path.casefold() + make().decode("utf-8", errors="replace").casefold()
        for canary in CANARIES:
            assert canary not in text, path
        assert "events/2012/removed" not in path
