"""A file is mended while it waits: cells corrected, a kind of problem repaired, rows left out, words explained.

The text of the file itself is changed (it is kept encrypted), so that whatever is read from it later is the same.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import PeopleImport
from programs.queries.importing import with_cells
from programs.queries.importing_check import check_file, sheet_of
from programs.queries.importing_rows import Check

Cell = tuple[int, int]  # the number of a row, and a column
LONGEST_CELL = 2000


@transaction.atomic
def correct_cells(*, upload: PeopleImport, cells: Mapping[Cell, str]) -> PeopleImport:
    """What was typed into the boxes beside the problems. Whether it fits, the next check says."""
    if any(len(text) > LONGEST_CELL for text in cells.values()):
        raise Refusal(_("A cell holds at most 2,000 characters here."))
    return _change(upload, lambda kept: _write_cells(kept, cells))


@transaction.atomic
def repair(*, upload: PeopleImport, kind: str, by: User) -> PeopleImport:
    """One press: every cell of this kind of problem becomes what its repair makes of it."""

    def mend(kept: PeopleImport) -> None:
        found = _check(kept, by).problems.get(kind, [])
        _write_cells(kept, {(one.row, one.at): one.fixed for one in found if one.fixed is not None})

    return _change(upload, mend)


@transaction.atomic
def leave_out(*, upload: PeopleImport, kind: str, by: User) -> PeopleImport:
    """The rows of a kind of problem are not wanted; they can be brought back."""

    def leave(kept: PeopleImport) -> None:
        rows = {one.row for one in _check(kept, by).problems.get(kind, [])}
        kept.mapping["left"] = sorted(rows | set(kept.mapping.get("left", ())))

    return _change(upload, leave)


@transaction.atomic
def bring_back(*, upload: PeopleImport) -> PeopleImport:
    def back(kept: PeopleImport) -> None:
        kept.mapping["left"] = []

    return _change(upload, back)


@transaction.atomic
def say_words(*, upload: PeopleImport, words: Mapping[str, Mapping[str, str]]) -> PeopleImport:
    """What words of the file mean, by target: “Sr. Mentor” is a mentor. Kept for the next file like this one."""

    def say(kept: PeopleImport) -> None:
        values: dict[str, Any] = {key: dict(said) for key, said in kept.mapping.get("values", {}).items()}
        for target, said in words.items():
            values.setdefault(target, {}).update({word.casefold(): ours for word, ours in said.items()})
        kept.mapping["values"] = values

    return _change(upload, say)


def _change(upload: PeopleImport, change: Callable[[PeopleImport], None]) -> PeopleImport:
    kept = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if kept.is_written:
        raise Conflict(_("This file is already imported."))
    change(kept)
    # A check that was made before this is no longer one of this file.
    kept.mapping["changes"] = int(kept.mapping.get("changes", 0)) + 1
    kept.save(update_fields=["content", "mapping"])
    return kept


def _write_cells(kept: PeopleImport, cells: Mapping[Cell, str]) -> None:
    sheet = sheet_of(kept)
    inside = {cell: text for cell, text in cells.items() if cell[1] < len(sheet.header)}
    kept.content = with_cells(kept.content, sheet.separator, inside)
    kept.mapping["separator"] = sheet.separator


def _check(kept: PeopleImport, by: User) -> Check:
    return check_file(kept, kept.cohort, by)
