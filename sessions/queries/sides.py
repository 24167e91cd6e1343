"""The two seats of many pairs at once, by who reads: what mails and reminders say “you” and “your partner” of."""

from collections.abc import Iterable

from django.db.models import QuerySet

from programs.models import Member, Mentorship

Sides = tuple[Member, Member]  # the reader's, the other's


def sides_by_reader(mentorships: "QuerySet[Mentorship]", pks: Iterable[int]) -> dict[tuple[int, int], Sides]:
    """(mentorship, user) -> seats, for those of `mentorships` named by `pks`. One statement."""
    members = (
        Member.objects.filter(mentorship__in=mentorships.filter(pk__in=set(pks)))
        .select_related("mentorship__cohort__program__organisation", "enrolment__person__user")
        .order_by("pk")
    )
    seats: dict[int, list[Member]] = {}
    for member in members:
        seats.setdefault(member.mentorship_id, []).append(member)
    found: dict[tuple[int, int], Sides] = {}
    for pk, both in seats.items():
        for me in both:
            other = next((one for one in both if one != me), None)
            if other is not None and me.enrolment.person.user_id is not None:
                found[pk, me.enrolment.person.user_id] = (me, other)
    return found
