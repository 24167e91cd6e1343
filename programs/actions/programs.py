"""Programs, their cohorts, and who coordinates them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.actions import audit
from programs.actions.timeline import keep_days
from programs.models import Cohort, HandOver, Organisation, Part, Program, SafeguardingContact, StaffRole
from programs.models.organisations import FOR_GOOD
from programs.models.programs import USUAL_PARTS

# Who learns from whom changes from meeting to meeting: these kinds begin with the role swap turned on.
SWAPPING = {Program.Kind.REVERSE, Program.Kind.PEER}


@dataclass(frozen=True)
class Dates:
    """When a cohort enrols and runs; `name` is what people call it."""

    name: str
    enrol_from: date
    enrol_until: date
    starts_on: date
    ends_on: date


@transaction.atomic
def create_program(*, organisation: Organisation, by: User, dates: Dates, **facts: Any) -> Program:
    """A program with its first cohort; whoever makes it coordinates it. `facts` are fields of Program."""
    if facts.get("kind") in SWAPPING:
        facts.setdefault("chosen_parts", [*USUAL_PARTS, Part.ROLE_SWAP])
    program = Program.objects.create(organisation=organisation, **facts)  # 1 the program
    audit.record("program.created", target=program, by=by, organisation=organisation)  # 2 that it was
    make_coordinator(program=program, user=by, by=by)  # 3 its coordinator
    add_cohort(program=program, by=by, dates=dates)  # 4 its first cohort
    return program


@transaction.atomic
def edit_program(*, program: Program, by: User, **facts: Any) -> Program:
    """New name, purpose, kind, length, rhythm or zone. Running mentorships keep their own rhythm."""
    for name, value in facts.items():
        setattr(program, name, value)
    program.save(update_fields=list(facts))
    if "time_zone" in facts:
        keep_days(program=program)
    audit.record("program.edited", target=program, by=by, organisation=program.organisation)
    return program


@transaction.atomic
def add_cohort(*, program: Program, by: User, dates: Dates, after: Cohort | None = None) -> Cohort:
    """`after` the one it goes on from: the program's settings hold for both, and people say anew that they want to."""
    _refuse_odd_dates(dates)
    if dates.ends_on < clock.today(program.zone):
        raise Refusal(_("This cohort would be over already. Choose a later day to end."), field="ends_on")
    cohort = Cohort.objects.create(program=program, **vars(dates))
    audit.record("cohort.created", target=cohort, by=by, organisation=program.organisation)
    if after is not None:
        audit.record("cohort.continued", target=after, by=by, organisation=program.organisation)
    return cohort


@transaction.atomic
def edit_cohort(*, cohort: Cohort, by: User, dates: Dates) -> Cohort:
    _refuse_odd_dates(dates)
    for name, value in vars(dates).items():
        setattr(cohort, name, value)
    cohort.save(update_fields=list(vars(dates)))
    audit.record("cohort.edited", target=cohort, by=by, organisation=cohort.program.organisation)
    return cohort


def _refuse_odd_dates(dates: Dates) -> None:
    if dates.enrol_until < dates.enrol_from:
        raise Refusal(
            _("Enrolment closes before it opens. Choose a later day to close."), field="enrol_until"
        )
    if dates.ends_on <= dates.starts_on:
        raise Refusal(_("The cohort ends before it starts. Choose a later day to end."), field="ends_on")
    if dates.enrol_from > dates.ends_on:
        raise Refusal(_("Enrolment opens after the cohort has ended."), field="enrol_from")
    if (dates.ends_on - dates.starts_on).days > 366 * 5:
        raise Refusal(
            _("A cohort of more than five years is more likely a slip of the pen."), field="ends_on"
        )


@transaction.atomic
def make_coordinator(*, program: Program, user: User, by: User, ends_at: datetime = FOR_GOOD) -> None:
    """Give somebody the coordinator's role. A second time changes nothing and writes nothing, unless it was lent:
    then it is theirs for longer, or for good."""
    Program.objects.select_for_update().get(pk=program.pk)  # not while they become a safeguarding contact
    if SafeguardingContact.objects.filter(program=program, user=user).exists():
        raise Refusal(
            _("Safeguarding contacts do not coordinate: people must be able to tell them of coordinators."),
            field="email",
        )
    role, made = StaffRole.objects.get_or_create(
        user=user,
        program=program,
        role=StaffRole.Role.COORDINATOR,
        defaults={"organisation_id": program.organisation_id, "ends_at": ends_at},
    )
    if not made and role.ends_at < ends_at:
        StaffRole.objects.filter(pk=role.pk).update(ends_at=ends_at)
        if ends_at == FOR_GOOD:  # theirs now, whatever cover gave it
            HandOver.objects.open().filter(program=program, taker=user).update(gave_role=False)
    if made:
        audit.record(
            "coordinator.added", target=user, by=by, organisation=program.organisation, program=program
        )


@transaction.atomic
def take_role(*, program: Program, by: User) -> None:
    """An owner who wants to read enrolments takes the coordinator's role, and that is written down."""
    if not StaffRole.objects.owners().of(by).filter(organisation_id=program.organisation_id).exists():
        raise Refusal(_("Only an owner of this organisation can take the coordinator's role."))
    audit.record("coordinator.role_taken", target=program, by=by, organisation=program.organisation)
    make_coordinator(program=program, user=by, by=by)


@transaction.atomic
def leave_role(*, program: Program, by: User) -> None:
    """Stop coordinating. The last coordinator cannot: nobody would be left to answer people."""
    Program.objects.select_for_update().get(pk=program.pk)  # two who leave at once must not both succeed
    roles = StaffRole.objects.coordinators().filter(program=program)
    if not roles.filter(user__is_active=True).exclude(user=by).exists():
        raise Refusal(_("You are the last coordinator. Invite somebody else first; then you can leave."))
    if roles.of(by).delete()[0]:
        audit.record("coordinator.left", target=program, by=by, organisation=program.organisation)
