"""The options of the plugin `archive/records` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from mission_archive.adapters.builds import LINKS, PUBLISHING, SEARCH
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


def _moved(plugin: str, advice: str) -> config_options.Deprecated:
    """An option that `archive/records` once had."""
    return config_options.Deprecated(
        removed=True, message=f"this is the work of the plugin {plugin} now; {advice}"
    )


class RecordsConfig(Config):
    """Options of `archive/records` in mkdocs.yml."""

    content_dir = config_options.Type(str, default="content")
    """The folder of the records, from the folder of mkdocs.yml."""
    translations = config_options.DictOfItems(
        config_options.DictOfItems(config_options.Type(str)), default={}
    )
    """Language → site_name, site_description and copyright in it; what is missing is as in the site's own."""
    ahead = config_options.Type(bool, default=False)
    """Whether SOURCE_DATE_EPOCH may name a moment to come, for which records under embargo are public."""
    report_to = config_options.Optional(ReportTarget())
    """Where readers report mistakes: an e-mail address, or the https address of an issue form."""
    search = _moved(SEARCH, "delete this line, and name that plugin under 'plugins:' in a site with a search")
    check_links = _moved(LINKS, "delete this line, and name that plugin under 'plugins:' to check each build")
    compressed = _moved(PUBLISHING, "write this line below it")
    https_only = _moved(PUBLISHING, "write this line below it")


def site_of(config: MkDocsConfig, options: RecordsConfig, *, is_preview: bool) -> Site:
    """What mkdocs.yml says of the site."""
    url = (config.site_url or "").rstrip("/")
    return Site(
        f"{url}/" if url else "",
        {language: _words(config, options.translations.get(language, {})) for language in LANGUAGES},
        config.theme["favicon"],
        edit_base=_edit_base(config),
        report_to=options.report_to,
        has_search=SEARCH in config.plugins,
        has_ledger=PUBLISHING in config.plugins,
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
