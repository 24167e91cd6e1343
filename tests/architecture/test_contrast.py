"""Every pair of colours on a page, recomputed from the tokens in both themes (WCAG 1.4.3, 1.4.11)."""

import math
import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
OKLCH = re.compile(r"oklch\(([\d.]+) ([\d.]+)(?: ([\d.]+))?\)")
TOKEN = re.compile(r"--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)")
THEMES = ("light", "dark")

TEXT, SHAPE = 4.5, 3.0
PAGES = ("paper", "surface", "sunken")
PAIRS = [
    *((text, page, TEXT) for text in ("ink", "ink-2", "ink-3", "link") for page in PAGES),
    ("paper", "ink", TEXT),  # the current place, a pressed button, a toast
    *((text, page, TEXT) for text in ("grove", "rose", "ember", "plum") for page in ("paper", "surface")),
    ("on-grove", "grove", TEXT),
    ("on-grove", "grove-hover", TEXT),
    ("on-rose", "rose", TEXT),
    *((f"{tone}-ink", f"{tone}-soft", TEXT) for tone in ("grove", "ember", "plum", "gold", "rose")),
    *((edge, page, SHAPE) for edge in ("line-strong", "focus", "grove", "gold-ink") for page in PAGES),
    ("focus", "grove-soft", SHAPE),
]


def linear(color: str) -> tuple[float, ...]:
    """OKLCH to linear sRGB, clipped to what a screen shows."""
    found = OKLCH.fullmatch(color)
    assert found, f"not a plain oklch(): {color}"
    lightness, chroma, hue = float(found[1]), float(found[2]), math.radians(float(found[3] or 0))
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return tuple(min(max(part, 0.0), 1.0) for part in rgb)


def ratio(one: str, other: str) -> float:
    bright, dim = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))), reverse=True
    )
    return (bright + 0.05) / (dim + 0.05)


def tokens() -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in TOKEN.findall((CSS / "tokens.css").read_text())}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("front, back, least", PAIRS, ids=str)
def test_a_pair_of_tokens_is_readable(front: str, back: str, least: float, theme: str) -> None:
    known = tokens()
    at = THEMES.index(theme)
    assert ratio(known[front][at], known[back][at]) >= least


def test_the_arithmetic_gives_the_ratios_we_published() -> None:
    known = tokens()
    published = {
        ("ink", "paper"): (15.2, 15.6),
        ("on-grove", "grove"): (7.9, 10.4),
        ("link", "paper"): (8.0, 11.2),
    }
    for (front, back), expected in published.items():
        for at, value in enumerate(expected):
            assert ratio(known[front][at], known[back][at]) == pytest.approx(value, abs=0.1)


@pytest.mark.parametrize("theme", THEMES)
def test_initials_are_readable_on_all_twelve_hues(theme: str) -> None:
    css = (CSS / "components.css").read_text()
    rule = re.search(r"\.avatar\{([^{}]*)", css)[1]
    halves = r":light-dark\((oklch\([\d. ]+var\(--h\)\)), (oklch\([\d. ]+var\(--h\)\))\)"
    at = THEMES.index(theme)
    background = re.search("background" + halves, rule)[at + 1]
    ink = re.search(";? ?color" + halves, rule)[at + 1]
    hues = [re.search(r"--h:(\d+)", rule)[1], *re.findall(r"\.h\d+\{--h:(\d+)\}", css)]
    assert len(hues) == 12
    for hue in hues:
        assert ratio(ink.replace("var(--h)", hue), background.replace("var(--h)", hue)) >= TEXT, hue


def test_no_colour_is_written_outside_the_tokens() -> None:
    for sheet in CSS.glob("*.css"):
        if sheet.name == "tokens.css":
            continue
        text = re.sub(
            r"/\*.*?\*/|url\(\".*?\"\)|oklch\([\d. ]+var\(--h\)\)", "", sheet.read_text(), flags=re.S
        )
        assert not re.findall(r"oklch\(|rgba?\(|hsla?\(|#[0-9a-fA-F]{3,8}\b(?=[;},) ])", text), sheet.name
