"""Handing a program over: for good in one step, or for a holiday that begins and ends by itself."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import policies
from programs.actions import audit
from programs.actions.programs import leave_role, make_coordinator
from programs.models import HandOver, HelpRequest, Program, StaffRole
from programs.models.organisations import FOR_GOOD
from programs.models.requests import HelpRequestQuerySet, is_partner
from programs.queries.hand_overs import is_candidate

LONGEST = 366  # days; whoever is away for longer hands over for good


@transaction.atomic
def hand_over_for_good(*, program: Program, by: User, to: User) -> HandOver:
    """`to` coordinates from now on and `by` no longer; what waited for the one waits for the other."""
    Program.objects.select_for_update().get(pk=program.pk)
    _refuse_odd_taker(program, by, to)
    _end_those_of(program, by)  # 1 a cover of theirs is over with it
    today = clock.today(program.zone)
    made = HandOver.objects.create(
        program=program, giver=by, taker=to, from_on=today, begun_at=clock.now(), ended_at=clock.now()
    )
    make_coordinator(program=program, user=to, by=by)  # 2 the role
    moved = _readable(_waiting(program).filter(assigned=by), to)
    _tell_of(moved, to, made)
    moved.update(assigned=to)  # 3 what they saw to
    _waiting(program).filter(assigned=by).update(assigned=None)
    audit.record("program.handed_over", target=made, by=by, organisation=program.organisation)
    leave_role(program=program, by=by)  # 4 the other's leave
    ledger.plan("program_handed_over", subject_id=made.pk, recipient=to)  # 5 the mail
    return made


@transaction.atomic
def hand_over_for_holiday(*, program: Program, by: User, to: User, from_on: date, until: date) -> HandOver:
    """Today or later: the clock begins and ends it. Their colleague is told now."""
    Program.objects.select_for_update().get(pk=program.pk)
    _refuse_odd_taker(program, by, to)
    _refuse_odd_days(program, from_on, until)
    open_ones = HandOver.objects.open().filter(program=program)
    if open_ones.filter(giver=by).exists():
        raise Conflict(_("You have handed this program over for a holiday already. End that one first."))
    if open_ones.filter(giver=to, from_on__lte=until, until__gte=from_on).exists():
        raise Refusal(_("They are away in these days themselves. Choose somebody else."), field="to")
    made = HandOver.objects.create(program=program, giver=by, taker=to, from_on=from_on, until=until)
    audit.record("cover.planned", target=made, by=by, organisation=program.organisation)
    ledger.plan("program_handed_over", subject_id=made.pk, recipient=to)
    if from_on <= clock.today(program.zone):
        _begin(made)
    made.refresh_from_db()
    return made


def _refuse_odd_taker(program: Program, by: User, to: User) -> None:
    if not (allowed := policies.may_pass_on(program, by)):
        raise Refusal(allowed.reason, field="to")
    if to == by:
        raise Refusal(_("Choose somebody other than yourself."), field="to")
    if not is_candidate(program, to):
        raise Refusal(_("Choose somebody from the list."), field="to")


def _refuse_odd_days(program: Program, from_on: date, until: date) -> None:
    if from_on < clock.today(program.zone):
        raise Refusal(_("This day has passed. Choose today or later."), field="from_on")
    if until < from_on:
        raise Refusal(_("It ends before it begins. Choose a later day."), field="until")
    if (until - from_on).days > LONGEST:
        raise Refusal(_("For more than a year, hand it over for good."), field="until")


@transaction.atomic
def see_hand_over(*, program: Program, by: User) -> None:
    """Read: the line on Today goes."""
    rows = HandOver.objects.filter(program=program, taker=by, seen_at=None)
    rows.update(seen_at=clock.now())


@transaction.atomic
def end_cover(*, program: Program, by: User) -> None:
    """Back early, or not away after all: by whoever handed it over. A second time changes nothing."""
    Program.objects.select_for_update().get(pk=program.pk)
    for cover in _end_those_of(program, by):
        audit.record("cover.ended", target=cover, by=by, organisation=program.organisation)


def _end_those_of(program: Program, giver: User) -> list[HandOver]:
    found = list(HandOver.objects.open().filter(program=program, giver=giver).select_related("taker"))
    for cover in found:
        _end(cover)
    return found


def turn_covers(as_of: datetime) -> int:
    """Covers whose first day has come begin, those whose last day has passed end. Run by the clock."""
    due = [row for row in HandOver.objects.open().select_related("program") if _turns(row, as_of)]
    return sum(_turn(row, as_of) for row in due)


@transaction.atomic
def _turn(cover: HandOver, as_of: datetime) -> int:
    """Looked at once more under the lock: another clock may have turned it."""
    Program.objects.select_for_update().get(pk=cover.program_id)
    rows = HandOver.objects.open().select_related("program__organisation", "giver", "taker")
    fresh = rows.filter(pk=cover.pk).first()
    if fresh is None or not _turns(fresh, as_of):
        return 0
    (_end if _is_over(fresh, as_of) else _begin)(fresh)
    return 1


def _turns(cover: HandOver, as_of: datetime) -> bool:
    today = as_of.astimezone(cover.program.zone).date()
    return _is_over(cover, as_of) or (cover.begun_at is None and cover.from_on <= today)


def _is_over(cover: HandOver, as_of: datetime) -> bool:
    return cover.until is not None and cover.until < as_of.astimezone(cover.program.zone).date()


def _begin(cover: HandOver) -> None:
    """The role for whoever lacks it, then what waited for the one who goes."""
    program = cover.program
    gives = StaffRole.objects.coordinators().of(cover.giver).filter(program=program).exists()
    # The one is a safeguarding contact by now, or gone; or the other has no role any more to lend.
    if not gives or not is_candidate(program, cover.taker):
        HandOver.objects.filter(pk=cover.pk).update(ended_at=clock.now())
        return
    had = StaffRole.objects.coordinators().of(cover.taker).filter(program=program).exists()
    make_coordinator(program=program, user=cover.taker, by=cover.giver, ends_at=_over_at(cover))
    HandOver.objects.filter(pk=cover.pk).update(begun_at=clock.now(), gave_role=not had)
    moved = _readable(_waiting(program).filter(assigned=cover.giver), cover.taker)
    _tell_of(_readable(_waiting(program), cover.taker), cover.taker, cover)
    moved.update(assigned=cover.taker, kept_for=cover.giver)
    for request in _waiting(program):
        ledger.settle("request_received", subject_id=request.pk, recipient=cover.giver)


def _over_at(cover: HandOver) -> datetime:
    """The first instant after its last day, on the program's wall."""
    if cover.until is None:
        return FOR_GOOD
    return clock.wall_time(cover.until + timedelta(days=1), time(), cover.program.zone)


def _end(cover: HandOver) -> None:
    """Back to whoever was away: the role where it was lent, and what is still open of theirs."""
    program = cover.program
    HandOver.objects.filter(pk=cover.pk).update(ended_at=clock.now())
    if cover.begun_at is None:
        ledger.settle("program_handed_over", subject_id=cover.pk)
        return
    theirs = _open_ones(program).filter(assigned=cover.taker)
    theirs.filter(kept_for=cover.giver).update(assigned=cover.giver, kept_for=None)
    if cover.gave_role and _others(program, cover.taker):
        theirs.update(assigned=cover.giver)
        StaffRole.objects.filter(program=program, user=cover.taker, role=StaffRole.Role.COORDINATOR).delete()
        audit.record("coordinator.left", target=program, by=cover.taker, organisation=program.organisation)
    elif cover.gave_role:  # nobody else is left
        make_coordinator(program=program, user=cover.taker, by=cover.giver)
    _tell_of(_waiting(program).filter(assigned=cover.giver), cover.giver, cover, back=True)


def _others(program: Program, user: User) -> bool:
    """The role is not taken from the last one who has it."""
    rows = StaffRole.objects.coordinators().filter(program=program, user__is_active=True)
    return rows.exclude(user=user).exists()


def _waiting(program: Program) -> HelpRequestQuerySet:
    return HelpRequest.objects.waiting().filter(cohort__program=program)


def _readable(requests: HelpRequestQuerySet, to: User) -> HelpRequestQuerySet:
    """Not those about a mentorship of theirs: whoever asked did not ask their partner."""
    return requests.exclude(is_partner(to, "mentorship"))


def _open_ones(program: Program) -> HelpRequestQuerySet:
    return HelpRequest.objects.filter(cohort__program=program).exclude(state=HelpRequest.State.CLOSED)


def _tell_of(requests: HelpRequestQuerySet, to: User, cover: HandOver, *, back: bool = False) -> None:
    """A line of their daily mail for each that waits, whoever was told before."""
    period = f"{'back' if back else 'over'}-{cover.pk}"
    ledger.plan_all(
        ledger.Due("request_received", request.pk, to.pk, clock.now(), period=period) for request in requests
    )
