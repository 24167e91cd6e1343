"""The list of mentorships as a file: exactly the rows and the facts of the screen."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.dashboards.queries.mentorships import MentorshipRow
from programs.models import Cohort


def csv_header() -> list[str]:
    return [
        _("Mentor"),
        _("Mentee"),
        _("State"),
        _("Matched on"),
        _("Meetings"),
        _("Last meeting"),
        _("Next meeting"),
        _("Feedback by mentor on the last"),
        _("Feedback by mentee on the last"),
        _("Weeks between meetings"),
        _("Rhythm"),
        _("Agreement signed by both"),
        _("Last impact review signed by both"),
        _("Mail to mentor comes back"),
        _("Mail to mentee comes back"),
        _("Planned end"),
    ]


def csv_rows(rows: list[MentorshipRow], cohort: Cohort) -> Iterable[list[object]]:
    """Dates are days in the program's zone: the file is read by people in one office."""
    zone = cohort.program.zone

    def day(instant: datetime | None) -> str:
        return instant.astimezone(zone).date().isoformat() if instant else ""

    def answer(given: bool | None) -> str:
        return "" if given is None else _("yes") if given else _("no")

    for row in rows:
        yield [
            row.mentor.name,
            row.mentee.name,
            row.state_word,
            day(row.started_at),
            row.met,
            day(row.last_at),
            day(row.next_at),
            answer(row.mentor_answered),
            answer(row.mentee_answered),
            row.rhythm.weeks,
            row.rhythm.word,
            day(row.signed_at),
            day(row.reviewed_at),
            answer(row.mentor.bounced),
            answer(row.mentee.bounced),
            row.ends_on.isoformat(),
        ]
