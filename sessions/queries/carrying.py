"""Topics of earlier meetings that nobody got to."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.lib import clock
from sessions.models import AgendaItem, Meeting

LOOK_BACK = timedelta(days=120)


def left_open(rows: QuerySet[AgendaItem], meeting: Meeting) -> QuerySet[Any, Any]:
    """Those of `rows` that wait for `meeting`: parked; or untouched where topics were ticked off at all; or of a
    meeting that did not happen. Whoever ticks nothing off is not told that everything was left open."""
    marked = AgendaItem.objects.filter(Q(discussed=True) | Q(parked=True), meeting=OuterRef("meeting"))
    state, now = Meeting.State, clock.now()
    not_met = Q(meeting__state__in=[state.CANCELLED, state.MISSED])
    untouched = Q(Exists(marked), meeting__ends_at__lte=now)
    parked = Q(parked=True, meeting__starts_at__lte=now)
    return (
        rows.filter(not_met | untouched | parked, discussed=False, carried_to__isnull=True)
        .filter(meeting__mentorship=meeting.mentorship_id, meeting__starts_at__gt=now - LOOK_BACK)
        .exclude(meeting=meeting)
        .order_by("meeting__starts_at", "position", "pk")
    )
