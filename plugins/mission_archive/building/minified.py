"""Scripts and style sheets as short as a program makes them."""


def minified(kind: str, text: str) -> str:
    """A text of a kind (`text/css`), without what a browser need not load."""
    # It starts threads of its own. A process that has them must not fork, as the tests' does before it runs a command.
    import minify  # noqa: PLC0415

    return str(minify.string(kind, text))
