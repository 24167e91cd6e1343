"""What is left of a mentorship to keep: one page, and the same as a file. Only what this reader may read."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from mentorship.lib import clock
from programs.models import Cohort, Enrolment, Letter
from programs.models.enrolments import Role
from sessions.access import Seat
from sessions.models import Evidence, Meeting, Milestone, Thanks
from sessions.queries.endings import both_stay_in_touch, my_answer
from sessions.queries.goals import goals_of


@dataclass(frozen=True)
class KeptGoal:
    sentence: str
    state: str
    state_word: str
    milestones: list[str]
    evidence: list[str]


@dataclass(frozen=True)
class KeptWords:
    by: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Keepsake:
    program: str
    mentor: str
    mentee: str
    started_at: datetime
    ended_at: datetime | None
    meetings: list[datetime]
    goals: list[KeptGoal]
    letters: list[KeptWords]
    thanks: list[KeptWords]
    stay_in_touch: bool = False
    format: str = field(default="trellis-keepsake-1")

    @property
    def reached(self) -> int:
        return sum(goal.state == "reached" for goal in self.goals)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def keepsake_of(seat: Seat) -> Keepsake:
    """Eight statements, each by what this reader may read."""
    names = {one.role: one.enrolment.person.shown_name for one in (seat.me, seat.partner)}
    met = Meeting.objects.of_member(seat.user).took_place().filter(mentorship=seat.mentorship)
    return Keepsake(
        program=seat.mentorship.cohort.program.name,
        mentor=names.get("mentor", ""),
        mentee=names.get("mentee", ""),
        started_at=seat.mentorship.started_at,
        ended_at=seat.mentorship.ended_at,
        meetings=list(met.order_by("starts_at").values_list("starts_at", flat=True)),
        goals=_goals(seat),
        letters=_letters(seat),
        thanks=_thanks(seat),
        stay_in_touch=both_stay_in_touch(my_answer(seat)),
    )


def _goals(seat: Seat) -> list[KeptGoal]:
    steps: dict[int, list[str]] = {}
    rows: Any = Milestone.objects.visible_to(seat.user).filter(
        goal__mentorship=seat.mentorship, reached_at__isnull=False
    )
    for row in rows.select_related("goal").order_by("position", "pk"):
        steps.setdefault(row.goal.number, []).append(row.title)
    shown: dict[int, list[str]] = {}
    evidence = Evidence.objects.visible_to(seat.user).filter(goal__mentorship=seat.mentorship)
    for one in evidence.select_related("goal").order_by("pk"):
        if one.text:
            shown.setdefault(one.goal.number, []).append(one.text)
    return [
        KeptGoal(
            sentence=goal.sentence,
            state=goal.state,
            state_word=goal.state_word,
            milestones=steps.get(goal.number, []),
            evidence=shown.get(goal.number, []),
        )
        for goal in goals_of(seat)
    ]


def _letters(seat: Seat) -> list[KeptWords]:
    """Delivered ones, the other’s first; one’s own as soon as it is finished."""
    rows = Letter.objects.visible_to(seat.user).filter(mentorship=seat.mentorship, done_at__isnull=False)
    names = {one.pk: one.enrolment.person.shown_name for one in (seat.partner, seat.me)}
    found = {row.author_id: row for row in rows}
    return [
        KeptWords(name, found[pk].text, found[pk].opened_at or found[pk].done_at or clock.now())
        for pk, name in names.items()
        if pk in found
    ]


def _thanks(seat: Seat) -> list[KeptWords]:
    names = {one.pk: one.enrolment.person.shown_name for one in (seat.me, seat.partner)}
    rows = Thanks.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).order_by("said_at")
    return [KeptWords(names[row.author_id], row.text, row.said_at) for row in rows if row.author_id in names]


def mentor_invitation(seat: Seat) -> tuple[str, str]:
    """For somebody who was a mentee: an open cohort of this organisation to mentor in, the form filled in.

    Its name and the address; both empty where none is open. One statement.
    """
    program = seat.mentorship.cohort.program
    if seat.me.is_mentor:
        return "", ""
    today: date = clock.today(program.zone)
    mentors_already = Enrolment.objects.filter(person=seat.me.enrolment.person_id, role=Role.MENTOR)
    rows = Cohort.objects.filter(
        program__organisation=program.organisation_id, enrol_from__lte=today, enrol_until__gte=today
    ).exclude(pk__in=mentors_already.values("cohort"))
    same_first = sorted(
        rows.select_related("program"), key=lambda one: (one.program_id != program.pk, one.starts_on, one.pk)
    )
    if not same_first:
        return "", ""
    found = same_first[0]
    url = reverse("programs:join", args=[found.program.code, found.code])
    return f"{found.program.name} · {found.name}", f"{url}?as=mentor"
