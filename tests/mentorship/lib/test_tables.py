"""One declaration of columns, for the screen and the files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError

from mentorship.lib.tables import TABLES, Column, Fact, Table, column

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.fixture
def table() -> Iterator[Table]:
    made = Table(
        "made-up",
        (
            column("name", "Name", lambda row: row.name, Fact("Since", lambda row: row.since)),
            Column("met", "Met", (Fact("Meetings", lambda row: row.met),), num=True),
        ),
    )
    yield made
    del TABLES["made-up"]


ROW = SimpleNamespace(name="<Ada>", since=LATE, met=3)


def drawn(table: Table, template: str) -> str:
    return Template(template).render(Context({"table": table, "row": ROW}))


def test_a_file_has_a_column_for_each_fact_and_days_of_the_zone(table):
    assert table.header() == ["Name", "Since", "Meetings"]
    assert list(table.records([ROW], ZoneInfo("Asia/Tokyo"))) == [["<Ada>", date(2026, 11, 23), 3]]


def test_the_screen_has_a_heading_for_each_column(table):
    assert (
        drawn(table, "{% headings table %}")
        == '<th scope="col">Name</th><th scope="col" class="num">Met</th>'
    )


def test_cells_follow_the_declaration_not_the_template(table):
    markup = '{% cells table row %}{% cell "met" %}<b>{{ row.met }}</b>{% endcell %} {% endcells %}'
    assert drawn(table, markup) == (
        '<th scope="row">&lt;Ada&gt;</th><td class="num" data-label="Met"><b>3</b></td>'
    )


def test_rows_of_two_tables_drawn_by_one_tag_have_the_headings_of_their_own(table):
    other = Table(
        "other", (column("who", "Who", lambda row: row.name), column("n", "Count", lambda row: row.met))
    )
    try:
        context = Context({"rows": [(table, ROW), (table, ROW), (other, ROW)]})
        found = Template("{% for one, row in rows %}{% cells one row %}{% endcells %}{% endfor %}").render(
            context
        )
    finally:
        del TABLES["other"]
    assert [part.partition('"')[0] for part in found.split('data-label="')[1:]] == ["Met", "Met", "Count"]


def test_a_cell_that_is_not_declared_fails_the_page(table):
    with pytest.raises(TemplateSyntaxError, match="made-up has no column gone"):
        drawn(table, '{% cells "made-up" row %}{% cell "gone" %}x{% endcell %}{% endcells %}')


def test_two_tables_cannot_have_one_name(table):
    with pytest.raises(ValueError, match="made-up"):
        Table("made-up", ())


def test_the_links_keep_the_filter(table):
    context = Context({"table": table, "query": "q=a&role=mentor"})
    found = Template("{% downloads table query %}").render(context)
    assert 'href="?q=a&amp;role=mentor&amp;as=csv&amp;table=made-up"' in found
