"""One's live mentorships, read once for Today, the list of mentorships and the mentor's desk. Four statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship
from sessions.access import parts_of
from sessions.models import ActionItem, Feedback, Goal, Meeting, TimesProposal
from sessions.queries.desk import OpenAction, open_action
from sessions.queries.faces import Face, face_of
from sessions.queries.rhythm import Rhythm, rhythm_of

# So long after a meeting its feedback is still prompted.
PROMPT = timedelta(days=5)


@dataclass(frozen=True)
class Pair:
    """One live mentorship as its member sees it, before anything is concluded."""

    pk: int
    code: str
    partner: Face
    program: str
    parts: frozenset[str]
    is_mentor: bool
    between_peers: bool
    rests: bool  # by the wish of the two: nothing is asked of them meanwhile
    rests_until: date | None  # where it has passed, silence counts from there
    ending: bool  # one of the two has begun it
    stopped: bool  # contact has stopped: nothing is asked at all
    weeks: int
    started_at: datetime
    last_met: datetime | None
    contact_at: datetime | None
    meetings: tuple[dict[str, Any], ...]
    goals: tuple[dict[str, Any], ...]
    actions: tuple[OpenAction, ...]  # one's own open ones, the soonest first
    covers: tuple[str, ...]
    times_wait: bool  # one of the two proposed times, and the other has not picked

    @property
    def next_meeting(self) -> dict[str, Any] | None:
        return next((row for row in self.meetings if row["ends_at"] > clock.now()), None)

    @property
    def only_helps(self) -> bool:
        """A mentor is asked for no goal of their own and no agenda; of two peers both are."""
        return self.is_mentor and not self.between_peers

    @property
    def rhythm(self) -> Rhythm:
        return rhythm_of(
            weeks=self.weeks,
            started_at=self.started_at,
            last_met=self.last_met,
            booked=self.next_meeting is not None,
            contact_at=self.contact_at,
            rests_until=self.rests_until,
            ending=self.ending,
        )

    @property
    def goal_in_focus(self) -> dict[str, Any] | None:
        """The mentee's first one."""
        mine = (row for row in self.goals if row["state"] == Goal.State.IN_FOCUS and not row["by_mentor"])
        return next(mine, None)


def live_pairs(user: User) -> list[Pair]:
    members = list(
        Member.objects.filter(mentorship__in=Mentorship.objects.of_member(user).active())
        .select_related("mentorship__cohort__program", "mentorship__ending", "enrolment__person__user")
        .annotate(last_met=Subquery(_last_met()), times_wait=Exists(_open_times()))
        .order_by("mentorship__started_at", "pk")
    )
    mine = {one.mentorship_id: one for one in members if one.enrolment.person.user_id == user.pk}
    others = {one.mentorship_id: one for one in members if one.enrolment.person.user_id != user.pk}
    ids = [pk for pk in mine if pk in others]
    if not ids:
        return []
    meetings = _grouped(_meetings_around(user, ids))
    goals = _grouped(_goals(user, ids))
    actions = _actions(user, ids)
    return [
        _pair(mine[pk], others[pk], tuple(meetings[pk]), tuple(goals[pk]), tuple(actions[pk])) for pk in ids
    ]


def _pair(
    me: Member,
    partner: Member,
    meetings: tuple[dict[str, Any], ...],
    goals: tuple[dict[str, Any], ...],
    actions: tuple[OpenAction, ...],
) -> Pair:
    one = me.mentorship
    return Pair(
        pk=one.pk,
        code=one.code,
        partner=face_of(partner),
        program=one.cohort.program.name,
        parts=parts_of(one),
        is_mentor=me.is_mentor,
        between_peers=one.cohort.program.between_peers,
        rests=one.is_paused,
        rests_until=one.paused_until,
        ending=hasattr(one, "ending"),
        stopped=one.contact_stopped_at is not None,
        weeks=one.rhythm_weeks,
        started_at=one.started_at,
        last_met=me.last_met,  # type: ignore[attr-defined]
        contact_at=one.contact_at,
        meetings=meetings,
        goals=goals,
        actions=actions,
        covers=tuple(one.covers),
        times_wait=me.times_wait,  # type: ignore[attr-defined]
    )


def _last_met() -> Any:
    rows = Meeting.objects.took_place().filter(mentorship=OuterRef("mentorship"))
    return rows.order_by("-starts_at").values("starts_at")[:1]


def _open_times() -> Any:
    return TimesProposal.objects.open().filter(mentorship=OuterRef("mentorship"))


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


def _goals(user: User, ids: list[int]) -> Any:
    """Without those let go. `by_mentor`: a mentor's own learning goal."""
    kept = Count("milestones", filter=Q(milestones__removed_at=None), distinct=True)
    return (
        Goal.objects.visible_to(user)
        .filter(mentorship__in=ids)
        .exclude(state=Goal.State.LET_GO)
        .annotate(
            steps=kept, by_mentor=Q(owner__role="mentor"), is_mine=Q(owner__enrolment__person__user=user)
        )
        .order_by("number")
        .values("mentorship", "number", "sentence", "state", "touched_at", "steps", "by_mentor", "is_mine")
    )


def _actions(user: User, ids: list[int]) -> dict[int, list[OpenAction]]:
    """What this person said they would do and has not ticked yet."""
    rows = (
        ActionItem.objects.visible_to(user)
        .open()
        .filter(mentorship__in=ids, owner__enrolment__person__user=user)
        .select_related("mentorship", "owner__enrolment__person")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    found: dict[int, list[OpenAction]] = defaultdict(list)
    for item in rows:
        found[item.mentorship_id].append(open_action(item, user))
    return found


def _grouped(rows: Any) -> dict[int, list[dict[str, Any]]]:
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["mentorship"]].append(row)
    return groups
