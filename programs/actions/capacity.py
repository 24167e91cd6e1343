"""How many mentorships a place is for. A mentor's word is theirs: more than they said is asked, not set."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs import policies
from programs.actions import audit
from programs.models import Enrolment, Member, Mentorship


@transaction.atomic
def set_capacity(*, enrolment: Enrolment, capacity: int, by: User) -> Enrolment:
    """A coordinator's number. Less is set at once; more waits for a mentor who has been here and said less."""
    locked = _locked(enrolment)
    _refuse_fewer_than_run(locked, capacity)
    if capacity > locked.capacity and policies.must_consent(locked):
        locked.capacity_asked, locked.capacity_asked_at = capacity, clock.now()
        verb = "enrolment.capacity_asked"
    else:
        locked.capacity, locked.capacity_asked, locked.capacity_asked_at = capacity, None, None
        verb = "enrolment.capacity_set"
    return _kept(locked, verb, by)


@transaction.atomic
def answer_capacity(*, enrolment: Enrolment, capacity: int, agree: bool, by: User) -> Enrolment:
    """The mentor's word on what was asked. `capacity` is the number they saw: another one is another question."""
    locked = _locked(enrolment)
    if locked.capacity_asked != capacity:
        raise Conflict(_("This has been answered already, or the coordinator now asks something else."))
    if agree:
        locked.capacity = max(capacity, locked.capacity)
    locked.capacity_asked, locked.capacity_asked_at = None, None
    return _kept(locked, "enrolment.capacity_agreed" if agree else "enrolment.capacity_refused", by)


@transaction.atomic
def say_capacity(
    *, enrolment: Enrolment, capacity: int, hours_per_month: int | None, asks_paused: bool, by: User
) -> Enrolment:
    """The mentor's own word: places, hours a month, and whether new asks may come now."""
    locked = _locked(enrolment)
    _refuse_fewer_than_run(locked, capacity)
    locked.capacity, locked.hours_per_month, locked.asks_paused = capacity, hours_per_month, asks_paused
    locked.asks_paused_by = None
    if locked.capacity_asked is not None and locked.capacity_asked <= capacity:
        locked.capacity_asked, locked.capacity_asked_at = None, None
    return _kept(locked, "enrolment.capacity_said", by)


@transaction.atomic
def pause_place(*, enrolment: Enrolment, by: User) -> Enrolment:
    """A coordinator takes somebody out of matching for a while; what runs goes on."""
    locked = _locked(enrolment)
    if locked.asks_paused:
        raise Conflict(_("%(name)s is paused already.") % {"name": locked.person.shown_name})
    locked.asks_paused, locked.asks_paused_by = True, by
    return _kept(locked, "enrolment.paused", by)


@transaction.atomic
def resume_place(*, enrolment: Enrolment, by: User) -> Enrolment:
    """What a coordinator paused. A mentor who takes nobody new said so themself, and ends it themself."""
    locked = _locked(enrolment)
    if not locked.asks_paused:
        raise Conflict(_("%(name)s is not paused.") % {"name": locked.person.shown_name})
    if locked.asks_paused_by_id is None:
        sentence = _("%(name)s takes nobody new by their own word, so only they can change it.")
        raise Conflict(sentence % {"name": locked.person.shown_name})
    locked.asks_paused, locked.asks_paused_by = False, None
    return _kept(locked, "enrolment.resumed", by)


def _locked(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",))
    return rows.select_related("person__user", "cohort__program__organisation").get(pk=enrolment.pk)


def _refuse_fewer_than_run(enrolment: Enrolment, capacity: int) -> None:
    live = Member.objects.filter(enrolment=enrolment, mentorship__state=Mentorship.State.ACTIVE).count()
    if capacity < live:
        sentence = _("%(name)s has %(live)s mentorships now; the capacity can't be lower than that.")
        raise Refusal(sentence % {"name": enrolment.person.shown_name, "live": live}, field="capacity")


def _kept(enrolment: Enrolment, verb: str, by: User) -> Enrolment:
    enrolment.save(
        update_fields=[
            "capacity",
            "capacity_asked",
            "capacity_asked_at",
            "hours_per_month",
            "asks_paused",
            "asks_paused_by",
        ]
    )
    audit.record(verb, target=enrolment, by=by, organisation=enrolment.cohort.program.organisation)
    return enrolment
