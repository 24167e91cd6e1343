"""The steps on the way to a goal."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.models import Member
from sessions.actions.goals import tell_once_a_day, write_on
from sessions.actions.thanks import offer_thanks
from sessions.models import Goal, Milestone

MOST = 30


@transaction.atomic
def add_milestone(
    *, by: Member, goal: Goal, title: str, kind: str = Milestone.Kind.GROWTH, due_on: date | None = None
) -> Milestone:
    write_on(by, goal)
    steps = Milestone.objects.filter(goal=goal)
    if steps.kept().count() >= MOST:
        raise Refusal(_("Thirty milestones are plenty for one goal."), field="title")
    last = steps.aggregate(last=Max("position"))["last"] or 0
    return Milestone.objects.create(goal=goal, title=title, kind=kind, due_on=due_on, position=last + 1)


@transaction.atomic
def set_milestone_reached(*, by: Member, milestone: Milestone, reached: bool) -> Milestone:
    """Tick it, or take the tick back. A second tick changes nothing."""
    write_on(by, milestone.goal)
    rows = Milestone.objects.filter(pk=milestone.pk, reached_at__isnull=reached)
    if rows.update(reached_at=clock.now() if reached else None) and reached:
        tell_once_a_day("milestone_reached", by=by, goal=milestone.goal)
        offer_thanks(by=by)
    milestone.refresh_from_db()
    return milestone


@transaction.atomic
def remove_milestone(*, by: Member, milestone: Milestone, removed: bool = True) -> Milestone:
    """Take it off, or put it back where it was. A second press changes nothing."""
    write_on(by, milestone.goal)
    rows = Milestone.objects.filter(pk=milestone.pk, removed_at__isnull=removed)
    rows.update(removed_at=clock.now() if removed else None)
    milestone.refresh_from_db()
    return milestone


@transaction.atomic
def move_milestone(*, by: Member, milestone: Milestone, up: bool) -> None:
    """One place up or down; at either end nothing happens."""
    write_on(by, milestone.goal)
    steps = list(Milestone.objects.kept().filter(goal=milestone.goal_id))
    here = next((place for place, step in enumerate(steps) if step.pk == milestone.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(steps):
        return
    steps[here], steps[there] = steps[there], steps[here]
    for position, step in enumerate(steps, start=1):
        step.position = position
    Milestone.objects.bulk_update(steps, ["position"])
