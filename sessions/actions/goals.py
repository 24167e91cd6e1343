"""Where somebody wants to get to. Whoever set a goal writes it; both read it, unless its owner keeps it to themself."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from secrets import randbelow
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import tell_partner
from programs.models import Member, Mentorship, News
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Goal, GoalWords

IN_FOCUS = 3
WORDS = ("sentence", "measure", "in_hands", "relevance", "until", "target_value")
DAY = timedelta(days=1)
HIDDEN = 1_000_000  # numbers beyond it belong to goals somebody keeps to themself


class GoalFacts(TypedDict, total=False):
    """Everything about a goal that may wait."""

    measure: str
    in_hands: str
    relevance: str
    until: date | None
    kind: str
    topic: str
    direction: str
    stretch: bool
    unit: str
    start_value: Decimal | None
    target_value: Decimal | None


NOTHING: GoalFacts = {
    "measure": "",
    "in_hands": "",
    "relevance": "",
    "until": None,
    "kind": "",
    "topic": "",
    "direction": Goal.Direction.LEARN,
    "stretch": False,
    "unit": "",
    "start_value": None,
    "target_value": None,
}


@transaction.atomic
def set_goal(
    *,
    by: Member,
    sentence: str,
    only_me: bool = False,
    follows: Goal | None = None,
    **facts: Unpack[GoalFacts],
) -> Goal:
    """A sentence is a goal; the rest may come later. Three of one's own are in focus at most."""
    mentorship = lock_mentorship(by)
    _refuse_facts(facts, until_was=None)
    _refuse_a_fourth(by)
    number = _hidden_number(mentorship) if only_me else _next_number(mentorship)
    known: dict[str, Any] = {**NOTHING, **facts, "sentence": sentence, "only_me": only_me, "follows": follows}
    goal = Goal.objects.create(mentorship=mentorship, number=number, owner=by, **known)
    _keep_words(goal)
    if not only_me:
        tell_partner("goal_set", by=by, ref=goal.number)
    write_down("goal.set", target=goal, by=by, mentorship=mentorship)
    return goal


@transaction.atomic
def edit_goal(*, by: Member, goal: Goal, version: int, sentence: str, **facts: Unpack[GoalFacts]) -> Goal:
    """Write it anew over the version somebody read; a newer one is a conflict that keeps the text."""
    require(policies.can_edit_goal(by, goal))
    mentorship = lock_mentorship(by)
    _refuse_facts(facts, until_was=goal.until)
    before = {name: getattr(goal, name) for name in WORDS}
    known: dict[str, Any] = {**NOTHING, **facts, "sentence": sentence}
    changed = Goal.objects.filter(pk=goal.pk, version=version).update(
        **known, version=version + 1, touched_at=clock.now()
    )
    if not changed:
        raise Conflict(
            _("This goal was changed meanwhile, perhaps in another window. Your text is kept here.")
        )
    goal.refresh_from_db()
    if before != {name: getattr(goal, name) for name in WORDS}:
        _keep_words(goal)
        tell_once_a_day("goal_changed", by=by, goal=goal)
    write_down("goal.changed", target=goal, by=by, mentorship=mentorship)
    return goal


@transaction.atomic
def set_goal_state(*, by: Member, goal: Goal, state: str) -> Goal:
    """Reached, let go, parked, or back in focus."""
    require(policies.can_edit_goal(by, goal))
    mentorship = lock_mentorship(by)
    goal.refresh_from_db()
    if state not in Goal.State.values:
        raise Refusal(_("A goal is in focus, parked, reached or let go."))
    if state == goal.state:
        return goal
    if state == Goal.State.IN_FOCUS:
        _refuse_a_fourth(by)
    closed = state in {Goal.State.REACHED, Goal.State.LET_GO}
    Goal.objects.filter(pk=goal.pk).update(
        state=state,
        version=goal.version + 1,
        touched_at=clock.now(),
        closed_at=clock.now() if closed else None,
    )
    goal.refresh_from_db()
    kind = "goal_reached" if state == Goal.State.REACHED else "goal_changed"
    tell_once_a_day(kind, by=by, goal=goal)
    write_down(f"goal.{state}", target=goal, by=by, mentorship=mentorship)
    return goal


@transaction.atomic
def look_back(*, by: Member, goal: Goal, reflection: str) -> Goal:
    """A line on what made the difference, of a goal that is reached or let go. It may be written anew."""
    require(policies.can_edit_goal(by, goal))
    lock_mentorship(by)
    if goal.closed_at is None:
        raise Conflict(_("Looking back opens when a goal is reached or let go."))
    Goal.objects.filter(pk=goal.pk).update(reflection=reflection)
    goal.refresh_from_db()
    return goal


@transaction.atomic
def share_goal(*, by: Member, goal: Goal) -> Goal:
    """From “only me” to both, with the pair's next number. There is no way back; a second press changes nothing."""
    require(policies.can_edit_goal(by, goal))
    mentorship = lock_mentorship(by)
    kept = Goal.objects.filter(pk=goal.pk, only_me=True)
    if kept.update(only_me=False, number=_next_number(mentorship), touched_at=clock.now()):
        goal.refresh_from_db()
        tell_partner("goal_set", by=by, ref=goal.number)
        write_down("goal.shared", target=goal, by=by, mentorship=mentorship)
    goal.refresh_from_db()
    return goal


def tell_once_a_day(kind: str, *, by: Member, goal: Goal) -> None:
    """Three ticks in an evening are one line; nothing is told of a goal somebody keeps to themself."""
    told = News.objects.filter(mentorship_id=by.mentorship_id, by=by, kind=kind, ref=goal.number)
    if not goal.only_me and not told.filter(at__gt=clock.now() - DAY).exists():
        tell_partner(kind, by=by, ref=goal.number)


def write_on(by: Member, goal: Goal) -> Mentorship:
    """The owner adds to a goal; it is now touched: nobody asks whether it is still the right one."""
    require(policies.can_edit_goal(by, goal))
    mentorship = lock_mentorship(by)
    Goal.objects.filter(pk=goal.pk).update(touched_at=clock.now())
    return mentorship


def _next_number(mentorship: Mentorship) -> int:
    """The pair's goals are counted without those somebody keeps: a gap would tell the other that there is one."""
    ours = Goal.objects.filter(mentorship=mentorship, number__lt=HIDDEN)
    return (ours.aggregate(last=Max("number"))["last"] or 0) + 1


def _hidden_number(mentorship: Mentorship) -> int:
    """By chance, so that the other's do not tell of it either."""
    taken = set(
        Goal.objects.filter(mentorship=mentorship, number__gt=HIDDEN).values_list("number", flat=True)
    )
    return next(number for number in iter(lambda: HIDDEN + 1 + randbelow(HIDDEN), 0) if number not in taken)


def _keep_words(goal: Goal) -> None:
    last = GoalWords.objects.filter(goal=goal).aggregate(last=Max("number"))["last"] or 0
    words = {name: getattr(goal, name) for name in WORDS}
    GoalWords.objects.create(goal=goal, number=last + 1, **words)


def _refuse_a_fourth(by: Member) -> None:
    if Goal.objects.filter(owner=by, state=Goal.State.IN_FOCUS).count() >= IN_FOCUS:
        raise Conflict(_("Three goals in focus are plenty. Reach one, park one, or let one go, first."))


def _refuse_facts(facts: Mapping[str, Any], *, until_was: date | None) -> None:
    until = facts.get("until")
    today = clock.today(timezone.get_current_timezone())
    if until != until_was and until is not None:
        if until <= today:
            raise Refusal(_("Choose a day that is still ahead, or none."), field="until")
        if (until - today).days > 3660:
            raise Refusal(_("Choose a day within the next ten years, or none."), field="until")
    start, target = facts.get("start_value"), facts.get("target_value")
    if (start is None) != (target is None):
        missing = "start_value" if start is None else "target_value"
        raise Refusal(_("Give both numbers, from and to, or neither."), field=missing)
    if start is not None and start == target:
        raise Refusal(_("From and to are the same number."), field="target_value")
