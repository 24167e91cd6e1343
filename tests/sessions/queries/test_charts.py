"""The small line."""

from datetime import date, timedelta
from decimal import Decimal

from sessions.queries.charts import EDGE, HEIGHT, WIDTH, line_chart

DAY = date(2026, 1, 1)


def points(count: int) -> list[tuple[date, Decimal]]:
    return [(DAY + timedelta(days=number), Decimal(number)) for number in range(count)]


def test_one_number_is_no_line():
    assert line_chart(points(1), start=Decimal(0), target=Decimal(9), unit="") is None


def test_line_runs_from_edge_to_edge_and_the_aim_lies_on_top():
    chart = line_chart(points(5), start=Decimal(0), target=Decimal(8), unit="talks")
    assert chart is not None
    assert chart.dots[0] == (f"{EDGE}.0", f"{HEIGHT - EDGE}.0")
    assert chart.dots[-1] == (f"{WIDTH - EDGE}.0", f"{HEIGHT / 2:.1f}")
    assert chart.target == f"{EDGE}.0"
    assert chart.sentence == "talks: from 0 on 1 January 2026 to 4 on 5 January 2026; the aim is 8."


def test_many_numbers_stay_a_small_drawing_that_ends_at_the_last():
    chart = line_chart(points(200), start=Decimal(0), target=Decimal(8), unit="talks")
    assert chart is not None
    assert len(chart.line) < 2000
    assert len(chart.dots) == 1
    assert chart.line.split()[-1] == ",".join(chart.dots[0])
