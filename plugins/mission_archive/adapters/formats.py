"""The plugin `archive/formats`: what programs read, which is made in `formats/` and planned in
`building.plan`. Without the plugin the plan of a site has no files for programs."""

from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import AfterRecords, NoOptions


class FormatsPlugin(AfterRecords, BasePlugin[NoOptions]):
    """Its name is what counts: the files are planned with all others (`Site.has_formats`)."""
