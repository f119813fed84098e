"""Whoever reads a file beside a page goes on reading it when the page has moved."""


def test_the_files_beside_a_page_that_has_moved_are_those_beside_the_new_one(sample_site):
    old, new = "old/third/", "workshops/2010/everything/"
    beside = {
        uri.removeprefix(new): data
        for uri, data in sample_site.files.items()
        if uri.startswith(new) and uri.endswith(("record.json", "cite.bib", "cite.ris", "cite.json"))
    }
    assert len(beside) == 4
    assert {name: sample_site.files[old + name] for name in beside} == beside
    assert f"{old}share.png" not in sample_site.files


def test_a_page_of_a_removed_record_has_none(sample_site):
    assert not [
        uri for uri in sample_site.files if uri.startswith("old/removed/") and "index.html" not in uri
    ]
