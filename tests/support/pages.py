"""One page of every type that the site has, in each language that it is in: addresses in the sample's site."""

from __future__ import annotations

LISTS = {
    "index of collections": "collections/",
    "index of themes": "themes/",
    "index of places": "places/",
    "index of years": "years/",
    "index of series": "series/",
    "index of institutions": "institutions/",
    "index of formats": "formats/",
    "index of dimensions": "dimensions/",
    "collection": "events/",
    "second page of a collection": "events/page/2/",
    "theme": "themes/letters/",
    "second page of a theme": "themes/letters/page/2/",
    "theme with narrower ones": "themes/water/",
    "place": "places/new-alder/",
    "second page of a place": "places/valley/page/2/",
    "year": "years/2010/",
    "second page of a year": "years/2013/page/2/",
    "no year": "years/undated/",
    "series": "series/talks/",
    "institution": "institutions/mission/",
    "format": "formats/seminar/",
    "dimension": "dimensions/economic/",
    "calendar": "calendar/",
    "calendar of a year": "calendar/2010/",
}
FRAME = {"home": "", "about": "about/", "search": "search/", "data": "data/"}
ENGLISH = {
    "record": "workshops/2010/everything/",
    "record with little": "events/2012/minimal/",
    "record with files": "events/2014/files/",
    "record of a thread": "reports/2009/assessment/",
    "record that is planned": "reports/2012/promised/",
    "record of a series": "conferences/2018/meeting/",
    "record without a date": "events/undated/lost/",
    "withdrawn record": "reports/2009/withdrawn/",
    "removed record": "reports/2009/removed/",
    "documentation": "editors/dates/",
    "documentation with code": "editors/publish-a-record/",
    "documentation with a picture": "develop/maps/",
    "not found": "nowhere/at/all/",
}
RUSSIAN = {
    "record in Russian": "ru/workshops/2010/everything/",
    "record only in Russian": "ru/events/2012/only-russian/",
    "record that is not translated into Russian": "ru/events/2012/minimal/",
    "removed record in Russian": "ru/reports/2009/removed/",
}
TAJIK = {
    "record in Tajik": "tg/reports/2009/assessment/",
    "record that is not translated into Tajik": "tg/events/2012/minimal/",
}
MOVED = {"moved": "old/third/", "moved in Russian": "old/removed-russian/"}

EVERYWHERE = FRAME | LISTS
PAGES = {
    **EVERYWHERE,
    **ENGLISH,
    **{f"{name} in Russian": f"ru/{url}" for name, url in EVERYWHERE.items()},
    **RUSSIAN,
    **{f"{name} in Tajik": f"tg/{url}" for name, url in EVERYWHERE.items()},
    **TAJIK,
}
"""The types of pages by name. `moved` is not among them: such a page is left as soon as it is opened."""

SCALE = {
    "home of many records": "",
    "home of many records in Russian": "ru/",
    "home of many records in Tajik": "tg/",
    "index of many places": "places/",
    "calendar of many years": "calendar/",
}
"""Pages of the real records that show what the sample has too little for: a map of many towns, a dense calendar."""
