"""Every kind of broken link in a built site is found and reported, and nothing else is."""

import pytest

from mission_archive.links.broken import Location, Reason
from mission_archive.links.site_check import check_site
from tests.links.toy import SEEDS, Seed, filled, write_toy_site

SITES = ("https://archive.example/", "https://archive.example/archive/", "https://archive.example/a/b/")


def page_of(seed: Seed) -> str:
    return seed.file.removesuffix("index.html")


@pytest.mark.parametrize("site_url", SITES)
def test_a_sound_site_has_no_fault(tmp_path, site_url):
    check = check_site(write_toy_site(tmp_path, site_url), site_url)
    assert [str(fault) for fault in check.broken] == []
    assert check.links > 100


@pytest.mark.parametrize("site_url", SITES)
def test_every_broken_link_of_every_kind_is_found_and_no_other(tmp_path, site_url):
    check = check_site(write_toy_site(tmp_path, site_url, SEEDS), site_url)
    found = {(fault.page, fault.target, fault.reason) for fault in check.broken}
    wanted = {(page_of(seed), filled(seed.target, site_url), seed.reason) for seed in SEEDS}
    assert sorted(wanted - found) == []
    assert sorted(found - wanted) == []


def test_the_seeds_are_of_every_kind():
    assert set(Reason) == {seed.reason for seed in SEEDS}


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed.meant], ids=lambda seed: seed.target)
def test_a_broken_link_comes_with_what_is_probably_meant(tmp_path, seed):
    site_url = SITES[1]
    (fault,) = check_site(write_toy_site(tmp_path, site_url, (seed,)), site_url).broken
    assert fault.meant == filled(seed.meant, site_url)
    assert str(fault).endswith(f"; did you mean '{fault.meant}'? [{seed.reason}]")


def check_pages(folder, site_url="https://archive.example/archive/", **pages):
    """The faults of a site of a few pages; the name of a page is its file without its ending."""
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return [(fault.page, fault.target, fault.reason) for fault in check_site(folder, site_url).broken]


def test_a_name_in_another_unicode_form_is_distinguished_from_a_missing_one(tmp_path):
    (tmp_path / "й.txt").touch()  # one letter
    target = "и\u0306.txt"  # a letter and its mark
    assert check_pages(tmp_path, a=f'<a href="{target}">') == [("a.html", target, Reason.CASE)]


def test_a_root_relative_link_beside_the_site_leads_out_of_it(tmp_path):
    found = check_pages(tmp_path, a='<a href="/b.html"> <a href="../b.html"> <a href="/archive">', b="")
    assert found == [
        ("a.html", "../b.html", Reason.OUTSIDE),
        ("a.html", "/archive", Reason.SLASH),
        ("a.html", "/b.html", Reason.OUTSIDE),
    ]


def test_what_is_missing_there_is_offered_in_the_form_in_which_it_was_written(tmp_path):
    check_pages(tmp_path, a='<a href="/b.html">', b="")
    (fault,) = check_site(tmp_path, "https://archive.example/archive/").broken
    assert fault.meant == "/archive/b.html"


def test_links_to_other_hosts_and_to_other_sites_on_the_same_host_are_not_followed(tmp_path):
    text = """<a href="https://other.example/archive/gone"> <a href="//other.example/gone">
    <a href="https://archive.example/other/"> <a href="https://archive.example:444/archive/gone">
    <a href="mailto:x@y.example"> <a href="tel:1"> <a href="javascript:x"> <a href="data:,x"> <a href="magnet:?x=1">"""
    assert check_pages(tmp_path, a=text) == []


@pytest.mark.parametrize(
    "own",
    [
        "https://archive.example/archive/gone",
        "http://archive.example/archive/gone",
        "//archive.example/archive/gone",
        "HTTPS://ARCHIVE.example:443/archive/gone",
        "https://archive.example/archive/x/../gone#x",
    ],
)
def test_the_full_address_of_the_site_is_known_in_every_form(tmp_path, own):
    assert check_pages(tmp_path, a=f'<a href="{own}">') == [("a.html", own, Reason.MISSING)]


def test_a_relation_that_names_a_host_alone_is_no_link(tmp_path):
    assert (
        check_pages(tmp_path, a='<link rel="preconnect" href="gone"><link rel="dns-prefetch" href="">') == []
    )


def test_a_fragment_that_marks_text_needs_no_anchor(tmp_path):
    assert (
        check_pages(tmp_path, a='<a href="b.html#:~:text=words"> <a href="b.html#x:~:text=w">', b="<p id=x>")
        == []
    )


def test_an_anchor_in_what_is_no_page_is_the_reader_programs_affair(tmp_path):
    (tmp_path / "x.pdf").touch()
    assert check_pages(tmp_path, a='<a href="x.pdf#page=3">') == []


def test_ids_of_any_element_count_and_those_in_comments_and_scripts_do_not(tmp_path):
    page = """<P ID=upper></P><span class='x' id='single'></span><td id="double"><a name="old"></a>
    <!-- <p id="comment"> --><script>x = '<p id="script">'</script><p data-id="data">"""
    names = ("upper", "single", "double", "old", "comment", "script", "data")
    links = " ".join(f'<a href="b.html#{name}">' for name in names)
    assert [target for _, target, _ in check_pages(tmp_path, a=links, b=page)] == [
        "b.html#comment",
        "b.html#data",
        "b.html#script",
    ]


def test_an_encoded_slash_parts_no_folders(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/x.txt").touch()
    assert check_pages(tmp_path, a='<a href="folder%2Fx.txt">') == [
        ("a.html", "folder%2Fx.txt", Reason.MISSING)
    ]


def test_what_is_there_beside_a_page_is_not_taken_to_be_at_the_root(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/bc.txt").touch()
    (tmp_path / "folder/page.html").write_text('<a href="bc.txt"> <a href="../txt">', encoding="utf-8")
    assert check_pages(tmp_path) == [("folder/page.html", "../txt", Reason.MISSING)]


@pytest.mark.parametrize(
    "name", ["all.json", "all.jsonl", "feed.atom", "feed.rss", "all.ics", "all.csv", "all.txt"]
)
def test_in_data_every_full_address_of_the_site_counts_and_nothing_else(tmp_path, name):
    own = "https://archive.example/archive/"
    text = f'"{own}gone?a=1&amp;b=2#x", "gone.html", {own}a.html. <{own}#name> https://other.example/gone'
    (tmp_path / name).write_text(text, encoding="utf-8")
    check_pages(tmp_path, index="")
    assert check_pages(tmp_path, a="") == [(name, f"{own}gone?a=1&b=2", Reason.MISSING)]


def test_the_same_name_elsewhere_is_nearer_than_another_name_beside_it(tmp_path):
    for folder in ("reports/2010/wather", "events/2011/water"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.html").touch()
    check_pages(tmp_path, a='<a href="reports/2010/water/">')
    (fault,) = check_site(tmp_path, SITES[1]).broken
    assert fault.meant == "events/2011/water/"


def test_a_page_of_odd_markup_is_read_as_browsers_read_it(tmp_path):
    text = """<a title="href='no'" href="one"><a title='href="no"' href="two"><a
    class="x"
    href = "three"><a/href="four"><a href="five"/><a href="&#115;ix?a=1&amp;b=2"><a href="se
ven"><!--><a href="eight"><!-- > <a href="no"> --><textarea><a href="no"></textarea><title><a href="no"></title>
    <noscript><a href="nine"></noscript><a data-href="no" aria-label="href=no">"""
    found = [target for _, target, _ in check_pages(tmp_path, a=text)]
    wanted = ["one", "two", "three", "four", "five", "six?a=1&b=2", "se\nven", "eight", "nine"]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(
    "piece",
    ["<a ", '<a "', "<a '\"", "<!--", "<script>", "<a href=", '<a href="" ', "<title", "url(", 'url("', "/*"],
)
@pytest.mark.parametrize("ending", [".html", ".svg", ".css"])
def test_a_file_of_nothing_but_beginnings_is_read_to_its_end(tmp_path, piece, ending):
    """None of these may take longer than its length: the run would not end."""
    (tmp_path / f"x{ending}").write_text(piece * 300_000, encoding="utf-8")
    check = check_site(tmp_path, SITES[0])
    assert check.files == 1


def test_a_fault_names_the_line_of_the_file_in_which_the_address_stands(tmp_path):
    site, content = tmp_path / "site", tmp_path / "content/events/2010"
    write_toy_site(
        site, SITES[1], (Seed("events/2010/water/index.html", '<a href="../brigde/">', "", Reason.MISSING),)
    )
    content.mkdir(parents=True)
    text = "---\ntitle: Water\n---\n\nSee [the\nbridge](brigde.md).\n"
    (content / "water.md").write_text(text, encoding="utf-8")
    sources = {
        "events/2010/water/": "content/events/2010/water.md",
        "events/2010/bridge/": "content/events/2010/b.md",
    }
    (fault,) = check_site(site, SITES[1], project=tmp_path, sources=sources).broken
    assert fault.location == Location("content/events/2010/water.md", 6)
    assert str(fault) == (
        "content/events/2010/water.md:6: error: page '/events/2010/water/': a href: '../brigde/' leads to nothing in "
        "the site (the file of what may be meant is content/events/2010/b.md); did you mean '../bridge/'? [missing]"
    )


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("follows: [reports/2009/gone]", '<a href="../../../reports/2009/gone/">'),
        ("file: gone.pdf", '<a href="gone.pdf">'),
        ("file: карта один.pdf", '<a href="%D0%BA%D0%B0%D1%80%D1%82%D0%B0%20%D0%BE%D0%B4%D0%B8%D0%BD.pdf">'),
        ("[x](../../reports/2009/gone.md#part)", '<a href="../../../reports/2009/gone/#part">'),
        ("[x](#worsd)", '<a href="#worsd">'),
    ],
)
def test_the_line_is_found_in_whatever_form_an_editor_writes_the_address(tmp_path, written, link):
    site = write_toy_site(
        tmp_path / "site", SITES[1], (Seed("events/2010/water/index.html", link, "", Reason.MISSING),)
    )
    (tmp_path / "water.md").write_text(f"---\ntitle: gones\nx: goner\n{written}\n---\n", encoding="utf-8")
    check = check_site(site, SITES[1], project=tmp_path, sources={"events/2010/water/": "water.md"})
    assert [fault.location for fault in check.broken] == [Location("water.md", 4)]


def test_an_address_that_a_template_made_names_the_file_without_a_line(tmp_path):
    seed = Seed("events/2010/water/index.html", '<a href="../brigde/">', "", Reason.MISSING)
    site = write_toy_site(tmp_path / "site", SITES[1], (seed,))
    (tmp_path / "water.md").write_text("---\ntitle: Water\n---\n", encoding="utf-8")
    (fault,) = check_site(site, SITES[1], project=tmp_path, sources={"events/2010/water/": "water.md"}).broken
    assert fault.location == Location("water.md")


def test_what_a_template_repeats_is_reported_once_with_the_number_of_pages(tmp_path):
    files = ("index.html", "events/index.html", "events/2010/water/index.html")
    seeds = tuple(
        Seed(file, f'<a href="{"../" * file.count("/")}imprint/">', "", Reason.MISSING) for file in files
    )
    check = check_site(write_toy_site(tmp_path, SITES[1], seeds), SITES[1])
    assert len(check.broken) == 3
    assert check.lines() == ["error: page '/': a href: 'imprint/' leads to nothing in the site [missing] "
                             "(and on 2 other pages)"]  # fmt: skip


@pytest.mark.parametrize("site_url", ["", "/archive/", "archive.example", "ftp://archive.example/"])
def test_a_site_without_a_full_address_cannot_be_checked(tmp_path, site_url):
    with pytest.raises(ValueError, match="write the full address"):
        check_site(tmp_path, site_url)
