"""What messages propose in the place of somebody's own words, and where it is left as it was.

A form such as `YYYY-MM-DD` or `…` needs no entry: it is not a value of any field.
"""

NOTE = "Write here what was wrong and what is right now."
PICTURE = "what the picture shows, for those who cannot see it"
PERMISSION = "the licence of the source, or who permitted its publication"
FORMER_PATH = "/collection/year/name/"

PLACEHOLDERS = (NOTE, PICTURE, PERMISSION, FORMER_PATH)

_BARE = {text.casefold().strip("/."): text for text in PLACEHOLDERS}


def left_in(text: str) -> str | None:
    """The placeholder that a text still has in it, whatever its capitals, line breaks and full stop."""
    folded = " ".join(text.casefold().split())
    return next((whole for bare, whole in _BARE.items() if bare in folded), None)


def replace_it(placeholder: str) -> str:
    """What is wrong with a placeholder in a field, and what to do."""
    return f"'{placeholder}' is what a message proposed for you to replace; write your own words instead"
