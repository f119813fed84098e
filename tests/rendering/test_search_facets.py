"""What the search calls terms: the names by which their pages are found."""

from mission_archive.rendering.search_facets import namings
from mission_archive.rendering.words.messages import load_messages
from tests.rendering.archives import archive, record


def test_a_collection_is_also_found_by_what_one_of_its_records_is_called():
    found = {(naming.facet, naming.term): naming for naming in namings(archive(record()), load_messages())}
    events = found["collections", "events"]
    assert {("en", "Events"), ("en", "Event"), ("ru", "Мероприятия"), ("ru", "Мероприятие")} <= {
        *events.names
    }
    assert events.called["en"] == "Events"
