"""Bringing one's own open goals along when somebody new takes a partner's place: only by their owner's hand."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask, close
from programs.models import Member, Mentorship, News
from sessions.actions.goals import IN_FOCUS, NOTHING, set_goal
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Goal
from sessions.queries.bringing import open_goals

ASKED = "goals_to_bring"


@transaction.atomic
def ask_for_goals(mentorship: Mentorship) -> None:
    """A mentorship began that takes another's place: whoever stays and has open goals is asked, nobody else."""
    rows = Member.objects.filter(mentorship=mentorship).order_by("pk")
    for member in rows.select_related("mentorship", "enrolment__person__user"):
        if open_goals(member).exists():
            ask(ASKED, reader=member)


@transaction.atomic
def bring_goals(*, by: Member, numbers: Iterable[int]) -> list[Goal]:
    """Those their owner ticked, in the owner's own words; none is an answer, too. Once."""
    mentorship = lock_mentorship(by)
    if not News.objects.open().filter(reader=by, kind=ASKED).exists():
        raise Conflict(_("You have answered this already."))
    wanted = set(numbers)
    chosen = [goal for goal in open_goals(by) if goal.number in wanted]
    if len(chosen) > IN_FOCUS:
        raise Refusal(_("Three goals in focus are plenty: choose at most three."))
    close(ASKED, mentorship=mentorship, reader=by)
    return [_bring(by, goal) for goal in chosen]


def _bring(by: Member, goal: Goal) -> Goal:
    """A copy: the old one stays where it is, readable for those who read it. A day that has passed stays behind."""
    facts = {name: getattr(goal, name) for name in NOTHING}
    if goal.until is not None and goal.until <= clock.today(timezone.get_current_timezone()):
        facts["until"] = None
    return set_goal(by=by, sentence=goal.sentence, only_me=goal.only_me, **facts)
