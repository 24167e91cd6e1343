"""A coordinator ends a mentorship for two people, or opens it again within thirty days. Lock order as in starting."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions import audit
from programs.actions.mentorships import (
    ALREADY,
    end_mentorship,
    refuse_a_full_one,
    refuse_apart,
    refuse_own,
    tell_by_mail,
)
from programs.actions.news import tell_pair
from programs.models import Enrolment, Member, Mentorship

WITHIN = timedelta(days=30)
State = Mentorship.State


@transaction.atomic
def end_for_them(*, mentorship: Mentorship, by: User, reason: str) -> Mentorship:
    """Both read whose hand it was, not the reason. Whoever comes second is told that it has ended."""
    locked = _locked(mentorship)
    if locked.state == State.ENDED:
        raise Conflict(_("It has ended already, on %(day)s.") % {"day": _ended_on(locked)})
    ended = end_mentorship(mentorship=locked, by=by, reason=reason)
    tell_pair("ended_by_coordinator", mentorship=ended, by=by)
    return ended


@transaction.atomic
def end_many(*, mentorships: Iterable[int], by: User, reason: str) -> int:
    """Those of them that still run, all or none; answers how many."""
    running = Mentorship.objects.select_for_update(of=("self",)).active().filter(pk__in=list(mentorships))
    found = list(running.select_related("cohort__program__organisation").order_by("pk"))
    for one in found:
        end_for_them(mentorship=one, by=by, reason=reason)
    return len(found)


@transaction.atomic
def reopen_mentorship(*, mentorship: Mentorship, by: User) -> Mentorship:
    """As it was, with everything in it; meetings that were called off stay so. Needs what a start needs."""
    places = _locked_places(mentorship)
    refuse_own(*places, by=by)
    locked = _locked(mentorship)
    if locked.state == State.ACTIVE or locked.ended_at is None:
        raise Conflict(_("It is running already."))
    if locked.ended_at < clock.now() - WITHIN:
        raise Conflict(_("It ended more than thirty days ago. Match the two anew instead."))
    _refuse_who_cannot(places)
    if Mentorship.objects.active().filter(cohort=locked.cohort_id, pair_key=locked.pair_key).exists():
        raise Conflict(ALREADY)
    _reopen(locked)
    audit.record("mentorship.reopened", target=locked, by=by, organisation=locked.cohort.program.organisation)
    tell_pair("reopened", mentorship=locked, by=by)
    tell_by_mail("mentorship_reopened", locked)
    return locked


def _reopen(mentorship: Mentorship) -> None:
    mentorship.state, mentorship.ended_at, mentorship.end_reason = State.ACTIVE, None, ""
    try:
        with transaction.atomic():
            mentorship.save(update_fields=["state", "ended_at", "end_reason"])
    except IntegrityError as error:
        raise Conflict(ALREADY) from error


def _refuse_who_cannot(places: Sequence[Enrolment]) -> None:
    mentor, mentee = sorted(places, key=lambda place: place.role, reverse=True)
    refuse_apart(mentor.person, mentee.person)
    for place in places:
        name = place.person.shown_name
        if place.state != Enrolment.State.ACCEPTED:
            sentence = _("%(name)s is not taking part: %(state)s.")
            raise Conflict(sentence % {"name": name, "state": place.get_state_display()})
        refuse_a_full_one(place, _("%(name)s has no place left."))


def _locked_places(mentorship: Mentorship) -> list[Enrolment]:
    ids = Member.objects.filter(mentorship=mentorship).values("enrolment")
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(rows.select_related("person").order_by("pk"))


def _locked(mentorship: Mentorship) -> Mentorship:
    rows = Mentorship.objects.select_for_update(of=("self",)).select_related("cohort__program__organisation")
    return rows.get(pk=mentorship.pk)


def _ended_on(mentorship: Mentorship) -> str:
    return date_format(mentorship.ended_at, "j F Y") if mentorship.ended_at else ""
