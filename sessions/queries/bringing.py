"""The open goals somebody may bring along from the mentorship before: their own."""

from django.db.models import QuerySet

from programs.models import Member
from sessions.models import Goal


def open_goals(member: Member) -> "QuerySet[Goal]":
    """In focus or parked, of the mentorship this one took the place of."""
    user, before = member.enrolment.person.user, member.mentorship.follows_id
    if user is None or before is None:
        return Goal.objects.none()
    rows = Goal.objects.visible_to(user).filter(mentorship=before)
    states = [Goal.State.IN_FOCUS, Goal.State.PARKED]
    return rows.filter(owner__enrolment=member.enrolment_id, state__in=states).order_by("number")
