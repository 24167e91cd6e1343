"""Whom coordinators keep apart or together: theirs alone, never a word of it to the two."""

from collections.abc import Callable

from django.db.models import Model

from matching.models import PairRule
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, Row
from tests.world import World


def a_pair_rule(world: World, text: str) -> Model:
    return PairRule.objects.create(
        program=world.program, one=world.ada, other=world.ben, reason=text, by=world.mira
    )


def added(world: World) -> dict[str, str]:
    a_pair_rule(world, "cousins")
    return {**places.cohort(world), "code": PairRule.objects.get().code}


ROUTES = {
    "matching:pair_rules": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "matching:pair_rule_remove": Row(COORDINATOR_ONLY, 405, 303, 405, to=added),
}
MADE = {"matching.PairRule": a_pair_rule}
AUTHORS: dict[str, str] = {}
QUERYSETS = {("matching.PairRule", "visible_to"): "pair_rule"}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Neither of the pair may find it, so it holds no canary."""
    a_pair_rule(world, "cousins")


def addresses(world: World) -> list[str]:
    return []
