"""What waits for one person in their live mentorships: the material of Today, in five statements."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship
from sessions.models import ActionItem, Feedback, Goal, Meeting
from sessions.queries.faces import Face, face_of
from sessions.queries.rhythm import rhythm_of

# The order of UX 2.4; coordinators' lines (50 to 54) stand between what asks today and what can wait a week.
RANKS = {
    "meeting_now": 10,
    "agenda": 20,
    "feedback": 30,
    "action_overdue": 40,
    "first_meeting": 45,
    "rhythm": 60,
    "first_goal": 61,
    "goal_steps": 62,
    "goal_untouched": 63,
}
NOW, PREPARE, PROMPT, UNTOUCHED = (
    timedelta(minutes=15),
    timedelta(hours=48),
    timedelta(days=5),
    timedelta(days=30),
)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits; `number` is the meeting's or the goal's in its mentorship."""

    kind: str
    code: str
    partner: Face
    program: str
    number: int = 0
    at: datetime | None = None
    text: str = ""  # an action's own words
    weeks: int = 0

    @property
    def rank(self) -> int:
        return RANKS[self.kind]

    @property
    def key(self) -> str:
        """A stable id for the page."""
        return f"{self.kind}-{self.code}-{self.number}"


@dataclass(frozen=True)
class Pair:
    """One live mentorship as its member sees it, before anything is concluded."""

    code: str
    partner: Face
    program: str
    is_mentor: bool
    weeks: int
    started_at: datetime
    last_met: datetime | None
    meetings: tuple[dict[str, Any], ...]
    goals: tuple[dict[str, Any], ...]
    overdue: tuple[ActionItem, ...]

    @property
    def next_meeting(self) -> dict[str, Any] | None:
        return next((row for row in self.meetings if row["ends_at"] > clock.now()), None)

    def waits(self, kind: str, **facts: Any) -> Waiting:
        return Waiting(kind=kind, code=self.code, partner=self.partner, program=self.program, **facts)


def waiting_for(user: User) -> list[Waiting]:
    """Everything that waits for this person, the most pressing first."""
    return waiting_in(live_pairs(user))


def waiting_in(pairs: list[Pair]) -> list[Waiting]:
    """The same for pairs a page has already read."""
    return sorted((line for pair in pairs for line in lines_of(pair)), key=_pressing)


def lines_of(pair: Pair) -> list[Waiting]:
    """What one mentorship asks of its member, the most pressing first."""
    rules = (_meetings, _actions, _dates, _goals)
    return sorted((line for rule in rules for line in rule(pair)), key=_pressing)


def _pressing(line: Waiting) -> tuple[int, datetime, str]:
    return line.rank, line.at or clock.now(), line.code


def live_pairs(user: User) -> list[Pair]:
    members = list(
        Member.objects.filter(mentorship__in=Mentorship.objects.of_member(user).active())
        .select_related("mentorship__cohort__program", "enrolment__person__user")
        .order_by("mentorship__started_at", "pk")
    )
    mine = {one.mentorship_id: one for one in members if one.enrolment.person.user_id == user.pk}
    others = {one.mentorship_id: one for one in members if one.enrolment.person.user_id != user.pk}
    ids = [pk for pk in mine if pk in others]
    if not ids:
        return []
    met = _last_met(ids)
    meetings = _grouped(_meetings_around(user, ids))
    goals = _grouped(_goals_in_focus(user, ids))
    overdue: dict[int, list[ActionItem]] = defaultdict(list)
    for item in _overdue(user, ids):
        overdue[item.mentorship_id].append(item)
    return [
        Pair(
            code=mine[pk].mentorship.code,
            partner=face_of(others[pk]),
            program=mine[pk].mentorship.cohort.program.name,
            is_mentor=mine[pk].is_mentor,
            weeks=mine[pk].mentorship.rhythm_weeks,
            started_at=mine[pk].mentorship.started_at,
            last_met=met.get(pk),
            meetings=tuple(meetings[pk]),
            goals=tuple(goals[pk]),
            overdue=tuple(overdue[pk]),
        )
        for pk in ids
    ]


def _last_met(ids: list[int]) -> dict[int, datetime]:
    rows = Meeting.objects.took_place().filter(mentorship__in=ids).values("mentorship")
    return dict(rows.annotate(last=Max("starts_at")).values_list("mentorship", "last"))


def _meetings_around(user: User, ids: list[int]) -> Any:
    """Those ahead, and those that ended so lately that their feedback is still prompted."""
    mine = Feedback.objects.filter(meeting=OuterRef("pk"), author__enrolment__person__user=user)
    return (
        Meeting.objects.of_member(user)
        .filter(mentorship__in=ids, ends_at__gte=clock.now() - PROMPT, state__in=["booked", "held"])
        .annotate(topics=Count("agenda_items", distinct=True), answered=Exists(mine))
        .order_by("starts_at")
        .values("mentorship", "number", "starts_at", "ends_at", "state", "topics", "answered")
    )


def _goals_in_focus(user: User, ids: list[int]) -> Any:
    return (
        Goal.objects.visible_to(user)
        .filter(mentorship__in=ids)
        .exclude(state=Goal.State.LET_GO)
        .annotate(steps=Count("milestones", distinct=True))
        .order_by("number")
        .values("mentorship", "number", "state", "touched_at", "steps")
    )


def _overdue(user: User, ids: list[int]) -> Any:
    today = clock.today(timezone.get_current_timezone())
    rows = ActionItem.objects.visible_to(user).open().filter(owner__enrolment__person__user=user)
    return rows.filter(mentorship__in=ids, due_on__lt=today).order_by("due_on", "pk")


def _grouped(rows: Any) -> dict[int, list[dict[str, Any]]]:
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["mentorship"]].append(row)
    return groups


def _meetings(pair: Pair) -> Iterator[Waiting]:
    now = clock.now()
    for meeting in pair.meetings:
        facts = {"number": meeting["number"], "at": meeting["starts_at"]}
        if meeting["ends_at"] <= now:
            if not meeting["answered"]:
                yield pair.waits("feedback", **facts)
        elif meeting["starts_at"] <= now + NOW:
            yield pair.waits("meeting_now", **facts)
        elif meeting["starts_at"] <= now + PREPARE and not pair.is_mentor and not meeting["topics"]:
            yield pair.waits("agenda", **facts)


def _actions(pair: Pair) -> Iterator[Waiting]:
    for item in pair.overdue:
        at = clock.wall_time(item.due_on, datetime.min.time(), timezone.get_current_timezone())  # type: ignore[arg-type]
        yield pair.waits("action_overdue", number=item.pk, at=at, text=item.text)


def _dates(pair: Pair) -> Iterator[Waiting]:
    if pair.next_meeting:
        return
    if pair.last_met is None:
        yield pair.waits("first_meeting", at=pair.started_at, weeks=pair.weeks)
        return
    rhythm = rhythm_of(weeks=pair.weeks, started_at=pair.started_at, last_met=pair.last_met, booked=False)
    if rhythm.is_due:
        yield pair.waits("rhythm", at=rhythm.due_at, weeks=pair.weeks)


def _goals(pair: Pair) -> Iterator[Waiting]:
    """The mentee writes goals; a mentor is never asked to."""
    if pair.is_mentor:
        return
    if not pair.goals:
        yield pair.waits("first_goal", at=pair.started_at)
    for goal in pair.goals:
        if goal["state"] != Goal.State.IN_FOCUS:
            continue
        if not goal["steps"]:
            yield pair.waits("goal_steps", number=goal["number"], at=goal["touched_at"])
        elif goal["touched_at"] < clock.now() - UNTOUCHED:
            yield pair.waits("goal_untouched", number=goal["number"], at=goal["touched_at"])
