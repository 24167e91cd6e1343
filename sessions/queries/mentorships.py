"""One's own mentorships: a row each, with the date ahead and one next step."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs.models import Member, Mentorship
from sessions.queries.faces import Face, face_of
from sessions.queries.pairs import Pair
from sessions.queries.rhythm import Rhythm
from sessions.queries.waiting import Waiting, lines_of

STEPS: dict[str, str | Promise] = {
    "meeting_now": _("Open the meeting"),
    "agenda": _("Write the agenda"),
    "feedback": _("Give feedback"),
    "action_overdue": _("Look at your actions"),
    "first_meeting": _("Book the first date"),
    "rhythm": _("Find a date"),
    "first_goal": _("Set a goal"),
    "goal_steps": _("Add a milestone"),
    "goal_untouched": _("Look at your goal"),
}
ROUTES = {
    "meeting_now": "live",
    "agenda": "prepare",
    "feedback": "feedback",
    "goal_steps": "goal",
    "goal_untouched": "goal",
    "first_meeting": "meeting_new",
    "rhythm": "meeting_new",
    "first_goal": "goal_new",
}


@dataclass(frozen=True)
class MyMentorship:
    code: str
    partner: Face
    program: str
    rhythm: Rhythm
    rests_until: date | None
    between_peers: bool
    next_at: datetime | None
    next_number: int
    step: str | Promise
    step_url: str


@dataclass(frozen=True)
class PastMentorship:
    code: str
    partner: Face
    program: str
    started_at: datetime
    ended_at: datetime | None


def step_url(line: Waiting) -> str:
    """Where one press takes up what waits."""
    if (route := ROUTES.get(line.kind)) is None:
        return reverse("sessions:my_actions")
    numbered = route in {"live", "prepare", "feedback", "goal"}
    return reverse(f"sessions:{route}", args=[line.code, line.number] if numbered else [line.code])


def my_mentorships(pairs: list[Pair]) -> list[MyMentorship]:
    """Live ones, those with the most pressing step first."""
    rows = [(lines_of(pair), pair) for pair in pairs]
    rows.sort(key=lambda row: (row[0][0].rank if row[0] else 99, row[1].partner.name))
    return [_row(pair, lines) for lines, pair in rows]


def _row(pair: Pair, lines: list[Waiting]) -> MyMentorship:
    ahead = pair.next_meeting
    return MyMentorship(
        code=pair.code,
        partner=pair.partner,
        program=pair.program,
        rhythm=pair.rhythm,
        rests_until=pair.rests_until if pair.rests else None,
        between_peers=pair.between_peers,
        next_at=ahead["starts_at"] if ahead else None,
        next_number=ahead["number"] if ahead else 0,
        step=STEPS[lines[0].kind] if lines else "",
        step_url=step_url(lines[0]) if lines else "",
    )


def past_mentorships(user: User) -> list[PastMentorship]:
    """Ended ones, the latest first. One statement."""
    rows = (
        Member.objects.filter(
            mentorship__in=Mentorship.objects.of_member(user).filter(state=Mentorship.State.ENDED)
        )
        .exclude(enrolment__person__user=user)
        .select_related("mentorship__cohort__program", "enrolment__person__user")
        .order_by("-mentorship__ended_at", "-pk")
    )
    return [
        PastMentorship(
            code=row.mentorship.code,
            partner=face_of(row),
            program=row.mentorship.cohort.program.name,
            started_at=row.mentorship.started_at,
            ended_at=row.mentorship.ended_at,
        )
        for row in rows
    ]
