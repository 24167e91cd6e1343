"""What the overview of a cohort counts: before it is matched, and while it runs."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, Mentorship
from programs.queries.matched import matched_mentees


@dataclass(frozen=True)
class Overview:
    mentors: int
    places: int  # the mentors' capacity together
    mentees: int
    applied: int
    without_address: int
    matched: int  # mentees, at least once so far, as in the summary
    waiting: int  # mentees in no running mentorship
    active: int
    ended: int

    @property
    def people(self) -> int:
        return self.mentors + self.mentees

    @property
    def short(self) -> int:
        """How many mentees there are more than places."""
        return max(0, self.mentees - self.places)

    @property
    def with_mentor(self) -> int:
        return self.mentees - self.waiting


def overview_of(user: User, cohort: Cohort) -> Overview:
    """Two statements, whatever the size."""
    accepted = Q(state="accepted")
    mentor, mentee = accepted & Q(role="mentor"), accepted & Q(role="mentee")
    # No join that multiplies rows: sums must stay sums. The caller fetched the cohort through visible_to.
    live = Mentorship.objects.filter(cohort=cohort, state="active")
    counts = Enrolment.objects.filter(cohort=cohort).aggregate(
        mentors=Count("pk", filter=mentor),
        places=Sum("capacity", filter=mentor, default=0),
        mentees=Count("pk", filter=mentee),
        applied=Count("pk", filter=Q(state="applied", waiting_since=None)),
        without_address=Count("pk", filter=accepted & Q(person__user=None)),
        matched=Count("pk", filter=Q(pk__in=matched_mentees().filter(cohort=cohort).values("pk"))),
        waiting=Count("pk", filter=mentee & ~Q(pk__in=live.values("members__enrolment"))),
    )
    pairs = (
        Mentorship.objects.coordinated_by(user)
        .filter(cohort=cohort)
        .values("pk", "state")  # what is told apart; else every column is
        .aggregate(active=Count("pk", filter=Q(state="active")), ended=Count("pk", filter=Q(state="ended")))
    )
    return Overview(**counts, **pairs)
