"""Proposals and asks for tests, through the actions."""

from typing import Any

from matching.actions.asks import ask_mentor
from matching.actions.drafts import run_matching
from matching.actions.publishing import publish
from matching.models import Offer, PairingWay
from programs.models import Enrolment
from tests import make
from tests.world import World

NOTE = {
    "intent": "Saying no without a fight.",
    "why_you": "You led the move to the new building.",
    "i_bring": "An hour a week, and notes.",
    "first_talk": "How you plan a hard talk.",
}


def way(world: World, way: str, **facts: Any) -> PairingWay:
    return PairingWay.objects.update_or_create(program=world.program, defaults={"way": way, **facts})[0]


def mentor(world: World, name: str, **facts: Any) -> Enrolment:
    return make.enrolment(world.cohort, "mentor", make.person(world.orchard, name), **facts)


def mentee(world: World, name: str, **facts: Any) -> Enrolment:
    return make.enrolment(world.cohort, "mentee", make.person(world.orchard, name), **facts)


def proposed(world: World, **facts: Any) -> Offer:
    """Fay and Gus, the only two who are free, after a draft was published that asks both."""
    way(world, "both", **facts)
    Enrolment.objects.filter(cohort=world.cohort, role="mentor").update(capacity=1)
    mentor(world, "Gus")
    return published(world)


def published(world: World) -> Offer:
    publish(draft=run_matching(cohort=world.cohort, by=world.mira), by=world.mira)
    return Offer.objects.get()


def asked(mentee: Enrolment, mentor: Enrolment) -> Offer:
    return ask_mentor(mentee=mentee, mentor=mentor, note=NOTE)
