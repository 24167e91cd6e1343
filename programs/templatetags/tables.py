"""Drawing a declared table (`mentorship.lib.tables`): its headings, its cells, and its two files.

{% headings table %} and {% cells table row %}{% cell "name" %}…{% endcell %}{% endcells %}: the declaration says which
cells there are and in which order, the template how one of them looks. A cell without markup shows its fact.
A table is given as it is, or by its name in quotes.
"""

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mentorship.lib.downloads import KINDS
from mentorship.lib.tables import TABLES, Column, Table

register = template.Library()


def declared(table: Table | str) -> Table:
    return TABLES[table] if isinstance(table, str) else table


@register.simple_tag
def headings(table: Table | str) -> SafeString:
    rows = ((' class="num"' if one.num else "", one.heading) for one in declared(table).columns)
    return format_html_join("", '<th scope="col"{}>{}</th>', ((mark_safe(num), words) for num, words in rows))  # noqa: S308 - one of two constants


@register.inclusion_tag("components/downloads.html")
def downloads(table: Table | str, query: str = "", url: str = "") -> dict[str, Any]:
    """The links to both files. `query` is what the page is filtered by, `url` the page, where this is another."""
    return {
        "table": declared(table),
        "query": query,
        "url": url,
        "kinds": [(kind, kind.upper()) for kind in KINDS],
    }


class CellNode(Node):
    def __init__(self, key: str, nodelist: NodeList) -> None:
        self.key, self.nodelist = key, nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


class CellsNode(Node):
    """The cells of a row in the order of the columns; the first is its heading."""

    child_nodelists = ("nodelist",)

    def __init__(self, table: Any, row: Any, nodelist: NodeList) -> None:
        self.table, self.row, self.nodelist = table, row, nodelist
        self.drawn = {one.key: one for one in nodelist if isinstance(one, CellNode)}

    def render(self, context: Context) -> SafeString:
        table, row = declared(self.table.resolve(context)), self.row.resolve(context)
        if unknown := self.drawn.keys() - {one.key for one in table.columns}:
            raise template.TemplateSyntaxError(f"{table.name} has no column {', '.join(sorted(unknown))}")
        first, *others = table.columns
        parts = [f'<th scope="row">{self._inside(first, row, context)}</th>']
        if (begun := context.render_context.get(self)) is None:
            begun = context.render_context[self] = {}
        if table.name not in begun:  # the headings of a table once for all its rows
            begun[table.name] = [_begin(one) for one in others]
        parts += [
            f"{tag}{self._inside(one, row, context)}</td>"
            for tag, one in zip(begun[table.name], others, strict=True)
        ]
        return mark_safe("".join(parts))  # noqa: S308 - of tags made here, and of what is escaped below

    def _inside(self, one: Column, row: Any, context: Context) -> str:
        drawn = self.drawn.get(one.key)
        return drawn.render(context) if drawn else conditional_escape(one.text(row))


def _begin(one: Column) -> SafeString:
    num = mark_safe(' class="num"') if one.num else ""
    return format_html('<td{} data-label="{}">', num, one.heading)


@register.tag
def cells(parser: Parser, token: Token) -> CellsNode:
    _name, table, row = token.split_contents()
    nodelist = parser.parse(("endcells",))
    parser.delete_first_token()
    return CellsNode(parser.compile_filter(table), parser.compile_filter(row), nodelist)


@register.tag
def cell(parser: Parser, token: Token) -> CellNode:
    _name, key = token.split_contents()
    nodelist = parser.parse(("endcell",))
    parser.delete_first_token()
    return CellNode(key.strip("\"'"), nodelist)
