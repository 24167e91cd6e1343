"""Reviews whose time to answer is over: closed where nobody waits, else whoever sealed is asked what now.

`close_reviews` is run every few minutes. It locks the mentorships it writes on, as every action of a pair does, so
that a seal in the last minute either counts or comes too late, and never half.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.actions import audit
from programs.actions.news import Question, ask_many, close_many, prolong
from programs.models import Cohort, Mentorship
from programs.queries.review_periods import number_of
from sessions.models import Review, ReviewSheet
from sessions.queries.review_words import MORE_DAYS, deadline_after

BATCH = 500
# Whoever sealed and does not choose is not asked for ever.
CHOOSE_WITHIN = timedelta(days=14)
ASKED = ("review_open", "review_silent")


def close_reviews(as_of: datetime) -> int:
    """What has passed its last day by an instant; answers how many it closed. A second run changes nothing."""
    with clock.at(as_of):
        found = _found(as_of)
        return sum(_close(found[start : start + BATCH]) for start in range(0, len(found), BATCH))


def _found(as_of: datetime) -> list[int]:
    ended = Q(mentorship__state=Mentorship.State.ENDED)
    over = Q(deadline__lte=as_of, mentorship__in=Mentorship.objects.awake())
    still = Q(lapsed_at=None) | Q(lapsed_at__lte=as_of - CHOOSE_WITHIN)
    rows = Review.objects.open().filter(ended | (over & still)).order_by("mentorship", "pk")
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def _close(reviews: list[int]) -> int:
    """Read again under the lock: somebody may have sealed or asked for more time since."""
    pairs = Mentorship.objects.filter(reviews__in=reviews).distinct().values_list("pk", flat=True)
    list(Mentorship.objects.select_for_update().filter(pk__in=list(pairs)).order_by("pk"))
    rows = list(Review.objects.open().filter(pk__in=reviews).select_related("mentorship"))
    sealed = dict(
        ReviewSheet.objects.sealed()
        .filter(review__in=[row.pk for row in rows])
        .values_list("review", "author")
    )
    waits = [row for row in rows if row.pk in sealed and _is_for_choosing(row)]
    closed = [row for row in rows if row not in waits and _is_over(row)]
    _ask_what_now(waits, sealed)
    Review.objects.filter(pk__in=[row.pk for row in closed]).update(closed_at=clock.now())
    for number, pairs_of_it in _by_number(closed).items():
        close_many(ASKED, mentorships=pairs_of_it, ref=number)
    return len(closed)


def _is_over(review: Review) -> bool:
    return review.deadline <= clock.now() or review.mentorship.state == Mentorship.State.ENDED


def _is_for_choosing(review: Review) -> bool:
    """One has sealed, the other was silent, and nobody was asked about it yet: not after the seven more days."""
    first = review.lapsed_at is None and not review.extended
    return first and review.mentorship.state == Mentorship.State.ACTIVE and review.deadline <= clock.now()


def _ask_what_now(reviews: list[Review], sealed: dict[int, int]) -> None:
    now = clock.now()
    Review.objects.filter(pk__in=[review.pk for review in reviews]).update(lapsed_at=now)
    ask_many(
        "review_silent",
        (
            Question(review.mentorship_id, sealed[review.pk], number_of(review.period), now + CHOOSE_WITHIN)
            for review in reviews
        ),
    )


def _by_number(reviews: Iterable[Review]) -> dict[int, list[int]]:
    """The pairs of each period: reviews of one are closed in one statement."""
    found: dict[int, list[int]] = defaultdict(list)
    for review in reviews:
        found[number_of(review.period)].append(review.mentorship_id)
    return found


@transaction.atomic
def extend_all(*, cohort: Cohort, period: str, by: User) -> int:
    """Seven more days for every review of a period that still waits, by a coordinator; answers for how many.

    The pair's own seven days are another matter: they keep them.
    """
    rows = Review.objects.open().filter(
        mentorship__cohort=cohort, mentorship__state=Mentorship.State.ACTIVE, period=period
    )
    by_deadline: dict[datetime, list[Any]] = defaultdict(list)
    for pk, mentorship, deadline in rows.values_list("pk", "mentorship", "deadline"):
        by_deadline[deadline].append((pk, mentorship))
    number, zone = number_of(period), cohort.program.zone
    for deadline, found in by_deadline.items():
        until = deadline_after(deadline, MORE_DAYS, zone)
        pairs = [mentorship for _pk, mentorship in found]
        Review.objects.filter(pk__in=[pk for pk, _mentorship in found]).update(deadline=until, lapsed_at=None)
        prolong("review_open", mentorships=pairs, ref=number, until=until)
        close_many(["review_silent"], mentorships=pairs, ref=number)
    extended = sum(map(len, by_deadline.values()))
    if extended:
        audit.record("reviews.extended", target=cohort, by=by, organisation=cohort.program.organisation)
    return extended
