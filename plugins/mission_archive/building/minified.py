"""Scripts and style sheets as short as a program makes them."""

from mission_archive.building.faults import BuildFault


def minified(kind: str, text: str, name: str) -> str:
    """A text of a kind (`text/css`), without what a browser need not load. Raises BuildFault, which calls it `name`, if
    it cannot be read.
    """
    # It starts threads of its own. A process that has them must not fork, as the tests' does before it runs a command.
    import minify  # noqa: PLC0415

    try:
        return str(minify.string(kind, text))
    except minify.MinifyError as fault:
        what, *shown = str(fault).splitlines()
        line = shown[0].partition(": ")[2].strip() if shown else ""
        raise BuildFault(f"{name} cannot be read: {what}: {line}\nCorrect it and build again.") from None
