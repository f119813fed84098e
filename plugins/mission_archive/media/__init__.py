"""Photos in the sizes of the site, and what photos and documents hold besides what is seen of them.

Pure functions of files: nothing here knows MkDocs, templates, or where a site is built.
"""

from mission_archive.media.checks import FileChecks
from mission_archive.media.decoding import PictureFault
from mission_archive.media.derivatives import Album, Derivatives, album, derivatives
from mission_archive.media.store import PHOTO_CACHE, Store

__all__ = [
    "PHOTO_CACHE",
    "Album",
    "Derivatives",
    "FileChecks",
    "PictureFault",
    "Store",
    "album",
    "derivatives",
]
