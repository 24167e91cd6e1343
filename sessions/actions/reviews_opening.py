"""Reviews open by the clock, for many pairs at a time: so many statements for each five hundred of them.

`open_reviews` is run every few minutes and finds nothing to do most of the time. It locks the mentorships it writes
on, as every action of a pair does, so that two runs at once open each review once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from mentorship.lib import clock
from programs.actions.news import Question, ask_many
from programs.models import Cohort, Member, Mentorship, ReviewSettings
from programs.queries.review_periods import OPENS_FOR, Period, number_of, period_on
from sessions.models import ActionItem, Goal, GoalWords, Meeting, Review, ReviewGoal, ReviewSheet
from sessions.queries.goals import with_steps
from sessions.queries.review_words import deadline_after

BATCH = 500
# Not in the first month; and not soon after the last one, when a program changes how often it looks back.
FIRST_MONTH, APART = timedelta(days=30), timedelta(days=28)


@dataclass(frozen=True)
class Opening:
    """A review that is due: of which pair, about what, by which settings."""

    mentorship: int
    period: Period
    settings: ReviewSettings


def open_reviews(as_of: datetime) -> int:
    """Open every review that is due by an instant; answers how many. A second run opens nothing."""
    with clock.at(as_of):
        due = sorted(_due(as_of), key=lambda one: one.mentorship)
        return sum(_open(due[start : start + BATCH]) for start in range(0, len(due), BATCH))


def open_review(mentorship: Mentorship, period: Period, settings: ReviewSettings) -> Review | None:
    """The same for one pair, now; None where it has one of this period or had one lately."""
    _open([Opening(mentorship.pk, period, settings)])
    return Review.objects.filter(mentorship=mentorship, period=period.slug).first()


def _due(as_of: datetime) -> Iterator[Opening]:
    """One statement for the cohorts, one for each period whose days are now; between them none."""
    periods: dict[str, list[tuple[Cohort, Period, ReviewSettings]]] = defaultdict(list)
    for cohort in Cohort.objects.filter(_has_pairs()).select_related("program__review_settings"):
        zone, settings = cohort.program.zone, _settings(cohort)
        period = period_on(cohort, settings, as_of.astimezone(zone).date())
        if period and period.opens_at(0, zone) <= as_of < period.opens_at(4, zone) + OPENS_FOR:
            periods[period.slug].append((cohort, period, settings))
    for slug, found in periods.items():
        by_cohort = {cohort.pk: (cohort, period, settings) for cohort, period, settings in found}
        had = Review.objects.filter(mentorship=OuterRef("pk"), period=slug)
        rows = Mentorship.objects.awake().filter(~Exists(had), cohort__in=by_cohort)
        for pk, cohort_pk, started_at in rows.values_list("pk", "cohort", "started_at"):
            cohort, period, settings = by_cohort[cohort_pk]
            opens = period.opens_at(pk, cohort.program.zone)
            if started_at <= opens - FIRST_MONTH and opens <= as_of < opens + OPENS_FOR:
                yield Opening(pk, period, settings)


def _has_pairs() -> Exists:
    return Exists(Mentorship.objects.awake().filter(cohort=OuterRef("pk")))


def _settings(cohort: Cohort) -> ReviewSettings:
    program = cohort.program
    return program.review_settings if hasattr(program, "review_settings") else ReviewSettings(program=program)


@transaction.atomic
def _open(openings: list[Opening]) -> int:
    wanted = {one.mentorship: one for one in openings}
    locked = Mentorship.objects.awake().select_for_update(of=("self",)).filter(pk__in=wanted)
    pairs = {
        pair.pk: pair for pair in locked.select_related("cohort__program").order_by("pk")
    }  # 1 nobody else opens or writes meanwhile
    last = _last_reviews(pairs, wanted)
    pairs = {pk: pair for pk, pair in pairs.items() if pk in last}
    since = {pk: last[pk] or pair.started_at for pk, pair in pairs.items()}
    meetings, actions = _held(since), _done(since)
    made = Review.objects.bulk_create(
        Review(
            mentorship=pair,
            period=wanted[pk].period.slug,
            since=since[pk],
            opened_at=clock.now(),
            deadline=deadline_after(clock.now(), wanted[pk].settings.days, pair.cohort.program.zone),
            meetings=meetings[pk],
            actions=actions[pk],
            prompts=list(wanted[pk].settings.prompts),
        )
        for pk, pair in pairs.items()
    )  # 2 the reviews with their facts
    of_pair = {review.mentorship_id: review for review in made}
    _open_sheets(of_pair)  # 3 a sheet and a line on Today for each of the two
    ReviewGoal.objects.bulk_create(_goals(of_pair))  # 4 the goals as they stand
    return len(made)


def _last_reviews(pairs: Iterable[int], wanted: Mapping[int, Opening]) -> dict[int, datetime | None]:
    """When each pair looked back last; without those that have this review already, or had one a few weeks ago."""
    last: dict[int, datetime | None] = dict.fromkeys(pairs)
    rows = Review.objects.filter(mentorship__in=list(last)).order_by("opened_at")
    for pk, period, opened_at in list(rows.values_list("mentorship", "period", "opened_at")):
        if pk in last:
            last[pk] = opened_at
            if period == wanted[pk].period.slug or opened_at > clock.now() - APART:
                del last[pk]
    return last


def _held(since: Mapping[int, datetime]) -> Counter[int]:
    """Meetings that took place, by pair."""
    rows = Meeting.objects.took_place().filter(mentorship__in=list(since))
    return Counter(pk for pk, at in rows.values_list("mentorship", "starts_at") if at >= since[pk])


def _done(since: Mapping[int, datetime]) -> Counter[int]:
    """Actions done, by pair."""
    rows = ActionItem.objects.filter(mentorship__in=list(since), done_at__isnull=False)
    return Counter(pk for pk, at in rows.values_list("mentorship", "done_at") if at and at >= since[pk])


def _open_sheets(of_pair: Mapping[int, Review]) -> None:
    members = list(Member.objects.filter(mentorship__in=list(of_pair)).order_by("pk"))
    ReviewSheet.objects.bulk_create(
        ReviewSheet(review=of_pair[member.mentorship_id], author=member) for member in members
    )
    ask_many(
        "review_open",
        (
            Question(review.mentorship_id, member.pk, number_of(review.period), review.deadline)
            for member in members
            for review in [of_pair[member.mentorship_id]]
        ),
    )


def _goals(of_pair: Mapping[int, Review]) -> Iterator[ReviewGoal]:
    """Those of the time since: shared, and not closed before. Two statements."""
    rows = with_steps(Goal.objects.shared().filter(mentorship__in=list(of_pair)))
    words: dict[int, list[int]] = defaultdict(list)
    kept = GoalWords.objects.filter(goal__mentorship__in=list(of_pair)).order_by("number")
    for goal, pk in kept.values_list("goal", "pk"):
        words[goal].append(pk)
    for goal in rows.annotate(proofs=Count("evidence", distinct=True)).order_by("mentorship", "number"):
        opened = of_pair[goal.mentorship_id]
        if goal.closed_at is None or goal.closed_at >= opened.since:
            yield ReviewGoal(
                review=opened,
                goal=goal,
                began_id=words[goal.pk][0] if words[goal.pk] else None,
                words_id=words[goal.pk][-1] if words[goal.pk] else None,
                state=goal.state,
                steps=goal.steps,
                reached=goal.reached,
                evidence=goal.proofs,
                value=goal.current,
            )
