"""Asking how somebody stands, at the start and at the end; and what they do with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import Question, ask_many, close
from programs.models import News
from sessions.actions.mentorships import lock_any
from sessions.models import Survey
from sessions.models.surveys import NUMBERS, SCALES, Moment
from sessions.queries.surveys import Due, due_for

ASKED = "survey"


def ask_surveys(now: datetime) -> int:
    """Everybody who began or ended lately, once each however often this runs. Answers how many were asked."""
    return sum(
        _ask(batch, number, moment, now)
        for number, moment in NUMBERS.items()
        for batch in due_for(moment, now)
    )


@transaction.atomic
def _ask(batch: Sequence[Due], number: int, moment: Moment, now: datetime) -> int:
    """Three statements for 500 people. Who runs second at the same moment writes nothing."""
    Survey.objects.bulk_create(
        [Survey(member_id=due.member, moment=moment, asked_at=now, until=due.until) for due in batch],
        ignore_conflicts=True,
    )
    told = News.objects.filter(reader=OuterRef("member"), kind=ASKED, ref=number)
    made = Survey.objects.filter(~Exists(told), member__in=[due.member for due in batch], moment=moment)
    fresh = list(made.select_related("member"))
    ask_many(ASKED, [Question(one.member.mentorship_id, one.member_id, number, one.until) for one in fresh])
    return len(fresh)


@transaction.atomic
def answer_survey(*, survey: Survey, answers: Mapping[str, int | None]) -> Survey:
    """Up to four answers, once. They are counted; nobody reads them beside a name."""
    found = _locked_open(survey)
    given = {scale: answers.get(scale) for scale in SCALES}
    if any(number not in {None, 1, 2, 3, 4, 5} for number in given.values()):
        raise Refusal(_("Choose one of the five answers."))
    if not any(given.values()):
        raise Refusal(_("Answer one of them at least, or skip."))
    Survey.objects.filter(pk=found.pk).update(**given, answered_at=clock.now())
    _settle(found)
    survey.refresh_from_db()
    return survey


@transaction.atomic
def skip_survey(*, survey: Survey) -> None:
    """As good as an answer: it waits for nobody any more, and nobody hears of it."""
    found = _locked_open(survey)
    Survey.objects.filter(pk=found.pk).update(skipped_at=clock.now())
    _settle(found)


def _locked_open(survey: Survey) -> Survey:
    """The row, with its mentorship locked, live or ended; a conflict (409) where nothing waits any more."""
    mentorship = lock_any(survey.member)
    found = Survey.objects.select_related("member__mentorship").get(pk=survey.pk)
    if found.answered_at or found.skipped_at:
        raise Conflict(_("This is settled already."))
    if found.has_passed or mentorship.contact_stopped_at:
        raise Conflict(_("This has closed."))
    return found


def _settle(survey: Survey) -> None:
    close(ASKED, mentorship=survey.member.mentorship, ref=survey.number, reader=survey.member)
