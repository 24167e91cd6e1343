"""Who is asked how they stand; and the page that asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Member, Mentorship, Part
from programs.models.programs import that_use
from sessions.models import Survey
from sessions.models.surveys import Moment

# The first day has enough to read; and whoever turns the surveys on does not ask those who began long ago.
AFTER, AT_MOST = timedelta(days=1), timedelta(days=14)
OPEN_FOR = timedelta(
    days=28
)  # from the beginning or the end: answers come before the month after it is closed
MOST = 500


@dataclass(frozen=True)
class Scale:
    """`answers` from the least to the most, counted from 1."""

    question: str | Promise
    answers: tuple[str | Promise, ...]
    good: str | Promise  # how the upper two are said in a figure


QUESTIONS: dict[str, Scale] = {
    "satisfaction": Scale(
        _("How content are you with where you stand?"),
        (_("Not at all"), _("A little"), _("Partly"), _("Mostly"), _("Fully")),
        _("say “mostly” or “fully”"),
    ),
    "confidence": Scale(
        _("How sure are you that you can do what lies ahead of you?"),
        (_("Not sure at all"), _("A little sure"), _("Half sure"), _("Fairly sure"), _("Very sure")),
        _("say “fairly sure” or “very sure”"),
    ),
    "belonging": Scale(
        _("How much do you feel that you belong here?"),
        (_("Not at all"), _("A little"), _("Partly"), _("Mostly"), _("Fully")),
        _("say “mostly” or “fully”"),
    ),
    "trust": Scale(
        _("Can you tell somebody here when something is difficult?"),
        (_("Hardly ever"), _("Now and then"), _("About half the time"), _("Nearly always"), _("Always")),
        _("say “nearly always” or “always”"),
    ),
}


class Due(NamedTuple):
    member: int
    mentorship: int
    since: datetime

    @property
    def until(self) -> datetime:
        return self.since + OPEN_FOR


def due_for(moment: Moment, now: datetime) -> Iterator[list[Due]]:
    """Five hundred at a time, each in one statement: both of every pair that began, or ended, lately."""
    asked = Survey.objects.filter(member=OuterRef("pk"), moment=moment)
    rows: QuerySet[Any] = that_use(
        Member.objects.filter(~Exists(asked), enrolment__person__user__is_active=True),
        Part.SURVEYS,
        "mentorship__cohort__program",
    )
    if moment == Moment.START:
        rows = rows.filter(mentorship__in=Mentorship.objects.in_contact())
        rows = rows.annotate(since=F("mentorship__started_at")).filter(since__lte=now - AFTER)
    else:
        rows = rows.filter(mentorship__state="ended", mentorship__contact_stopped_at=None)
        rows = rows.annotate(since=F("mentorship__ended_at")).filter(since__lte=now)
    rows, last = rows.filter(since__gt=now - AT_MOST).order_by("pk"), 0
    while batch := [
        Due(*row) for row in rows.filter(pk__gt=last).values_list("pk", "mentorship", "since")[:MOST]
    ]:
        last = batch[-1].member
        yield batch


@dataclass(frozen=True)
class SurveyPage:
    """`mine`: each question with the answer of whoever gave it, in words."""

    state: Literal["asked", "answered", "skipped", "closed"]
    moment: str
    until: datetime
    mine: list[tuple[str, str]] = field(default_factory=list)


def survey_page(survey: Survey) -> SurveyPage:
    if survey.answered_at:
        given = ((scale, getattr(survey, name)) for name, scale in QUESTIONS.items())
        mine = [(str(scale.question), str(scale.answers[number - 1])) for scale, number in given if number]
        return SurveyPage("answered", survey.moment, survey.until, mine)
    if survey.skipped_at:
        return SurveyPage("skipped", survey.moment, survey.until)
    return SurveyPage("closed" if survey.has_passed else "asked", survey.moment, survey.until)
