"""Reading news: one statement for Today, one for the thread of a space."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Mentorship, News, Person

RECENT, MOST = timedelta(days=14), 90


def news_for(user: User) -> list[News]:
    """What this person's mentorships tell them: everything that waits first, then what is new of two weeks."""
    now = clock.now()
    waits = Q(asks=True, closed_at=None) & (Q(until=None) | Q(until__gt=now))
    rows = News.objects.visible_to(user).filter(
        waits | Q(at__gte=now - RECENT),
        reader__enrolment__person__user=user,
    )
    rows = rows.select_related("mentorship__cohort__program", "by__enrolment__person")
    rows = rows.annotate(staff_name=_staff_name())
    return list(rows.order_by("-asks", "-at", "-pk")[:MOST])


def news_of(user: User, mentorship: Mentorship) -> list[News]:
    """The whole story of one mentorship, the newest first."""
    rows = News.objects.visible_to(user).filter(mentorship=mentorship)
    return list(rows.select_related("by__enrolment__person", "reader").annotate(staff_name=_staff_name()))


def _staff_name() -> Subquery:
    """What the coordinator who corrected something is called in the organisation, where they said."""
    people: Any = Person.objects.filter(
        user=OuterRef("staff"), organisation=OuterRef("mentorship__cohort__program__organisation")
    )
    return Subquery(people.exclude(name="").values("name")[:1])
