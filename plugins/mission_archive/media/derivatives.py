"""A photo in the sizes and formats of the site, made once and kept by what the photo holds."""

import os
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import prod
from pathlib import Path
from urllib.parse import quote

import PIL

from mission_archive.media.decoding import PictureFault, decode, read_photo, size_of
from mission_archive.media.encoding import RECIPE, encode_all, encode_full
from mission_archive.media.store import CacheEntry, Store, digest_of
from mission_archive.model.archive import Archive
from mission_archive.model.files import FileFault
from mission_archive.model.pictures import Picture, Rendition
from mission_archive.model.problems import Code

MOST_STEM_BYTES = 150
"""Of the photo's own name in that of its files; systems allow 255 bytes for the whole."""

NOT_ENCODED = FileFault(
    Code.PICTURE, "cannot be written in the formats of the site; save it in another size, and copy it anew"
)

MOST_WORKERS = 8
"""Threads: each holds a file of up to 50 MB and its pixels."""

LARGE_PIXELS = 15_000_000
"""Photos of more are worked on one after the other, in one thread: a thread keeps the memory it has once asked for."""

DIGITS = 12
"""Of the digest in a file's name: enough to tell apart all that ever bore the same name in the same folder."""


@dataclass(frozen=True, slots=True)
class Derivatives:
    """A picture, and the files it is published as: from their paths below the site's root to where they lie now."""

    picture: Picture
    files: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Album:
    """All pictures of an archive by the paths of their photos from the project's root, and all their files."""

    pictures: Mapping[str, Picture]
    files: Mapping[str, Path]


def derivatives(
    photo: Path,
    uri: str,
    store: Store,
    *,
    has_full: bool = False,
    alone: Executor | None = None,
) -> Derivatives:
    """What a photo is published as, made now or taken from `store`.

    `uri` is the photo's path from the content folder; its files stand in the same folder of the site, named after it,
    after what it holds, and after their width: `panel-5f0c…-960.webp`. So an address never changes its picture, and a
    browser may keep it for ever. The same photo and `RECIPE` always make the same addresses, and with the same Pillow
    the same bytes. With `has_full` there is one more file, in the full size. None of them holds anything but pixels.
    A large photo is worked on by `alone`, if others are made at the same time.

    Raises PictureFault if the file is not a picture, broken, or beyond the limits.
    """
    data = read_photo(photo)
    folder, _, name = uri.rpartition("/")
    stem, _, ending = name.rpartition(".")
    ending = f".{ending.lower()}"
    digest = digest_of(data, repr(RECIPE).encode())
    key = digest_of(digest.encode(), PIL.__version__.encode(), b"full" if has_full else b"")
    entry = store.get(key)
    if entry is None:
        is_large = prod(size_of(data, ending)) > LARGE_PIXELS
        make = partial(_make, data, ending, key, store, has_full=has_full)
        entry = alone.submit(make).result() if alone and is_large else make()
    short = stem.encode()[:MOST_STEM_BYTES].decode(errors="ignore")
    return _placed(entry, f"{folder}/{short}-{digest[:DIGITS]}".lstrip("/"))


def album(archive: Archive, project: Path, store: Store, *, workers: int | None = None) -> Album:
    """The pictures of all photos that the public may see; nothing is made of others, and their files are not opened.

    `archive` is the one that is published (see `Archive.visible`), `project` the folder that its paths begin in.
    Photos are worked on by `workers` threads at once, or else by as many as there are processors, up to
    `MOST_WORKERS`; large ones by one more, one after the other.

    Raises PictureFault for the first photo of which no picture can be made.
    """
    wanted = {
        f"{record.folder}/{photo.file}": photo.original
        for record in archive.records.values()
        if not record.removed
        for photo in record.shown_photos
    }
    large = ThreadPoolExecutor(1)

    def make(path: str) -> Derivatives:
        uri = path.partition("/")[2]
        return derivatives(project / path, uri, store, has_full=wanted[path], alone=large)

    # Threads do: a decoder lets go of the interpreter while it works.
    with large, ThreadPoolExecutor(workers or min(os.cpu_count() or 1, MOST_WORKERS)) as pool:
        made = dict(zip(wanted, pool.map(make, wanted), strict=True))
    return Album(
        {path: one.picture for path, one in made.items()},
        {name: file for one in made.values() for name, file in one.files.items()},
    )


def _make(data: bytes, ending: str, key: str, store: Store, *, has_full: bool) -> CacheEntry:
    decoded = decode(data, ending, (RECIPE.widths[-1], RECIPE.most_height))
    whole = decode(data, ending) if has_full else None
    try:
        made = {f"{file.width}{file.ending}": file for file in encode_all(decoded)}
        if whole is not None:
            full = encode_full(whole)
            made[f"full{full.ending}"] = full
    except (OSError, ValueError) as error:
        raise PictureFault(NOT_ENCODED) from error
    sides = {name: [file.width, file.height, len(file.data)] for name, file in made.items()}
    return store.put(key, sides, {name: file.data for name, file in made.items()})


def _placed(entry: CacheEntry, stem: str) -> Derivatives:
    """The files of an entry at their addresses, which begin with `stem`."""
    full: Rendition | None = None
    webp: list[Rendition] = []
    fallback: list[Rendition] = []
    for name, (width, height, size) in sorted(entry.about.items(), key=lambda file: file[1]):
        rendition = Rendition(quote(f"{stem}-{name}"), width, height, size)
        if name.startswith("full"):
            full = rendition
        else:
            (webp if name.endswith(".webp") else fallback).append(rendition)
    files = {f"{stem}-{name}": entry.folder / name for name in entry.about}
    return Derivatives(Picture(tuple(webp), tuple(fallback), full), files)
