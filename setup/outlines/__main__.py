"""Draws the outlines of the world's countries that the maps of the site are made of.

A maintainer runs it by hand when there is a new edition: ``python -m setup.outlines``. It writes outlines.json.gz and
its note into plugins/mission_archive/geometry. The same package gives the same drawings. docs/develop/maps.md
describes the file's form.
"""

from __future__ import annotations

import gzip
import json
import tarfile
from pathlib import Path

from setup.outlines.frames import maps
from setup.outlines.geometry import PACKAGE, load, package

TARGET = Path(__file__).parents[2] / "plugins" / "mission_archive" / "geometry"

NOTE = """\
outlines.json.gz: the outlines of the world's countries, drawn for the maps of the site
========================================================================================

Source    Natural Earth, Admin 0 countries, 1:10 million, version 4.1.0
          https://www.naturalearthdata.com/
Terms     in the public domain: https://www.naturalearthdata.com/about/terms-of-use/
Taken by  {package} (npm), file countries-10m.json, which carries it as TopoJSON.
          https://github.com/topojson/world-atlas
          The package is under the ISC licence, Copyright 2013-2019 Michael Bostock:

{licence}

Made by   setup/outlines, which projects the boundaries and makes their lines simpler.
Holds     {maps} maps of {countries} countries and territories, each in two sizes.

Natural Earth draws boundaries as they are held on the ground, not as anyone claims them. What a map shows is no
position of this archive or of the mission.
"""


def main() -> None:
    """Draw every country, and write the drawings and their note."""
    world = load()
    drawn = [each for name, _ in world.countries for each in maps(world, name)]
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
    packed = gzip.compress(text, compresslevel=9, mtime=0)
    (TARGET / "outlines.json.gz").write_bytes(packed)
    with tarfile.open(package()) as parts:
        member = parts.extractfile("package/LICENSE")
        assert member is not None
        licence = member.read().decode().strip().splitlines()
    note = NOTE.format(
        package=PACKAGE.replace("-2", " 2"),
        licence="\n".join(f"          {line}".rstrip() for line in licence),
        maps=len(drawn),
        countries=len(world.countries),
    )
    (TARGET / "LICENCE.txt").write_text(note, "utf-8")
    print(f"{len(packed):,} bytes, {len(drawn)} maps")


if __name__ == "__main__":
    main()
