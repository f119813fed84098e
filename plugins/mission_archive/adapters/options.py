"""The options of the plugin `archive/records` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from mission_archive.building.site import Site
from mission_archive.model.languages import LANGUAGES
from mission_archive.rendering.records.mistakes import is_target


class ReportTarget(config_options.OptionallyRequired[str]):
    """Where mistakes are reported."""

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str) or not is_target(value):
            raise ValidationError(
                f"'{value}' is not an e-mail address and not an address that begins with https://"
            )
        return value


class RecordsConfig(Config):
    """Options of `archive/records` in mkdocs.yml."""

    content_dir = config_options.Type(str, default="content")
    """The folder of the records, from the folder of mkdocs.yml."""
    translations = config_options.DictOfItems(
        config_options.DictOfItems(config_options.Type(str)), default={}
    )
    """Language → site_name, site_description and copyright in it; what is missing is as in the site's own."""
    compressed = config_options.Type(bool, default=False)
    """Whether text gets compressed twins, for a server that sends them as they are."""
    https_only = config_options.Type(bool, default=True)
    """Whether servers tell browsers to use only https for a year."""
    search = config_options.Type(bool, default=True)
    """Whether the site has a search. Without it a build is quicker, and the page and fields of search are left out."""
    ahead = config_options.Type(bool, default=False)
    """Whether SOURCE_DATE_EPOCH may name a moment to come, for which records under embargo are public."""
    report_to = config_options.Optional(ReportTarget())
    """Where readers report mistakes: an e-mail address, or the https address of an issue form."""
    check_links = config_options.Type(bool, default=False)
    """Whether every link of the built site is checked, as `archive build --check-links` does; not in a preview, which
    may leave records out."""


def site_of(config: MkDocsConfig, options: RecordsConfig, *, is_preview: bool) -> Site:
    """What mkdocs.yml says of the site."""
    url = (config.site_url or "").rstrip("/")
    return Site(
        f"{url}/" if url else "",
        {language: _words(config, options.translations.get(language, {})) for language in LANGUAGES},
        config.theme["favicon"],
        edit_base=_edit_base(config),
        report_to=options.report_to,
        has_search=options.search,
        is_https=options.https_only,
        has_compressed=options.compressed,
        is_preview=is_preview,
    )


def _words(config: MkDocsConfig, translated: Mapping[str, str]) -> dict[str, str]:
    """Name, description and copyright of the site: as `translated` into a language, else as the site's own."""
    own = {"site_name": config.site_name, "site_description": config.site_description or ""}
    words = {**own, "copyright": config.copyright or "", **translated}
    return {name.removeprefix("site_"): text for name, text in words.items()}


def _edit_base(config: MkDocsConfig) -> str | None:
    if not (config.repo_url and config.edit_uri):
        return None
    # The records lie beside docs_dir, not in it, so MkDocs' own edit address would lead nowhere.
    return config.repo_url.rstrip("/") + "/" + config.edit_uri.partition("docs/")[0]
