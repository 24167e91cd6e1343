"""The rules of a cohort: each saving is a new version, so that a draft can say what it ran with."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from matching.actions.drafts import lock_cohort
from matching.engine import Criterion, ProblemError, Rules, as_plain, check_rules, from_plain
from matching.models import RuleVersion
from matching.models.rules import BEFORE
from matching.queries.criteria import last_version, rules_of, template_of, with_questions
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.models import Cohort
from programs.queries.questions import comparable_questions


@transaction.atomic
def save_rules(*, cohort: Cohort, rules: Rules, by: User, seen: int | None = None) -> RuleVersion:
    """A new version, unless nothing changed. `seen` is the version somebody looked at: a newer one is a conflict.

    What the program's questions mean is put on top here: a page that was loaded before cannot undo it.
    """
    lock_cohort(cohort)
    last = last_version(cohort)
    _refuse_newer(last, cohort, seen)
    try:
        checked = check_rules(with_questions(rules, comparable_questions(cohort.program)))
    except ProblemError as error:
        raise Refusal(_refused(error)) from error
    plain = as_plain(checked)
    if last is not None and last.cohort_id == cohort.pk and last.criteria == plain:
        return last
    own = last.number if last is not None and last.cohort_id == cohort.pk else 0
    version = RuleVersion.objects.create(cohort=cohort, number=own + 1, criteria=plain, made_by=by)
    audit.record("rules.saved", target=version, by=by, organisation=cohort.program.organisation)
    return version


@transaction.atomic
def put_criterion(
    *, cohort: Cohort, one: Criterion, by: User, instead_of: Criterion | None = None, seen: int | None = None
) -> RuleVersion:
    """Into the list, at the place of the one it replaces, else at the end."""
    lock_cohort(cohort)
    rules = rules_of(cohort)
    rest = [
        row for row in rules if instead_of is None or (row.hard, row.key) != (instead_of.hard, instead_of.key)
    ]
    if any((row.hard, row.key) == (one.hard, one.key) for row in rest):
        raise Refusal(_("This is in your list already. Change it there."), field="relation")
    at = next((at for at, row in enumerate(rules) if row not in rest), len(rest))
    return save_rules(cohort=cohort, rules=(*rest[:at], one, *rest[at:]), by=by, seen=seen)


@transaction.atomic
def remove_criterion(*, cohort: Cohort, one: Criterion, by: User, seen: int | None = None) -> RuleVersion:
    """What the form says a question means stays in the list, ignored: else the form would bring it back."""
    lock_cohort(cohort)
    rules = [row for row in rules_of(cohort) if (row.hard, row.key) != (one.hard, one.key)]
    if one.mark:
        relation = "different" if one.relation == "never" else one.relation
        rules.append(replace(one, hard=False, weight=0, relation=relation, missing="half"))
    return save_rules(cohort=cohort, rules=tuple(rules), by=by, seen=seen)


def begin_from(*, cohort: Cohort, kind: str, by: User, seen: int | None = None) -> RuleVersion:
    """What suits a kind of program, or BEFORE; what the program's own questions mean stays."""
    rules = _before(cohort) if kind == BEFORE else template_of(kind)
    return save_rules(cohort=cohort, rules=rules, by=by, seen=seen)


def _before(cohort: Cohort) -> Rules:
    earlier = RuleVersion.objects.filter(cohort=cohort).order_by("-number")[1:2]
    if not earlier:
        raise Refusal(_("There is no earlier version of these rules."), field="kind")
    return from_plain(earlier[0].criteria)


def _refuse_newer(last: RuleVersion | None, cohort: Cohort, seen: int | None) -> None:
    number = last.number if last is not None and last.cohort_id == cohort.pk else 0
    if seen is not None and seen != number:
        raise Conflict(
            _(
                "Another coordinator saved these rules meanwhile. What you chose is kept here; look and save again."
            )
        )


def _refused(error: ProblemError) -> str:
    if error.field == "criteria":
        return _("Twenty-four criteria are more than anybody can weigh. Remove one first.")
    return _("These rules cannot be computed. Look through what you chose and try again.")
