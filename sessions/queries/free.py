"""When the two are taken: by a meeting of theirs, or of another mentorship one of them is in. Dates, never whose."""

from typing import Any

from django.db.models import Q, QuerySet

from programs.models import Member, Mentorship
from sessions.models import Meeting


def taken_by_either(mentorship: Mentorship, *, but: Meeting | None = None) -> QuerySet[Any, Any]:
    """Booked or held meetings of either person, as facts: only when they start and end may leave this module."""
    people = Member.objects.filter(mentorship=mentorship).values("enrolment__person")
    rows = (
        Meeting.objects.filter(mentorship__members__enrolment__person__in=people)
        .filter(Q(mentorship=mentorship) | ~Q(mentorship__state=Mentorship.State.ENDED))
        .exclude(state__in=[Meeting.State.CANCELLED, Meeting.State.MISSED])
    )
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return rows.distinct()
