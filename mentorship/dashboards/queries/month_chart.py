"""A column a month, as numbers an SVG can take: solid up to what is sure, pale up to what may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import date as format_date

WIDTH, HEIGHT, FOOT, GAP = 320, 96, 18, 6
MOST_MONTHS = 12


@dataclass(frozen=True)
class Bar:
    """One month: shares between 0 and 1; None where too few answered."""

    month: date
    least: float | None
    most: float | None


@dataclass(frozen=True)
class Column:
    x: str
    width: str
    middle: str
    letter: str  # the month, short
    sure_y: str
    sure_height: str
    maybe_y: str
    maybe_height: str
    hidden: bool


@dataclass(frozen=True)
class MonthChart:
    width: int
    height: int
    ground: int  # where 0 is
    columns: list[Column]
    sentence: str


def month_chart(bars: Sequence[Bar], sentence: str) -> MonthChart | None:
    """None below two months: one number is said, not drawn."""
    if len(bars) < 2:
        return None
    shown = bars[-MOST_MONTHS:]
    step = min(WIDTH / len(shown), WIDTH / 6)
    columns = [_column(bar, place * step, step - GAP) for place, bar in enumerate(shown)]
    return MonthChart(WIDTH, HEIGHT, HEIGHT - FOOT, columns, sentence)


def _column(bar: Bar, x: float, width: float) -> Column:
    ground = HEIGHT - FOOT
    sure, maybe = ground * (bar.least or 0), ground * (bar.most or 0)
    return Column(
        x=f"{x:.1f}",
        width=f"{width:.1f}",
        middle=f"{x + width / 2:.1f}",
        letter=format_date(bar.month, "M"),
        sure_y=f"{ground - sure:.1f}",
        sure_height=f"{sure:.1f}",
        maybe_y=f"{ground - maybe:.1f}",
        maybe_height=f"{maybe - sure:.1f}",
        hidden=bar.least is None,
    )
