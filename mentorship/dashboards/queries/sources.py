"""What is counted of what people say: one entry each. A new scale is one more entry in SOURCES.

An answer is a `Given`: whose, in which role, and whether it is what the question counts. Of several by one person the
last one stands.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Cohort, EndingAnswer, Enrolment, Member
from sessions.models import CheckInAnswer, FitAnswer, Goal, Outcome, Survey
from sessions.models.check_ins import About
from sessions.models.surveys import Moment
from sessions.queries.surveys import QUESTIONS

Given = tuple[int, str, bool]  # the person's id, the role, good?
Words = str | Promise
GOOD_FROM = 4  # of five: the upper two


@dataclass(frozen=True)
class Span:
    """From an instant to before another: whole months in the program's zone."""

    start: datetime
    end: datetime

    def of(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})


Answers = Callable[[Cohort, Span], Iterable[Given]]


@dataclass(frozen=True)
class Source:
    """`part`: the panel of the health page it stands on. `good`: what is counted, after “of 12 people”."""

    key: str
    part: str
    question: Words
    good: Words
    answers: Answers


def _fit(question: str, *good: str) -> Answers:
    def answers(cohort: Cohort, span: Span) -> Iterator[Given]:
        rows = FitAnswer.objects.filter(
            span.of("at"), meeting__mentorship__cohort=cohort, question=question
        ).order_by("at", "pk")
        for person, role, answer in _by_author(rows, "answer"):
            yield person, role, answer in good

    return answers


def _check_in(about: str) -> Answers:
    def answers(cohort: Cohort, span: Span) -> Iterator[Given]:
        rows = CheckInAnswer.objects.filter(
            span.of("answered_at"), member__mentorship__cohort=cohort, about=about
        ).order_by("answered_at", "pk")
        for person, role, choice in rows.values_list("member__enrolment__person", "member__role", "choice"):
            yield person, role, choice >= GOOD_FROM

    return answers


def _survey(moment: str, scale: str) -> Answers:
    def answers(cohort: Cohort, span: Span) -> Iterator[Given]:
        rows = Survey.objects.filter(
            span.of("answered_at"),
            member__mentorship__cohort=cohort,
            moment=moment,
            **{f"{scale}__isnull": False},
        ).order_by("answered_at", "pk")
        for person, role, number in rows.values_list("member__enrolment__person", "member__role", scale):
            yield person, role, number >= GOOD_FROM

    return answers


def _ending(field: str, *good: object) -> Answers:
    def answers(cohort: Cohort, span: Span) -> Iterator[Given]:
        rows = EndingAnswer.objects.filter(span.of("written_at"), mentorship__cohort=cohort)
        for person, role, answer in _by_author(rows.order_by("written_at", "pk"), field):
            if answer not in ("", None):
                yield person, role, answer in good

    return answers


def _outcome(kind: str) -> Answers:
    """Of those who told the program of an outcome and let it be counted."""

    def answers(cohort: Cohort, span: Span) -> Iterator[Given]:
        told = Outcome.objects.filter(span.of("created_at"), mentorship__cohort=cohort, may_count=True)
        rows = told.order_by("created_at", "pk")
        for person, role, answer in rows.values_list("owner__enrolment__person", "owner__role", "kind"):
            yield person, role, answer == kind

    return answers


def _goals(field: str, **which: object) -> Answers:
    """Of everybody in a mentorship that ran then: whose own goal it happened to. Goals kept to oneself don’t count."""

    def answers(cohort: Cohort, span: Span) -> Iterable[Given]:
        goals = Goal.objects.shared().filter(span.of(field), owner=OuterRef("pk"), **which)
        return (
            Member.objects.filter(ran(span, "mentorship__"), mentorship__cohort=cohort)
            .annotate(good=Exists(goals))
            .order_by("good", "pk")  # of one person's several mentorships, the one with such a goal stands
            .values_list("enrolment__person", "role", "good")
        )

    return answers


def ran(span: Span, path: str = "") -> Q:
    """Mentorships that had begun before the end of `span` and not ended before its start."""
    over = Q(**{f"{path}ended_at__lt": span.start})
    return Q(**{f"{path}started_at__lt": span.end}) & ~over


def _by_author(rows: QuerySet, field: str) -> Iterable[tuple[int, str, object]]:
    return rows.values_list("author__enrolment__person", "author__role", field)


AGREES = (EndingAnswer.Agreement.MOSTLY, EndingAnswer.Agreement.FULLY)
FEELS, ENDINGS, GOALS, SURVEYS = "feels", "endings", "goals", "surveys"
_took = _("took this from it")
_agree = _("agree, mostly or fully")
_told = _("told the program of this")

SOURCES: tuple[Source, ...] = (
    Source(
        "match",
        FEELS,
        _("How does this match feel?"),
        _("say “good”"),
        _fit(FitAnswer.Question.MATCH, FitAnswer.Match.GOOD),
    ),
    Source(
        "useful",
        FEELS,
        _("How useful was this meeting for you?"),
        _("say “very useful” or “a turning point”"),
        _fit(FitAnswer.Question.USEFUL, FitAnswer.Useful.VERY, FitAnswer.Useful.TURNING),
    ),
    Source(
        "check_in_relationship",
        FEELS,
        _("Can you say what you think when the two of you talk?"),
        _("say “nearly always” or “always”"),
        _check_in(About.RELATIONSHIP),
    ),
    Source(
        "check_in_goals",
        FEELS,
        _("Has what you two work towards moved in the last few weeks?"),
        _("say “a good way” or “further than I hoped”"),
        _check_in(About.GOALS),
    ),
    Source(
        "ending_useful",
        ENDINGS,
        _("These months were useful to me"),
        _agree,
        _ending("useful", *AGREES),
    ),
    Source(
        "ending_at_ease",
        ENDINGS,
        _("I could say what was on my mind"),
        _agree,
        _ending("at_ease", *AGREES),
    ),
    Source(
        "ending_well_run",
        ENDINGS,
        _("The program was well run"),
        _agree,
        _ending("well_run", *AGREES),
    ),
    *(
        Source(f"ending_{outcome}", ENDINGS, outcome.label, _took, _ending("outcome", outcome.value))
        for outcome in EndingAnswer.Outcome
    ),
    *(
        Source(
            f"{moment.value}_{scale}",
            SURVEYS,
            told.question,
            told.good,
            _survey(moment.value, scale),
        )
        for moment in Moment
        for scale, told in QUESTIONS.items()
    ),
    Source("goal_set", GOALS, _("A goal is set"), _("set one"), _goals("created_at")),
    Source("goal_moved", GOALS, _("A goal moves"), _("moved one"), _goals("touched_at")),
    Source(
        "goal_reached",
        GOALS,
        _("A goal is reached"),
        _("reached one"),
        _goals("closed_at", state=Goal.State.REACHED),
    ),
    *(
        Source(
            f"reached_{kind}",
            GOALS,
            kind.label,
            _("reached one of this kind"),
            _goals("closed_at", state=Goal.State.REACHED, kind=kind.value),
        )
        for kind in Enrolment.GoalKind
    ),
    *(
        Source(f"outcome_{kind}", GOALS, kind.label, _told, _outcome(kind.value))
        for kind in Outcome.Kind
        if kind is not Outcome.Kind.OTHER
    ),
)
