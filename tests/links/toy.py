"""A small built site without a fault, written by hand so that it has every kind of link, and the faults to put into it.

`{site}` in a text is the site's full address, `{root}` its path on its host.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mission_archive.links.broken import Reason

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{site}{url}">
<link rel="alternate" hreflang="ru" href="{site}ru/">
<meta property="og:url" content="{site}{url}">
<meta property="og:image" content="{site}photos/bridge-800.png">
<link rel="icon" href="{up}assets/mark.svg">
<link rel="stylesheet" href="{up}assets/site.css">
<link rel="alternate" type="application/atom+xml" href="{up}feed.xml">
</head><body id="page">
<a href="#page">Skip</a> <a href="{up}">Home</a> <a href="{up}events/">Events</a> <a href="{up}ru/">Русский</a>
"""
FOOT = """
<!-- faults -->
<footer><a href="{up}events/2010/water/#cite">Cite</a> <a href="{root}about.html">About</a></footer>
</body></html>
"""

HOME = """<h1>Home</h1>
<!-- <a href="in-a-comment/">no link</a> -->
<script>const text = '<a href="in-a-script/">no link</a>';</script>
<style>.hero { background: url("assets/ground.png") }</style>
<p data-href="in-data/" title='<a href="in-a-title/">'>&lt;a href="in-words/"&gt;</p>
<p><code>&lt;img src="in-code.png"&gt;</code></p>
<a href="mailto:archive@example.invalid">Write</a> <a href="tel:+100">Call</a> <a href="data:text/plain,x">Data</a>
<a href="./events/2010/water/">Water</a> <a href="events/2010/water/?print=1#words">Words of it</a>
<a href="events/./2010/../2010/bridge/">Bridge</a> <a href="#top">Up</a> <a href="#">Up</a>
<a href="{root}events/2010/bridge/index.html">By its file</a> <a href="{site}events/">In full</a>
<a href="files/%D0%BA%D0%B0%D1%80%D1%82%D0%B0%20%E2%84%961.pdf" download>Encoded</a>
<a href="files/карта №1.pdf">As it is</a> <a href='files/100%25.txt'>Single quotes</a> <a href=files/100%25.txt>None</a>
<A HREF="files/100%25.txt">Capitals</A> <a href=" events/ ">Blanks</a>
<a href="ru/#%D0%B2%D0%BE%D0%B4%D0%B0">Encoded anchor</a> <a href="ru/#вода">Anchor</a>
<form action="">Ask <input name="q"></form> <form action="events/"></form>
<img src="photos/bridge-800.png" srcset="photos/bridge-400.png 400w, photos/bridge-800.png 800w" alt="A bridge">
<picture><source srcset="photos/bridge-400.png 1x,photos/bridge-800.png 2x">
<img src="photos/bridge-400.png" alt=""></picture>
<svg viewBox="0 0 9 9"><defs><linearGradient id="sky"/></defs><rect fill="url(#sky)"/>
<use href="assets/mark.svg#dot"/></svg>
<object data="files/100%25.txt"></object> <q cite="events/2010/water/">said</q>
<script type="application/ld+json">
{"@context": "https://schema.org", "@id": "{site}#mission", "url": "{site}events/"}</script>
"""

PAGES = {
    "index.html": HOME,
    "events/index.html": '<a href="2010/water/">Water</a> <a href="2010/bridge/">Bridge</a> '
    '<a href="../former/">Old</a>',
    "events/2010/water/index.html": '<h2 id="words">Words</h2><a name="cite"></a>'
    '<img src="../../../photos/bridge-400.png" alt=""><a href="../bridge/">Next</a>',
    "events/2010/bridge/index.html": '<h2 id="words">Words</h2><a href="#words">Words</a>',
    "ru/index.html": '<h2 id="вода">Вода</h2><a href="мост/">Мост</a>',
    "ru/мост/index.html": '<a href="../">Назад</a>',
    "about.html": '<a href="events/">Events</a>',
}
"""File → what stands between head and foot."""

FILES = {
    "assets/site.css": '@import "more.css"; /* url(in-a-comment.png) */ body { background: url(ground.png); '
    "filter: url(#f); cursor: url('data:image/png;base64,AA'), auto }",
    "assets/more.css": "@import url('print.css') print; p { background: url(\"../photos/bridge-400.png\") }",
    "assets/print.css": "p { color: black }",
    "assets/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle id="dot" r="1"/><use href="#dot"/></svg>',
    "former/index.html": '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=../events/">'
    '<link rel="canonical" href="{site}events/"><a href="../events/">Moved</a>',
    "404.html": '<!doctype html><title>Not found</title><link rel="stylesheet" href="{root}assets/site.css">'
    '<a href="#top">Up</a><a href="{root}">Home</a>',
    "sitemap.xml": '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc>{site}</loc><xhtml:link rel="alternate" hreflang="ru" '
    'href="{site}ru/"/></url><url><loc>{site}events/2010/water/</loc></url>'
    "<url><loc>{site}ru/%D0%BC%D0%BE%D1%81%D1%82/</loc></url><!-- faults --></urlset>",
    "feed.xml": '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.invalid,2010:x</id>'
    '<link rel="self" href="{site}feed.xml"/><link href="{site}"/><entry><link href="{site}events/2010/water/"/>'
    '<content type="html">&lt;a href="{site}events/"&gt;x&lt;/a&gt;</content></entry><!-- faults --></feed>',
    "rss.xml": '<?xml version="1.0"?><rss version="2.0"><channel><link>{site}</link><item>'
    '<link>{site}events/2010/bridge/</link><guid isPermaLink="false">water-1</guid>'
    '<enclosure url="{site}photos/bridge-400.png" length="1" type="image/png"/></item><!-- faults --></channel></rss>',
    "data.json": '{"url": "{site}events/2010/water/", "title": "/ words", '
    '"photos": [{"src": "photos/bridge-400.png"}], '
    '"note": "see https://example.invalid/elsewhere", "more": [/* faults */null]}',
    "calendar.ics": "BEGIN:VEVENT\r\nURL:{site}events/2010/\r\n water/\r\nEND:VEVENT\r\n",
    "robots.txt": "User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n",
    "files/карта №1.pdf": "%PDF",
    "files/100%.txt": "all of it",
}


@dataclass(frozen=True)
class Seed:
    """One broken link: what is put in place of `<!-- faults -->` in a file, and what must be said of it."""

    file: str
    text: str
    target: str
    reason: Reason
    meant: str | None = None


MARKS = ("<!-- faults -->", "/* faults */")
"""Where faults are put in; without a mark, at the end."""

WATER = "events/2010/water/index.html"

SEEDS = (
    Seed(WATER, '<a href="../brigde/">', "../brigde/", Reason.MISSING, "../bridge/"),
    Seed(WATER, '<a href="../../../reports/2009/bridge/">', "../../../reports/2009/bridge/", Reason.MISSING,
         "../bridge/"),
    Seed(WATER, '<a href="report.pdf" download>', "report.pdf", Reason.MISSING),
    Seed(WATER, '<a href="../../../about/">', "../../../about/", Reason.MISSING, "../../../about.html"),
    Seed(WATER, '<a href="#wrods">', "#wrods", Reason.ANCHOR, "#words"),
    Seed(WATER, '<a href="../bridge/#cite">', "../bridge/#cite", Reason.ANCHOR),
    Seed(WATER, '<img src="../../../photos/gone.png" alt="">', "../../../photos/gone.png", Reason.MISSING),
    Seed(WATER, '<img srcset="../../../photos/bridge-400.png 1x, ../../../photos/bridge-999.png 2x" alt="">',
         "../../../photos/bridge-999.png", Reason.MISSING),
    Seed(WATER, '<img src="../../../photos/Bridge-400.png" alt="">', "../../../photos/Bridge-400.png", Reason.CASE,
         "../../../photos/bridge-400.png"),
    Seed(WATER, '<a href="../Bridge/">', "../Bridge/", Reason.CASE, "../bridge/"),
    Seed(WATER, '<a href="../../2010/">', "../../2010/", Reason.FOLDER),
    Seed(WATER, '<a href="../bridge">', "../bridge", Reason.SLASH, "../bridge/"),
    Seed(WATER, '<a href="../../../about.html/">', "../../../about.html/", Reason.SLASH, "../../../about.html"),
    Seed(WATER, '<a href="../../../../../../events/bridge/">', "../../../../../../events/bridge/", Reason.OUTSIDE,
         "../bridge/"),
    Seed(WATER, '<a href="{root}no/such/page/">', "{root}no/such/page/", Reason.MISSING),
    Seed(WATER, '<a href="{site}events/2010/brigde/">', "{site}events/2010/brigde/", Reason.MISSING,
         "{site}events/2010/bridge/"),
    Seed(WATER, '<a href="../../../files/100%.txt">', "../../../files/100%.txt", Reason.ENCODING),
    Seed(WATER, '<a href="../../../files/%EA%E0%F0%F2%E0.pdf">', "../../../files/%EA%E0%F0%F2%E0.pdf", Reason.ENCODING),
    Seed(WATER, '<a href="../../../files/карта №2.pdf">', "../../../files/карта №2.pdf", Reason.MISSING,
         "../../../files/карта%20№1.pdf"),
    Seed(WATER, '<a href="../../../ru/%D0%BC%D0%BE%D1%81%D1%82%D1%8B/">', "../../../ru/%D0%BC%D0%BE%D1%81%D1%82%D1%8B/",
         Reason.MISSING, "../../../ru/мост/"),
    Seed(WATER, '<a href="../../../ru/#огонь">', "../../../ru/#огонь", Reason.ANCHOR),
    Seed(WATER, '<a href="../../../files/100%2525.txt">', "../../../files/100%2525.txt", Reason.MISSING),
    Seed(WATER, '<a href="..%2Fbridge/">', "..%2Fbridge/", Reason.MISSING),
    Seed(WATER, '<a href="..\\bridge\\x/">', "..\\bridge\\x/", Reason.MALFORMED),
    Seed(WATER, '<a href="http:/example.invalid/x">', "http:/example.invalid/x", Reason.MALFORMED),
    Seed(WATER, '<a href="https://">', "https://", Reason.MALFORMED),
    Seed(WATER, '<a href="file:///C:/report.docx">', "file:///C:/report.docx", Reason.OWN_MACHINE),
    Seed(WATER, '<a href="http://localhost:9/draft">', "http://localhost:9/draft", Reason.OWN_MACHINE),
    Seed(WATER, '<a href="">', "", Reason.EMPTY),
    Seed(WATER, '<script src="../../../assets/gone.js"></script>', "../../../assets/gone.js", Reason.MISSING),
    Seed(WATER, '<link rel="stylesheet" href="../../../assets/gone.css">', "../../../assets/gone.css", Reason.MISSING),
    Seed(WATER, "<style>p { background: url('../gone-style.png') }</style>", "../gone-style.png", Reason.MISSING),
    Seed(WATER, '<svg><use xlink:href="../../../assets/mark.svg#dots"/></svg>', "../../../assets/mark.svg#dots",
         Reason.ANCHOR, "../../../assets/mark.svg#dot"),
    Seed(WATER, '<iframe src="../../../frame.html"></iframe>', "../../../frame.html", Reason.MISSING),
    Seed(WATER, '<video poster="gone-poster.png"></video>', "gone-poster.png", Reason.MISSING),
    Seed(WATER, '<video src="gone-film.mp4"></video>', "gone-film.mp4", Reason.MISSING),
    Seed(WATER, '<object data="gone-object.pdf"></object>', "gone-object.pdf", Reason.MISSING),
    Seed(WATER, '<blockquote cite="gone-cite/"></blockquote>', "gone-cite/", Reason.MISSING),
    Seed(WATER, '<form action="../gone-form/"></form>', "../gone-form/", Reason.MISSING),
    Seed(WATER, '<meta property="og:image" content="{site}photos/gone-og.png">',
         "{site}photos/gone-og.png", Reason.MISSING),
    Seed(WATER, '<meta property="og:image" content="../../../photos/bridge-400.png">', "../../../photos/bridge-400.png",
         Reason.NOT_FULL),
    Seed(WATER, '<link rel="canonical" href="{site}events/2010/watre/">', "{site}events/2010/watre/", Reason.MISSING,
         "{site}events/2010/water/"),
    Seed(WATER, '<link rel="canonical" href="../water/">', "../water/", Reason.NOT_FULL),
    Seed(WATER, '<link rel="canonical" href="https://example.invalid/">', "https://example.invalid/",
         Reason.OTHER_SITE),
    Seed(WATER, '<link rel="alternate" hreflang="tg" href="{site}tg/">', "{site}tg/", Reason.MISSING),
    Seed(WATER, '<script type="application/ld+json">{"url": "{site}gone-ld/"}</script>',
         "{site}gone-ld/", Reason.MISSING),
    Seed(WATER, '<a href="gone-quoted/" title="a > b">', "gone-quoted/", Reason.MISSING),
    Seed(WATER, "<a class=x href=gone-bare/>", "gone-bare/", Reason.MISSING),
    Seed("former/index.html", '<meta http-equiv="refresh" content="0;URL=../gone-refresh/">', "../gone-refresh/",
         Reason.MISSING),
    Seed("circle/index.html", '<meta http-equiv="refresh" content="0; url=round/">', "round/", Reason.REDIRECT_CIRCLE),
    Seed("circle/round/index.html", '<meta http-equiv="refresh" content="0; url=../">', "../", Reason.REDIRECT_CIRCLE),
    Seed("404.html", '<a href="events/">', "events/", Reason.RELATIVE),
    Seed("assets/site.css", "p { background: url(gone-css.png) }", "gone-css.png", Reason.MISSING),
    Seed("assets/site.css", '@import "gone-import.css";', "gone-import.css", Reason.MISSING),
    Seed("sitemap.xml", "<url><loc>{site}gone-sitemap/</loc></url>", "{site}gone-sitemap/", Reason.MISSING),
    Seed("feed.xml", '<entry><link href="{site}gone-feed/"/></entry>', "{site}gone-feed/", Reason.MISSING),
    Seed("feed.xml", '<entry><content type="html">&lt;img src="{site}gone-in-feed.png"&gt;</content></entry>',
         "{site}gone-in-feed.png", Reason.MISSING),
    Seed("rss.xml", '<item><enclosure url="{site}gone-enclosure.mp3"/></item>',
         "{site}gone-enclosure.mp3", Reason.MISSING),
    Seed("data.json", '{"url": "{site}gone-json/"}, ', "{site}gone-json/", Reason.MISSING),
    Seed("calendar.ics", "URL:{site}gone-calendar/\r\n", "{site}gone-calendar/", Reason.MISSING),
)  # fmt: skip


def write_toy_site(folder: Path, site_url: str, seeds: tuple[Seed, ...] = ()) -> Path:
    """The site in `folder`, as it would be served at `site_url`, with some faults in it."""
    texts = FILES | {file: _page(file, text) for file, text in PAGES.items()}
    for seed in seeds:
        text = texts.get(seed.file, MARKS[0])
        mark = next((mark for mark in MARKS if mark in text), "")
        texts[seed.file] = text.replace(mark, seed.text + mark) if mark else text + seed.text
    for file, text in texts.items():
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        for mark in MARKS:
            text = text.replace(mark, "")  # noqa: PLW2901
        place.write_bytes(filled(text, site_url).encode())
    for name in ("photos/bridge-400.png", "photos/bridge-800.png", "assets/ground.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def _page(file: str, text: str) -> str:
    url = file.removesuffix("index.html")
    whole = HEAD + text + FOOT
    for name, value in (("title", url), ("url", quote(url)), ("up", "../" * file.count("/") or "./")):
        whole = whole.replace(f"{{{name}}}", value)
    return whole


def filled(text: str, site_url: str) -> str:
    """A text with the address of the site and its path in it."""
    root = "/" + site_url.partition("://")[2].partition("/")[2]
    return text.replace("{site}", site_url).replace("{root}", root)
