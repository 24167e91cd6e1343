"""Reading news: one statement for Today, one for the thread of a space."""

from datetime import timedelta

from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Mentorship, News

RECENT, MOST = timedelta(days=14), 60


def news_for(user: User) -> list[News]:
    """What this person's live mentorships tell them: everything that waits, and what is new of two weeks."""
    now = clock.now()
    waits = Q(asks=True, closed_at=None) & (Q(until=None) | Q(until__gt=now))
    rows = News.objects.visible_to(user).filter(
        waits | Q(at__gte=now - RECENT),
        reader__enrolment__person__user=user,
    )
    return list(rows.select_related("mentorship", "by__enrolment__person")[:MOST])


def news_of(user: User, mentorship: Mentorship) -> list[News]:
    """The whole story of one mentorship, the newest first."""
    rows = News.objects.visible_to(user).filter(mentorship=mentorship)
    return list(rows.select_related("by__enrolment__person", "reader"))
