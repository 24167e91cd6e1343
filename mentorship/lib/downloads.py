"""A table as a file: the address of its page with `?as=csv` or `?as=xlsx`, so that whoever may see the page, with
whatever it is filtered by, gets the same rows and nothing else.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from mentorship.lib.csv_safe import to_csv
from mentorship.lib.tables import Table
from mentorship.lib.xlsx import to_xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Wanted(NamedTuple):
    table: Table
    kind: str

    def answer(self, rows: Iterable[Any], *, zone: ZoneInfo | None = None, of: str = "") -> HttpResponse:
        """`of` is the code of what the rows belong to: part of the file's name, as names of people are not."""
        header, records = self.table.header(), self.table.records(rows, zone)
        content: str | bytes
        if self.kind == "csv":
            content = "\ufeff" + to_csv(header, records)  # by this mark spreadsheets know UTF-8
        else:
            content = to_xlsx(self.table.name, header, records)
        answer = HttpResponse(content, content_type=KINDS[self.kind])
        name = "-".join(part for part in (self.table.name, of) if part)
        answer["Content-Disposition"] = f'attachment; filename="{name}.{self.kind}"'
        return answer


def wanted_file(request: HttpRequest, *tables: Table) -> Wanted | None:
    """Which of the tables of a page is asked for as a file: the one named, else the first. None: the page itself."""
    kind, name = request.GET.get("as", ""), request.GET.get("table", "")
    if request.method not in {"GET", "HEAD"} or kind not in KINDS:
        return None
    return Wanted(next((one for one in tables if one.name == name), tables[0]), kind)
