"""Two people who are never matched in a program, or stay together: one by one, or pasted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from matching.models import PairRule
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs import policies
from programs.actions import audit
from programs.models import Person, Program


@dataclass(frozen=True)
class Wanted:
    """One line: two people, and why."""

    one: Person
    other: Person
    reason: str = ""


@transaction.atomic
def add_pair_rules(*, program: Program, kind: str, wanted: Iterable[Wanted], by: User) -> int:
    """All of them or none. A pair that is listed already gets the new kind and reason; answers how many are new.

    Never about oneself, and that is said before it is looked up whether there is one: else whoever is kept apart from
    somebody could find it out, and write over it.
    """
    wanted = list(wanted)
    for line in wanted:
        if not (allowed := policies.may_pair([line.one, line.other], by)):
            raise Refusal(allowed.reason)
    Program.objects.select_for_update(no_key=True).values_list("pk").get(pk=program.pk)
    new = 0
    for line in wanted:
        one, other = sorted((line.one, line.other), key=lambda person: person.pk)
        rule, made = PairRule.objects.update_or_create(
            program=program, one=one, other=other, defaults={"kind": kind, "reason": line.reason, "by": by}
        )
        new += made
        audit.record("pair_rule.added", target=rule, by=by, organisation=program.organisation)
    return new


@transaction.atomic
def remove_pair_rule(*, rule: PairRule, by: User) -> None:
    """What ran before stays as it is; the next run does not know it any more."""
    audit.record("pair_rule.removed", target=rule, by=by, organisation=rule.program.organisation)
    gone, _rows = PairRule.objects.filter(pk=rule.pk).delete()
    if not gone:
        raise Conflict(_("Another coordinator removed this line already."))
