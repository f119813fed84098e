"""What a server says with each file: what a page may do, and how long a browser may keep it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mission_archive.model.addresses import LINKSET, page_url
from mission_archive.model.file_names import folder_of, folders_above, lies_in
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import COLLECTIONS

FOREVER = "public, max-age=31536000, immutable"
"""For files whose name changes with what they hold."""

ASK_EACH_TIME = "no-cache"
"""For all else: kept, and asked for again before each use. So what is removed is gone at once, and a page never meets
the style sheets of another build; an unchanged page costs one answer without a body."""

YEAR = 31_536_000

REFUSED_POWERS = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip

PICTURES = ("avif", "gif", "jpeg", "jpg", "png", "webp")
HASHED_PATH = r"assets/(?:.*[/._-])?[0-9a-f]{7,64}[/.]"
HASHED_PICTURE = rf".*-[0-9a-f]{{12}}-[0-9a-z]+\.(?:{'|'.join(PICTURES)})$"
"""Patterns, from the site's root on, of files named after what they hold. They are read by Python and by nginx."""

PAGES_OF_RECORDS = tuple(
    page_url(collection, language) for language in LANGUAGES for collection in COLLECTIONS
)
"""The folders below which the pages of records are."""

PAGE_OF_RECORD = rf"(?:{'|'.join(PAGES_OF_RECORDS)})[0-9a-z]+/[^/]+/(?:index\.html)?$"
"""A pattern of those pages, from the site's root on."""

RE_HASHED = re.compile(f"{HASHED_PATH}|{HASHED_PICTURE}")


@dataclass(frozen=True, slots=True)
class Serving:
    """What the rules of a host are made from. All addresses are paths from the site's root.

    `files` are those of the site, sorted; `headers` those of every answer, by name. `redirects` lead from old addresses
    to present ones, `gone` lead nowhere.
    `base` is the path of the site on its host, from `/` to `/`.
    """

    files: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: Collection[str] = ()
    base: str = "/"

    @property
    def link(self) -> str:
        """The header `Link` of each page of a record, for programs that read no HTML (FAIR Signposting, level 2): one
        for all, since one file says of each record what the head of its page says. Empty if the site has no such file.
        """
        linkset = f'<{self.base}{LINKSET}>; rel="linkset"; type="application/linkset+json"'
        return linkset if LINKSET in self.files else ""


Dialect = Callable[[Serving], Mapping[str, str]]
"""Makes the rules of a host: path in the site → text."""


def security_headers(content_security: str, hsts: int = YEAR) -> dict[str, str]:
    """The headers of every answer, by name. Some cannot be said in a page itself, such as who may frame it.

    `content_security` is the policy that the pages carry in their own head. `hsts` are the seconds for which a browser
    shall come by https alone (RFC 6797), 0 for no such promise.
    """
    headers = {
        "Content-Security-Policy": f"{content_security.rstrip('; ')}; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
        "X-Content-Type-Options": "nosniff",
        # Other hosts do not learn what somebody has read here.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in REFUSED_POWERS),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if hsts:
        headers["Strict-Transport-Security"] = f"max-age={hsts}"
    return headers


def is_hashed(file: str) -> bool:
    """Whether a file, given by its path from the site's root, is named after what it holds."""
    return RE_HASHED.match(file) is not None


def hashed_globs(files: Iterable[str], most: int) -> list[str]:
    """Patterns with one `*` for the files of a site that are named after what they hold, for hosts that read such.

    A folder or an ending is named only if all that lies in it, or has it, is so named. At most `most` patterns; what
    they leave out is asked for each time, which is slower and never wrong.
    """
    endings: dict[str, bool] = {}
    folders: dict[str, bool] = {}
    single: list[str] = []
    for file in files:
        is_kept, ending = is_hashed(file), file.rpartition(".")[2]
        if ending in PICTURES:
            endings[ending] = is_kept and endings.get(ending, True)
        if file.startswith("assets/"):
            for folder in folders_above(file):
                folders[folder] = is_kept and folders.get(folder, True)
            if is_kept:
                single.append(file)
    whole = {folder for folder, is_kept in folders.items() if is_kept}
    globs = [
        *(f"/*.{ending}" for ending in sorted(endings) if endings[ending]),
        *(f"/{folder}/*" for folder in sorted(whole) if folder_of(folder) not in whole),
        *(f"/{file}" for file in sorted(single) if not lies_in(file, whole)),
    ]
    return globs[:most]
