"""Where the mentee wants to get to. Only the mentee writes; both read."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Goal

IN_FOCUS = 3


@transaction.atomic
def set_goal(
    *, by: Member, sentence: str, measure: str = "", relevance: str = "", until: date | None = None
) -> Goal:
    """A sentence is a goal; the rest may come later. Three are in focus at most."""
    require(policies.can_edit_goals(by))
    mentorship = lock_mentorship(by)
    _refuse_until(until)
    goals = Goal.objects.filter(mentorship=mentorship)
    if goals.filter(state=Goal.State.IN_FOCUS).count() >= IN_FOCUS:
        raise Conflict(_("Three goals in focus are plenty. Reach one, or let one go, first."))
    last = goals.aggregate(last=Max("number"))["last"] or 0
    goal = Goal.objects.create(
        mentorship=mentorship,
        number=last + 1,
        owner=by,
        sentence=sentence,
        measure=measure,
        relevance=relevance,
        until=until,
    )
    write_down("goal.set", target=goal, by=by, mentorship=mentorship)
    return goal


@transaction.atomic
def edit_goal(
    *,
    by: Member,
    goal: Goal,
    version: int,
    sentence: str,
    measure: str = "",
    relevance: str = "",
    until: date | None = None,
) -> Goal:
    """Write it anew over the version somebody read; a newer one is a conflict that keeps the text."""
    require(policies.can_edit_goals(by))
    mentorship = lock_mentorship(by)
    if until != goal.until:
        _refuse_until(until)
    changed = Goal.objects.filter(pk=goal.pk, version=version).update(
        sentence=sentence,
        measure=measure,
        relevance=relevance,
        until=until,
        version=version + 1,
        touched_at=clock.now(),
    )
    if not changed:
        raise Conflict(
            _("This goal was changed meanwhile, perhaps in another window. Your text is kept here.")
        )
    goal.refresh_from_db()
    write_down("goal.changed", target=goal, by=by, mentorship=mentorship)
    return goal


@transaction.atomic
def set_goal_state(*, by: Member, goal: Goal, state: str) -> Goal:
    """Reached, let go, or back in focus."""
    require(policies.can_edit_goals(by))
    mentorship = lock_mentorship(by)
    if state not in Goal.State.values:
        raise Refusal(_("A goal is in focus, reached or let go."))
    changed = Goal.objects.filter(pk=goal.pk).exclude(state=state)
    if changed.update(state=state, version=goal.version + 1, touched_at=clock.now()):
        write_down(f"goal.{state}", target=goal, by=by, mentorship=mentorship)
    goal.refresh_from_db()
    return goal


def _refuse_until(until: date | None) -> None:
    today = clock.today(timezone.get_current_timezone())
    if until is not None and until <= today:
        raise Refusal(_("Choose a day that is still ahead, or none."), field="until")
    if until is not None and (until - today).days > 3660:
        raise Refusal(_("Choose a day within the next ten years, or none."), field="until")
