"""Every table somebody may take along: the page offers both files, they hold what it shows, and no formula.

A new table fails here until SHOWN says where it stands and which of its facts are texts that people write.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from mentorship.lib.csv_safe import safe_cell, unsafe_cell
from mentorship.lib.tables import TABLES, Table
from programs.actions.library import mark_read
from tests.access.planted import plant
from tests.formulas import SIXTY
from tests.world import World

pytestmark = pytest.mark.usefixtures("frozen")


@dataclass(frozen=True)
class Shown:
    """The page of a table; `texts`: headings of what people wrote; `drawn`: as a table of rows on that page."""

    name: str
    args: Callable[[World], list[object]]
    texts: tuple[str, ...] = ()
    drawn: bool = True
    who: str = "mira"


def of_cohort(world: World) -> list[object]:
    return [world.program.code, world.cohort.code]


def of_program(world: World) -> list[object]:
    return [world.program.code]


def of_draft(world: World) -> list[object]:
    return [*of_cohort(world), 1]


def of_nothing(world: World) -> list[object]:
    return []


def of_proposal(world: World) -> list[object]:
    return [*of_draft(world), world.cohort.drafts.get().proposals.order_by("pk").first().code]


SHOWN: dict[str, Shown] = {
    "proposals": Shown("matching:open_offers", of_cohort, ("Mentee", "Mentor")),
    "people": Shown("programs:people", of_cohort, ("Name", "Department", "E-mail address", "Own reference")),
    "invited": Shown("programs:invitations", of_cohort, ("Name",)),
    "mentorships": Shown("dashboards:mentorships", of_cohort, ("Mentor", "Mentee")),
    "requests": Shown("programs:requests", of_cohort, ("Who asks", "Works with", "Sees to it")),
    "reviews": Shown("dashboards:reviews", of_cohort),
    "reviewed-pairs": Shown("dashboards:reviews", of_cohort, ("Mentor", "Mentee")),
    "notes": Shown("dashboards:notes", of_cohort, ("Note", "By")),
    "library": Shown("programs:program_library", of_program, ("Title", "Link", "Topics", "Language")),
    "pairs": Shown("matching:board", of_draft, ("Mentor", "Mentee")),
    "unmatched": Shown("matching:board", of_draft, ("Name",), drawn=False),
    "why": Shown("matching:why", of_proposal),
    "pair-rules": Shown("matching:pair_rules", of_cohort, ("Who", "and", "Reason")),
    "health": Shown("dashboards:cohort_health", of_cohort, drawn=False),
    "summary": Shown("dashboards:summary", of_cohort),
    "by-month": Shown("dashboards:summary", of_cohort),
    "cohorts": Shown("dashboards:reports", of_nothing, ("Cohort",)),
    "mentoring-practice": Shown("programs:library_record", of_nothing, who="ada"),
    "mentoring-record": Shown("sessions:mentoring_record", of_nothing, ("Mentee",), who="ada"),
}
# A page of a list holds so many rows; its file holds all.
PAGED = {"invited": 50, "notes": 30, "people": 50, "mentorships": 50, "reviewed-pairs": 50}


@pytest.fixture
def planted(world: World) -> World:
    plant(world)
    mark_read(user=world.ada.user, slug="listening", read=True)
    return world


def page_of(world: World, name: str) -> str:
    return reverse(SHOWN[name].name, args=SHOWN[name].args(world))


def as_csv(client: Client, path: str, name: str) -> list[list[str]]:
    answer = client.get(path, {"as": "csv", "table": name})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def as_xlsx(client: Client, path: str, name: str) -> list[tuple]:
    answer = client.get(path, {"as": "xlsx", "table": name})
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}')
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())


def test_every_table_is_looked_at_here():
    assert sorted(SHOWN) == sorted(TABLES)


def drawn_rows(html: str, table: Table) -> list[str] | None:
    """The rows below the headings of this table, as markup."""
    heads = [re.escape(str(one.heading)) for one in table.columns]
    head = r"[^<]*</th>\s*<th[^>]*>".join(heads)
    found = re.search(rf"<th[^>]*>{head}</th>.*?<tbody>(.*?)</tbody>", html, re.S)
    return re.findall(r"<tr.*?</tr>", found[1], re.S) if found else None


def test_files_hold_the_rows_and_columns_of_the_screen(planted, sign_in):
    clients = {who: sign_in(getattr(planted, who)) for who in ("mira", "ada")}
    for name, shown in SHOWN.items():
        client, path, table = clients[shown.who], page_of(planted, name), TABLES[name]
        html = client.get(path, {"all": "1"}).content.decode()
        for kind in ("csv", "xlsx"):
            assert f"as={kind}&amp;table={name}" in html, name
        header, *rows = as_csv(client, path, name)
        headings, *cells = as_xlsx(client, path, name)
        assert header == [cell.value for cell in headings] == table.header(), name
        assert (len(cells), len(rows) > 0) == (len(rows), True), name
        if shown.drawn:
            drawn = drawn_rows(html, table)
            extra = 1 if name == "why" else 0  # the sum below the lines
            assert drawn is not None, name
            assert len(drawn) - extra == min(len(rows), PAGED.get(name, len(rows))), name
            assert all(row.count("<td") + 1 >= len(table.columns) for row in drawn[: len(rows)]), name
            places = [header.index(heading) for heading in shown.texts]
            for row, said in zip(rows, drawn, strict=False):
                words = squeezed(unescape(re.sub(r"<[^>]*>", "", said)))
                missing = [row[at] for at in places if squeezed(unsafe_cell(row[at])) not in words]
                assert missing == [], name


def squeezed(text: str) -> str:
    """Some fields keep a line without blanks around it."""
    return re.sub(r"[\s\ufeff]+", "", text)


def begins(text: str) -> Callable[[str], bool]:
    return lambda cell: cell.startswith(text)


def test_sixty_formulas_in_every_text_stay_texts_in_both_files(planted, sign_in):
    """In CSV behind an apostrophe, in XLSX by the kind of the cell."""
    clients = {who: sign_in(getattr(planted, who)) for who in ("mira", "ada")}
    for name, shown in SHOWN.items():
        client, path = clients[shown.who], page_of(planted, name)
        header, *rows = as_csv(client, path, name)
        run = [cell for row in rows for cell in row if cell[:1] != "'" and safe_cell(cell) != cell]
        assert run == [], name
        headings, *cells = as_xlsx(client, path, name)
        texts = [cell for row in [headings, *cells] for cell in row if isinstance(cell.value, str)]
        assert {(cell.data_type, cell.number_format) for cell in texts} == {("s", "@")}, name
        for heading in shown.texts:
            at = header.index(heading)
            written = [squeezed(row[at].removeprefix("'")) for row in rows]
            kept = [squeezed(str(row[at].value)) for row in cells]
            wanted = [squeezed(text) for text in SIXTY]
            lost = [text for text in wanted for found in (written, kept) if not any(map(begins(text), found))]
            assert lost == [], (name, heading)


def test_the_working_of_a_pair_keeps_what_both_wrote_as_texts(planted, sign_in):
    mira = sign_in(planted.mira)
    proposals = planted.cohort.drafts.get().proposals.order_by("pk")
    for code, text in list(zip(proposals.values_list("code", flat=True), SIXTY, strict=True))[::6]:
        path = reverse("matching:why", args=[*of_draft(planted), code])
        (_header, row), (_headings, cells) = as_csv(mira, path, "why"), as_xlsx(mira, path, "why")
        assert row[2:4] == [safe_cell(text)] * 2
        assert [(cell.data_type, cell.value) for cell in cells[2:4]] == [("s", text.replace("\r", "\n"))] * 2


def test_a_file_is_for_nobody_who_may_not_see_the_page(planted, sign_in):
    clients = {who: sign_in(getattr(planted, who)) for who in ("nora", "zed", "otto", "ada")}
    for name, shown in SHOWN.items():
        for who, client in clients.items():
            if shown.who == "ada" or (name == "cohorts" and who in {"nora", "zed"}):
                continue  # one's own record; they coordinate elsewhere, and have reports of their own
            answer = client.get(page_of(planted, name), {"as": "csv", "table": name})
            assert (name, who, answer.status_code) == (name, who, 404)


def test_a_kind_we_do_not_make_is_the_page(world, sign_in):
    answer = sign_in(world.mira).get(page_of(world, "people"), {"as": "exe"})
    assert answer["Content-Type"].startswith("text/html")
