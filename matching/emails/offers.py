"""Mails about proposals and asks: who it is about and until when, never a word of the two, never a reason."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from matching.models import Offer, OfferSide
from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Person

State, Answer = Offer.State, OfferSide.Answer


@dataclass(frozen=True)
class _Told:
    """One side of an offer, and who sits opposite."""

    side: OfferSide
    offer: Offer
    other: Person


def proposal(occurrence: Occurrence) -> Mail | None:
    """A coordinator thinks that these two fit."""
    told = _told(occurrence)
    if told is None or told.offer.state != State.OPEN or told.side.answer:
        return None
    return _mail(occurrence, told, "proposal", _("See why, and answer"))


def ask_received(occurrence: Occurrence) -> Mail | None:
    told = _told(occurrence)
    if told is None or told.offer.state != State.OPEN or told.side.answer:
        return None
    return _mail(occurrence, told, "ask_received", _("Read it"))


def proposal_question(occurrence: Occurrence) -> Mail | None:
    """The other would like to know something first, or has answered."""
    told = _told(occurrence)
    if told is None or not told.offer.is_open:
        return None
    mine = occurrence.period == "replied"
    asked = told.offer.questions.filter(replied_at=None).exclude(by=told.side)
    if not mine and not asked.exists():
        return None
    return _mail(occurrence, told, "proposal_question", _("Read it"), replied=mine)


def proposal_ended(occurrence: Occurrence) -> Mail | None:
    told = _told(occurrence)
    if told is None or told.offer.is_open or told.offer.state in (State.STARTED, State.QUEUED):
        return None
    return _mail(occurrence, told, "proposal_ended", _("See what comes next"))


def trial_call(occurrence: Occurrence) -> Mail | None:
    """Both said yes: a first call, with how the other likes to be reached."""
    told = _told(occurrence)
    if told is None or told.offer.state != State.TRIAL or told.side.after_call:
        return None
    return _mail(occurrence, told, "trial_call", _("What the call is for"))


def _told(occurrence: Occurrence) -> _Told | None:
    rows = OfferSide.objects.filter(pk=occurrence.subject_id, enrolment__person__user=occurrence.recipient)
    side = rows.select_related(
        "enrolment__person",
        "offer__mentor__person",
        "offer__mentee__person",
        "offer__cohort__program__organisation",
    ).first()
    if side is None:
        return None
    offer = side.offer
    other = offer.mentee if side.enrolment_id == offer.mentor_id else offer.mentor
    return _Told(side, offer, other.person)


def _mail(occurrence: Occurrence, told: _Told, name: str, button: str, **more: object) -> Mail:
    program = told.offer.cohort.program
    return Mail(
        template=f"matching/emails/{name}",
        context={
            "person": told.side.enrolment.person,
            "other": told.other,
            "offer": told.offer,
            "is_mentor": told.side.enrolment.is_mentor,
            "program": program,
            "link": mailed_link(occurrence.recipient, reverse("matching:offer", args=[told.offer.code])),
            "button": button,
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
            **more,
        },
        sender_name=program.organisation.name,
    )
