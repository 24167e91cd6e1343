"""What a coordinator said about a file of a program holds for the next one with the same headings."""

from typing import Any

from django.utils.translation import gettext as _

from programs.models import Cohort, PeopleImport
from programs.queries.importing import Sheet

LOOKED_AT = 30
KEPT = ("role", "capacity", "accept", "values", "dates")


def headings(sheet: Sheet) -> list[str]:
    return [name.casefold() for name in sheet.header]


def reason_heading() -> str:
    """Of the column that skipped rows come with: it says something of a file, nothing of a person."""
    return _("Reason")


def remembered(cohort: Cohort, sheet: Sheet) -> dict[str, Any]:
    """The columns and meanings of the last file of this program with these headings; empty where there is none."""
    wanted = headings(sheet)
    rest = wanted[:-1] if wanted[-1] == reason_heading().casefold() else wanted
    done = PeopleImport.objects.filter(cohort__program=cohort.program_id, state=PeopleImport.State.DONE)
    for mapping in done.order_by("-pk").values_list("mapping", flat=True)[:LOOKED_AT]:
        if mapping.get("header") in (wanted, rest):
            columns = [*mapping["columns"], *[""] * (len(wanted) - len(mapping["columns"]))]
            return {"columns": columns, **{key: mapping[key] for key in KEPT if key in mapping}}
    return {}
