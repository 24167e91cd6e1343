"""To whom a program can be handed over, what waits in it, and who has it for now."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorship.accounts.models import User
from programs.models import Enrolment, HandOver, HelpRequest, Person, Program, SafeguardingContact, StaffRole
from programs.models.organisations import StaffRoleQuerySet


def _candidates(program: Program) -> StaffRoleQuerySet:
    """Whoever has a role in the organisation; not a safeguarding contact of the program."""
    contacts = SafeguardingContact.objects.filter(program=program).values("user")
    rows = StaffRole.objects.filter(organisation=program.organisation_id, user__is_active=True)
    return rows.exclude(user__in=contacts)


def is_candidate(program: Program, user: User) -> bool:
    return _candidates(program).of(user).exists()


def candidates_of(program: Program, by: User) -> list[tuple[User, str]]:
    """Those who coordinate the program already come first. Two statements."""
    found: dict[int, tuple[bool, User]] = {}
    for role in _candidates(program).exclude(user=by).select_related("user").order_by("since", "pk"):
        here = role.program_id == program.pk or found.get(role.user_id, (False,))[0]
        found[role.user_id] = (here, role.user)
    names = _names(program, list(found))
    rows = [(not here, names.get(user.pk, user.email), user) for here, user in found.values()]
    return [(user, name) for _elsewhere, name, user in sorted(rows, key=lambda row: (row[0], row[1]))]


@dataclass(frozen=True)
class Waits:
    """A request, as whoever takes over finds it listed."""

    code: str
    cohort: str
    cohort_name: str
    kind: str
    by: str
    made_at: datetime


@dataclass(frozen=True)
class Cover:
    name: str  # of the other of the two
    from_on: date
    until: date | None
    running: bool


@dataclass(frozen=True)
class HandOverPage:
    requests: list[Waits]
    applied: int
    away: Cover | None  # this person's own, to somebody
    covering: list[Cover]  # what this person got, and has not said that they saw it, or covers now
    unseen: bool


def hand_over_page(user: User, program: Program) -> HandOverPage:
    """Four statements."""
    asked = HelpRequest.objects.for_coordinator(user).waiting().filter(cohort__program=program)
    rows = list(HandOver.objects.filter(program=program).select_related("giver", "taker"))
    own = [row for row in rows if row.giver_id == user.pk and row.until and not row.ended_at]
    got = [row for row in rows if row.taker_id == user.pk and (not row.seen_at or _runs(row))]
    names = _names(program, [row.giver_id for row in got] + [row.taker_id for row in own])
    return HandOverPage(
        requests=[
            Waits(
                row.code,
                row.cohort.code,
                row.cohort.name,
                str(row.get_kind_display()),
                row.author.person.shown_name,
                row.made_at,
            )
            for row in asked.select_related(*HelpRequest.SHOWN).order_by("made_at", "pk")
        ],
        applied=Enrolment.objects.applied().filter(cohort__program=program).count(),
        away=next((_cover(row, row.taker, names) for row in own), None),
        covering=[_cover(row, row.giver, names) for row in got],
        unseen=any(not row.seen_at for row in got),
    )


def _runs(row: HandOver) -> bool:
    return row.begun_at is not None and row.ended_at is None


def _cover(row: HandOver, other: User, names: dict[int, str]) -> Cover:
    return Cover(names.get(other.pk, other.email), row.from_on, row.until, _runs(row))


def _names(program: Program, users: list[int]) -> dict[int, str]:
    people = Person.objects.filter(organisation=program.organisation_id, user__in=users).exclude(name="")
    return {user: name for user, name in people.values_list("user_id", "name") if user}
