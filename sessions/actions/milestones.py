"""The steps on the way to a goal."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Goal, Milestone

MOST = 30


@transaction.atomic
def add_milestone(*, by: Member, goal: Goal, title: str) -> Milestone:
    _open(by, goal)
    steps = Milestone.objects.filter(goal=goal)
    if steps.count() >= MOST:
        raise Refusal(_("Thirty milestones are plenty for one goal."), field="title")
    last = steps.aggregate(last=Max("position"))["last"] or 0
    return Milestone.objects.create(goal=goal, title=title, position=last + 1)


@transaction.atomic
def set_milestone_reached(*, by: Member, milestone: Milestone, reached: bool) -> Milestone:
    """Tick it, or take the tick back. A second tick changes nothing."""
    _open(by, milestone.goal)
    rows = Milestone.objects.filter(pk=milestone.pk, reached_at__isnull=reached)
    rows.update(reached_at=clock.now() if reached else None)
    milestone.refresh_from_db()
    return milestone


@transaction.atomic
def move_milestone(*, by: Member, milestone: Milestone, up: bool) -> None:
    """One place up or down; at either end nothing happens."""
    _open(by, milestone.goal)
    steps = list(Milestone.objects.filter(goal=milestone.goal_id))
    here = next((place for place, step in enumerate(steps) if step.pk == milestone.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(steps):
        return
    steps[here], steps[there] = steps[there], steps[here]
    for position, step in enumerate(steps, start=1):
        step.position = position
    Milestone.objects.bulk_update(steps, ["position"])


def _open(by: Member, goal: Goal) -> None:
    """May be written, and is now touched: nobody asks whether it is still the right goal."""
    require(policies.can_edit_goals(by))
    lock_mentorship(by)
    Goal.objects.filter(pk=goal.pk).update(touched_at=clock.now())
