"""The style sheets name only what there is."""

import re

from tests.support.site import PROJECT

RE_NO_SELECTOR = re.compile(r"/\*.*?\*/|\{[^{}]*\}|\"[^\"]*\"|url\([^)]*\)", re.DOTALL)


def test_every_class_in_a_style_sheet_is_given_by_a_template_a_script_or_the_program():
    sheets = "\n".join(path.read_text("utf-8") for path in (PROJECT / "overrides").rglob("*.css"))
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", RE_NO_SELECTOR.sub(" ", sheets)))
    givers = "\n".join(
        path.read_text("utf-8")
        for folder in ("overrides", "plugins/mission_archive")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".html", ".js", ".py")
    )
    assert len(classes) > 50
    # A class such as label--events is put together from its beginning and a word.
    assert {
        name for name in classes if name not in givers and f"{name.partition('--')[0]}--" not in givers
    } == set()
