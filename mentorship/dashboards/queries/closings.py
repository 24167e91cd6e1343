"""What is still open in a cohort that comes to its end: facts by name and count, never a word of a pair."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.actions.closings import NOTICE_DAYS, REOPEN_DAYS
from programs.models import Cohort, CohortOutcome, CoordinatorNote, HelpRequest, Letter, Member, Mentorship
from sessions.models import Review

MOST_SHOWN = 200
PERSON = "members__enrolment__person"


@dataclass(frozen=True)
class OpenPair:
    code: str
    names: str
    until: date
    ending: bool  # one of the two began it, or the cohort's closing
    closes_on: date | None


@dataclass(frozen=True)
class ClosingPage:
    pairs: list[OpenPair]
    running: int
    ending: int  # of those that run: which a day was named for
    ended: int
    requests: int
    letters: int
    reviews: int
    outcome: CohortOutcome | None
    thanked: bool  # a note went out since the last pair ended
    thanks: int  # how many mails the thanks would be
    notice: date  # the first day that may be named for the texts
    reopens_until: date | None

    @property
    def more(self) -> int:
        return self.running - len(self.pairs)

    @property
    def is_open(self) -> bool:
        return bool(self.running or self.requests or self.letters or self.reviews)


def closing_page(user: User, cohort: Cohort) -> ClosingPage:
    """Seven statements, however many pairs there are. The caller fetched the cohort as its coordinator."""
    pairs = Mentorship.objects.filter(cohort=cohort)
    live = Q(state=Mentorship.State.ACTIVE)
    counts = pairs.aggregate(
        running=Count("pk", filter=live, distinct=True),
        ending=Count("pk", filter=live & Q(ending__closes_on__isnull=False), distinct=True),
        ended=Count("pk", filter=Q(state=Mentorship.State.ENDED), distinct=True),
        thanks=Count(PERSON, filter=Q(**{f"{PERSON}__user__isnull": False}), distinct=True),
    )
    reviews = Review.objects.filter(mentorship__cohort=cohort, revealed_at=None, closed_at=None)
    waiting = HelpRequest.objects.for_coordinator(user).waiting().filter(cohort=cohort)
    archived = cohort.archived_at
    return ClosingPage(
        pairs=_open_pairs(cohort),
        requests=waiting.count(),
        letters=Letter.objects.sealed().filter(mentorship__cohort=cohort).count(),
        reviews=reviews.count(),
        outcome=CohortOutcome.objects.visible_to(user).filter(cohort=cohort).first(),
        thanked=CoordinatorNote.objects.visible_to(user).sent().filter(cohort=cohort).exists(),
        notice=clock.today(cohort.program.zone) + timedelta(days=NOTICE_DAYS),
        reopens_until=(archived + timedelta(days=REOPEN_DAYS)).date() if archived else None,
        **counts,
    )


def _open_pairs(cohort: Cohort) -> list[OpenPair]:
    """Two statements, by name."""
    rows = Mentorship.objects.active().filter(cohort=cohort).select_related("ending").order_by("pk")
    found = list(rows[:MOST_SHOWN])
    names: dict[int, list[str]] = {}
    members = Member.objects.filter(mentorship__in=[row.pk for row in found])
    for member in members.select_related("enrolment__person").order_by("pk"):
        names.setdefault(member.mentorship_id, []).append(member.enrolment.person.shown_name)
    pairs = [_pair(row, names.get(row.pk, []), cohort) for row in found]
    return sorted(pairs, key=lambda one: one.names.casefold())


def _pair(row: Mentorship, names: list[str], cohort: Cohort) -> OpenPair:
    ending = getattr(row, "ending", None)
    return OpenPair(
        row.code,
        " · ".join(names),
        row.ends_on or cohort.ends_on,
        ending is not None,
        ending.closes_on if ending else None,
    )


def ids_of(cohort: Cohort, codes: list[str]) -> list[int]:
    """Of the pairs a coordinator ticked; codes of other cohorts name nothing."""
    return list(Mentorship.objects.filter(cohort=cohort, code__in=codes).values_list("pk", flat=True))


def all_of(cohort: Cohort) -> list[int]:
    """Every pair there was: whom thanks go to."""
    return list(Mentorship.objects.filter(cohort=cohort).values_list("pk", flat=True))
