"""The address of the site, as pages, sitemaps and servers take it."""

import pytest

from mission_archive.publishing.addresses.site_url import encoded


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("", ""),
        ("https://example.org/archive/", "https://example.org/archive/"),
        ("https://example.org:8080/a%20b/", "https://example.org:8080/a%20b/"),
        (
            "https://example.org/мой архив/",
            "https://example.org/%D0%BC%D0%BE%D0%B9%20%D0%B0%D1%80%D1%85%D0%B8%D0%B2/",
        ),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("https://пример.example:8443/", "https://xn--e1afmkfd.example:8443/"),
        ("http://::1:8002/archive/", "http://[::1]:8002/archive/"),
        ("http://[::1]:8002/archive/", "http://[::1]:8002/archive/"),
        ("http://127.0.0.1:8002/", "http://127.0.0.1:8002/"),
    ],
)
def test_an_address_is_written_as_sitemaps_take_it(written, right):
    assert encoded(written) == right
    assert encoded(right) == right


def test_a_host_that_cannot_be_is_refused():
    with pytest.raises(UnicodeError, match="label"):
        encoded("https://а..example/")
