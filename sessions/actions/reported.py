"""Dates on which two people met, as a coordinator's file says: meetings held, without a word about them."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from mentorship.lib import clock
from mentorship.lib.statistics import renew_statistics
from programs.models import Cohort
from sessions.models import Meeting

NOON = time(12)
LENGTH = timedelta(minutes=45)


def report_meetings(*, cohort: Cohort, met: Mapping[int, Sequence[date]]) -> list[Meeting]:
    """Of mentorships that have just begun here, by id: their meetings are numbered by their dates from 1.

    Part of the import's transaction, which writes down that it was done, and which of them it may take back. Nobody is
    mailed about the past.
    """
    zone, now = cohort.program.zone, clock.now()
    rows = []
    for mentorship_id, days in met.items():
        for number, day in enumerate(sorted(days), 1):
            start = min(clock.wall_time(day, NOON, zone), now - LENGTH)  # today's is over, too
            rows.append(
                Meeting(
                    mentorship_id=mentorship_id,
                    number=number,
                    starts_at=start,
                    ends_at=start + LENGTH,
                    zone=zone.key,
                    state=Meeting.State.HELD,
                    booked_by=None,
                )
            )
    meetings = Meeting.objects.bulk_create(rows, batch_size=500)
    renew_statistics(Meeting, after=len(meetings))
    return meetings
