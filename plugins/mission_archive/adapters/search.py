"""The plugin `archive/search`. Without it the plan of a site has no search, and its pages no fields of it."""

from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import AfterRecords, NoOptions


class SearchPlugin(AfterRecords, BasePlugin[NoOptions]):
    """Its name is what counts: the search is planned with all else (`Site.has_search`), in a preview too."""
