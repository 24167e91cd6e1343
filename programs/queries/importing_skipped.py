"""The rows of a file that do not come in, as a file of their own: their cells as they are, and the reason."""

from django.utils.translation import gettext as _

from mentorship.lib.csv_safe import to_csv
from programs.queries.importing import Sheet
from programs.queries.importing_kinds import KINDS
from programs.queries.importing_memory import reason_heading
from programs.queries.importing_rows import Check


def skipped_csv(sheet: Sheet, check: Check) -> str:
    """Empty where every row comes in. `sheet` is the whole file."""
    reasons: dict[int, list[str]] = {row: [_("left out by hand")] for row in check.left}
    for code, problems in check.problems.items():
        for one in problems:
            column = f"{one.column}: " if one.column else ""
            reason = f"{column}{KINDS[code].title} ({_('expected')} {one.expected})"
            reasons.setdefault(one.row, []).append(reason)
    if not reasons:
        return ""
    header = list(sheet.header)
    if header[-1] == reason_heading():  # the same file, corrected and brought again
        header.pop()
    wide = len(header)
    rows = (
        [*cells[:wide], *[""] * (wide - len(cells)), "; ".join(reasons[number])]
        for number, cells in sheet.rows
        if number in reasons
    )
    return to_csv([*header, reason_heading()], rows)
