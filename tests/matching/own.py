"""For tests of a coordinator who takes part in the cohort: Hal is a mentor of it, too."""

import html
import re
from typing import Any

from django.urls import reverse

from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.models import Draft, Proposal
from programs.models import Enrolment, Person, StaffRole
from tests import make
from tests.world import World

COLLEAGUE = "You are one of the two, so a colleague has to do this."


def coordinates(world: World, person: Person) -> Person:
    facts = {"organisation": world.orchard, "program": world.program, "role": "coordinator"}
    StaffRole.objects.create(user=person.user, **facts)
    return person


def hal(world: World) -> Enrolment:
    """Besides Fay nobody waits; of the mentors only who comes after has a place."""
    Enrolment.objects.filter(cohort=world.cohort, role="mentor").update(capacity=1)
    person = make.person(world.orchard, "Hal", email="hal@orchard.example")
    return make.enrolment(world.cohort, "mentor", coordinates(world, person))


def apart(world: World, one: Person, other: Person) -> None:
    wanted = [Wanted(one, other, "canary-3f9a")]
    add_pair_rules(program=world.program, kind="apart", wanted=wanted, by=world.mira)


def url(world: World, draft: Draft, name: str, *more: str) -> str:
    return reverse(f"matching:{name}", args=[world.program.code, world.cohort.code, draft.number, *more])


def only(draft: Draft) -> Proposal:
    return draft.proposals.select_related("mentor__person", "mentee__person").get()


def text(answer: Any) -> str:
    """What somebody reads of a page, in one line."""
    plain = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(plain))
