"""When a place was first matched, and which mentees count as matched: the one rule behind every such number."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from programs.models import Enrolment, Member
from programs.models.enrolments import Role


def first_match() -> Subquery:
    """When the first mentorship of a place began, whether it still runs or has ended; None without one.

    A subquery, not a join: sums beside it stay sums.
    """
    seats = Member.objects.filter(enrolment=OuterRef("pk")).order_by("mentorship__started_at")
    return Subquery(seats.values("mentorship__started_at")[:1])


def matched_mentees() -> "QuerySet[Enrolment]":
    """Accepted mentees who have been matched so far. Who waits for a mentor now is another question."""
    seats = Member.objects.filter(enrolment=OuterRef("pk"))
    return Enrolment.objects.accepted().filter(Exists(seats), role=Role.MENTEE)
