"""The plugin `archive/formats`: what programs read. Without it the plan of a site has no files for them."""

from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import AfterRecords, NoOptions


class FormatsPlugin(AfterRecords, BasePlugin[NoOptions]):
    """Its name is what counts: the files are planned with all others (`Site.has_formats`)."""
