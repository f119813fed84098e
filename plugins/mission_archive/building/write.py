"""The third step of a build: what is planned is made and written."""

import shutil
from collections.abc import Callable
from pathlib import Path

from mission_archive.building.files import Gathered
from mission_archive.building.plan import Plan
from mission_archive.building.site import Site
from mission_archive.model.file_names import folder_of
from mission_archive.publishing.hosts.compression import compress


def write(
    plan: Plan,
    site: Site,
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write a site into `folder`, in which its other files are. `progress` is called with how many of how many.

    There are a dozen small files a record, so that paths are texts here and a folder is made once. Raises OSError.
    """
    made: set[str] = set()
    for done, (path, content) in enumerate(plan.files.items(), 1):
        home = folder_of(path)
        if home not in made:
            (folder / home).mkdir(parents=True, exist_ok=True)
            made.add(home)
        if isinstance(content, Path):
            shutil.copyfile(content, f"{folder}/{path}")
        elif isinstance(content, Gathered):
            content.write(folder, folder / path)
        else:
            # Of a page, `content` is `building.page_files.page_bytes` with its plan.
            data = content if isinstance(content, bytes) else content()
            with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123
                file.write(data)
        progress(done, len(plan.files))
    if site.has_twins:
        compress(folder, plan.paths)
