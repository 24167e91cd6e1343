"""How soon new pairs meet: a fact, live; by name it stands in the list of mentorships."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from mentorship.dashboards.queries.coordinating import FIRST_MEETING
from mentorship.lib import clock
from programs.models import Cohort, Mentorship
from sessions.models import Meeting


@dataclass(frozen=True)
class FirstMeetings:
    """Of the mentorships matched at least 21 days ago."""

    old: int
    soon: int  # met within 21 days
    later: int
    silent: int  # live, and not met yet
    young: int  # matched since, and live

    @property
    def never(self) -> int:
        """Not met, whether live or ended."""
        return self.old - self.soon - self.later


def first_meetings(cohort: Cohort) -> FirstMeetings:
    """One statement."""
    held = Meeting.objects.took_place().filter(mentorship=OuterRef("pk")).order_by("starts_at")
    line = clock.now() - FIRST_MEETING
    old, live = Q(started_at__lt=line), Q(state=Mentorship.State.ACTIVE)
    soon = Q(first__lte=F("started_at") + FIRST_MEETING)
    rows = Mentorship.objects.filter(cohort=cohort).annotate(first=Subquery(held.values("starts_at")[:1]))
    return FirstMeetings(
        **rows.aggregate(
            old=Count("pk", filter=old),
            soon=Count("pk", filter=old & soon),
            later=Count("pk", filter=old & Q(first__isnull=False) & ~soon),
            silent=Count("pk", filter=old & live & Q(first=None)),
            young=Count("pk", filter=live & ~old),
        )
    )
