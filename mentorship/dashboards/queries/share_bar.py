"""One bar cut into parts, as numbers an SVG can take."""

from dataclasses import dataclass

from mentorship.dashboards.queries.sources import Words

WIDTH = 320
SHADES = ("1", ".45", ".15")


@dataclass(frozen=True)
class Part:
    words: Words
    count: int
    x: str
    width: str
    shade: str


def share_bar(*parts: tuple[Words, int]) -> list[Part]:
    """Empty where there is nothing to share."""
    whole = sum(count for _words, count in parts)
    if not whole:
        return []
    found, before = [], 0
    for (words, count), shade in zip(parts, SHADES, strict=False):
        x, width = WIDTH * before / whole, WIDTH * count / whole
        found.append(Part(words, count, f"{x:.1f}", f"{width:.1f}", shade))
        before += count
    return found
