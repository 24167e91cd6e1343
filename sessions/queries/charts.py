"""A small line over days, as numbers an SVG can take: no script, no style, a sentence for whoever does not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

WIDTH, HEIGHT, EDGE = 320, 96, 8
MOST_POINTS, MOST_DOTS = 60, 12

Points = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True)
class LineChart:
    width: int
    height: int
    line: str  # the points of a polyline
    dots: list[tuple[str, str]]
    target: str  # the height of the line of the aim
    sentence: str


def plain(value: Decimal) -> str:
    """“12” rather than “12.00”, “2.5” rather than “2.50”."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def line_chart(points: Points, *, start: Decimal, target: Decimal, unit: str) -> LineChart | None:
    """None below two points: one number is said, not drawn."""
    if len(points) < 2:
        return None
    shown = _thinned(points)
    first, last = shown[0][0], shown[-1][0]
    values = [value for _day, value in shown] + [start, target]
    low, high = min(values), max(values)
    days, span = max((last - first).days, 1), high - low

    def across(day: date) -> str:
        return f"{EDGE + (WIDTH - 2 * EDGE) * (day - first).days / days:.1f}"

    def up(value: Decimal) -> str:
        return f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float((value - low) / span):.1f}"

    spots = [(across(day), up(value)) for day, value in shown]
    return LineChart(
        width=WIDTH,
        height=HEIGHT,
        line=" ".join(f"{x},{y}" for x, y in spots),
        dots=spots if len(spots) <= MOST_DOTS else spots[-1:],
        target=up(target),
        sentence=_sentence(points, target=target, unit=unit),
    )


def _thinned(points: Points) -> list[tuple[date, Decimal]]:
    """Every so many, and always the last, so that the drawing stays small."""
    step = -(-len(points) // MOST_POINTS)
    kept = list(points[::step])
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _sentence(points: Points, *, target: Decimal, unit: str) -> str:
    (first_day, first), (last_day, last) = points[0], points[-1]
    return _(
        "%(unit)s: from %(first)s on %(first_day)s to %(last)s on %(last_day)s; the aim is %(target)s."
    ) % {
        "unit": unit or _("The number"),
        "first": plain(first),
        "first_day": format_date(first_day, "j F Y"),
        "last": plain(last),
        "last_day": format_date(last_day, "j F Y"),
        "target": plain(target),
    }
