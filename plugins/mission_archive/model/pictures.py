"""A photograph as the site publishes it: the same picture in several sizes and two formats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture. `url` leads there from the site's root; sides in pixels, `size` in bytes."""

    url: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in WebP and in a format that every browser reads (JPEG, or PNG for drawings), narrowest first.

    `full` has all pixels of the original and, like the others, nothing else of it; None unless the record asks for it.
    """

    webp: tuple[Rendition, ...]
    fallback: tuple[Rendition, ...]
    full: Rendition | None = None

    @property
    def widest(self) -> Rendition:
        """What a link to the picture leads to, and what a browser shows that knows no `srcset`."""
        return self.fallback[-1]

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        return (*self.webp, *self.fallback, *((self.full,) if self.full else ()))


def srcset(renditions: tuple[Rendition, ...], root: str) -> str:
    """The value of the attribute `srcset` (HTML, section 4.8.4): each address with its width.

    `root` is the way from the page to the site's root.
    """
    return ", ".join(f"{root}{rendition.url} {rendition.width}w" for rendition in renditions)
