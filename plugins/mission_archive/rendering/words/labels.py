"""The names of collections, facets and other fixed words of the format, as messages to be translated."""

from collections.abc import Mapping


def N_(message: str) -> str:  # noqa: N802 - the customary gettext name marks a message without translating it
    """Mark a message for translation where it is used."""
    return message


_COLLECTIONS = {
    "events": (N_("Events"), N_("Event")),
    "workshops": (N_("Workshops"), N_("Workshop")),
    "conferences": (N_("Conferences"), N_("Conference")),
    "reports": (N_("Reports"), N_("Report")),
}

_FACETS = {
    "collections": (N_("Collections"), N_("Collection")),
    "years": (N_("Years"), N_("Year")),
    "places": (N_("Places"), N_("Place")),
    "themes": (N_("Themes"), N_("Theme")),
    "dimensions": (N_("Dimensions"), N_("Dimension")),
    "institutions": (N_("Institutions"), N_("Institution")),
    "series": (N_("Series"), N_("Series of events")),
    "formats": (N_("Formats"), N_("Format")),
}

COLLECTION_NAMES: Mapping[str, str] = {name: all_ for name, (all_, _) in _COLLECTIONS.items()}
COLLECTION_NOUNS: Mapping[str, str] = {name: one for name, (_, one) in _COLLECTIONS.items()}
FACET_NAMES: Mapping[str, str] = {name: all_ for name, (all_, _) in _FACETS.items()}
FACET_NOUNS: Mapping[str, str] = {name: one for name, (_, one) in _FACETS.items()}
"""What all of them are called together, and what one of them is."""

WEEKDAYS: tuple[tuple[str, str], ...] = (
    (N_("Mo"), N_("Monday")), (N_("Tu"), N_("Tuesday")), (N_("We"), N_("Wednesday")), (N_("Th"), N_("Thursday")),
    (N_("Fr"), N_("Friday")), (N_("Sa"), N_("Saturday")), (N_("Su"), N_("Sunday")),
)  # fmt: skip

MONTHS: tuple[tuple[str, str], ...] = (
    (N_("Jan"), N_("January")), (N_("Feb"), N_("February")), (N_("Mar"), N_("March")), (N_("Apr"), N_("April")),
    (N_("May"), N_("May")), (N_("Jun"), N_("June")), (N_("Jul"), N_("July")), (N_("Aug"), N_("August")),
    (N_("Sep"), N_("September")), (N_("Oct"), N_("October")), (N_("Nov"), N_("November")), (N_("Dec"), N_("December")),
)  # fmt: skip

UNDATED_NAME = N_("Year not known")

STATUS_NAMES: Mapping[str, str] = {
    "planned": N_("Planned"),
    "announced": N_("Only announced"),
    "postponed": N_("Postponed"),
    "cancelled": N_("Cancelled"),
    "under-way": N_("Under way"),
    "overdue": N_("Outcome not known"),
    "same": N_("May be the same event as another"),
}
"""What is worth saying of a record (see `statuses`); held and published go without saying."""

PICTURE_NAMES: Mapping[str, str] = {
    "photo": N_("Photo: {credit}"),
    "map": N_("Map: {credit}"),
    "drawing": N_("Drawing: {credit}"),
    "chart": N_("Chart: {credit}"),
    "cover": N_("Cover: {credit}"),
}
"""What a picture is and who made it."""

MODE_NAMES: Mapping[str, str] = {"online": N_("Online"), "hybrid": N_("Online and in person")}

CHANGE_NAMES: Mapping[str, str] = {
    "correction": N_("Correction"),
    "update": N_("Update"),
    "minor": N_("Small change"),
}

LANGUAGE_NAMES: Mapping[str, str] = {
    "ar": N_("Arabic"),
    "de": N_("German"),
    "en": N_("English"),
    "fa": N_("Persian"),
    "fr": N_("French"),
    "ky": N_("Kyrgyz"),
    "prs": N_("Dari"),
    "ps": N_("Pashto"),
    "ru": N_("Russian"),
    "tg": N_("Tajik"),
    "tr": N_("Turkish"),
    "uz": N_("Uzbek"),
    "zh": N_("Chinese"),
}
"""Languages likely at events of such a mission; another one is shown by its code."""

INSTITUTION_KIND_NAMES: Mapping[str, str] = {
    "mission": N_("The mission"),
    "field-operation": N_("Field offices and field operations"),
    "own-organization": N_("The mission’s organization and its institutions"),
    "government": N_("Government bodies"),
    "parliament": N_("Parliaments"),
    "court": N_("Courts"),
    "consultative-body": N_("Consultative bodies"),
    "ngo": N_("Non-governmental organizations"),
    "media": N_("Media"),
    "academic": N_("Universities and research institutes"),
    "college": N_("Colleges"),
    "international-organization": N_("International organizations"),
    "diplomatic-mission": N_("Embassies and delegations"),
    "donor-state": N_("Donor states"),
}
"""In the order in which the index of institutions shows them; a vocabulary may have other kinds, too."""

OTHER_KINDS_NAME = N_("Other institutions")

PLACE_KIND_NAMES: Mapping[str, str] = {
    "site": N_("Particular place"),
    "village": N_("Village"),
    "town": N_("Town"),
    "district": N_("District"),
    "region": N_("Region"),
    "country": N_("Country"),
}
