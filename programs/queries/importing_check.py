"""What a kept file would do: of people or of pairs, by what its columns were said to mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mentorship.accounts.models import User
from programs.models import Cohort, PeopleImport
from programs.queries.importing import Sheet, read_sheet
from programs.queries.importing_changes import changes_of
from programs.queries.importing_pairs import check_pairs
from programs.queries.importing_questions import asks_of
from programs.queries.importing_reader import Choices
from programs.queries.importing_rows import Check, check_rows

PAIRS = "pairs"


def sheet_of(upload: PeopleImport) -> Sheet:
    return read_sheet(upload.content, separator=str(upload.mapping.get("separator", "")))


def check_file(
    upload: PeopleImport,
    cohort: Cohort,
    by: User | None,
    report: Callable[[int, int], None] = lambda *_: None,
) -> Check:
    return check_sheet(sheet_of(upload), upload.mapping, cohort, by, report)


def check_sheet(
    sheet: Sheet,
    mapping: Mapping[str, Any],
    cohort: Cohort,
    by: User | None,
    report: Callable[[int, int], None] = lambda *_: None,
) -> Check:
    choices, left = Choices.of(mapping), set(mapping.get("left", ()))
    if left:
        sheet = replace(sheet, rows=tuple(row for row in sheet.rows if row[0] not in left))
    asks = asks_of(sheet, choices.columns, choices.role, cohort.program)
    if choices.role == PAIRS:
        check = check_pairs(sheet, choices, cohort, by, report, asks)
    else:
        check = check_rows(sheet, choices, cohort, report, asks)
    check.changes = changes_of(check.here, cohort, by, check.asks)
    check.left = sorted(left)
    return check
