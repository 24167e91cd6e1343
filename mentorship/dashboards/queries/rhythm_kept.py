"""How many mentorships had met as often as they agreed, on the last day of a month: a fact, kept by month."""

from datetime import timedelta

from django.db.models import Max, Q
from django.utils.timezone import localtime

from mentorship.dashboards.queries.sources import Span, ran
from programs.models import Cohort, Mentorship
from sessions.models import Meeting

RHYTHM = "rhythm"
GRACE = timedelta(weeks=1)  # a date found a week later is still the rhythm


def rhythm_kept(cohort: Cohort, span: Span) -> tuple[int, int]:
    """How many ran to the end of the month and didn’t rest, and how many of them kept their rhythm.

    Kept: the last meeting, or the match or the end of a rest after it, lies no further back than the rhythm and a week.
    """
    last_day = localtime(span.end - timedelta(seconds=1), cohort.program.zone).date()
    held = Q(meetings__starts_at__lt=span.end) & (
        Q(meetings__state=Meeting.State.HELD)
        | Q(meetings__state=Meeting.State.BOOKED, meetings__ends_at__lte=span.end)
    )
    rows = (
        Mentorship.objects.filter(ran(Span(span.end, span.end)), cohort=cohort)
        .exclude(paused_until__gt=last_day)
        .annotate(last_met=Max("meetings__starts_at", filter=held))
        .values_list("rhythm_weeks", "started_at", "last_met")
    )
    kept = [
        (met or started) + timedelta(weeks=weeks) + GRACE >= span.end
        for weeks, started, met in rows.iterator()
    ]
    return len(kept), sum(kept)
