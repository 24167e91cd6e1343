"""A decision somebody weighs, with the other's view beside it; and what happened in the world outside."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.models import Decision, Goal, Outcome

VIEW_WANTED = timedelta(days=21)


@transaction.atomic
def ask_about(*, by: Member, question: str, options: str = "", confidence: int | None = None) -> Decision:
    """Write down what is to be decided; the other is asked for a view."""
    mentorship = lock_mentorship(by)
    last = Decision.objects.filter(mentorship=mentorship).aggregate(last=Max("number"))["last"] or 0
    row = Decision.objects.create(
        mentorship=mentorship,
        number=last + 1,
        owner=by,
        question=question,
        options=options,
        confidence_before=confidence,
    )
    ask_partner("decision_view", by=by, ref=row.number, until=clock.now() + VIEW_WANTED)
    write_down("decision.asked", target=row, by=by, mentorship=mentorship)
    return row


@transaction.atomic
def give_view(*, by: Member, decision: Decision, version: int, view: str) -> Decision:
    """What the other thinks of it; they may write it anew until it is decided."""
    require(policies.can_give_view(by, decision))
    mentorship = lock_mentorship(by)
    if decision.decided_at is not None:
        raise Conflict(_("This is decided already. Your text is kept here."))
    _write(decision, version, partner_view=view)
    close("decision_view", mentorship=mentorship, ref=decision.number, reader=by)
    tell_partner("decision_seen", by=by, ref=decision.number)
    write_down("decision.viewed", target=decision, by=by, mentorship=mentorship)
    return decision


@transaction.atomic
def decide(
    *, by: Member, decision: Decision, version: int, choice: str, confidence: int | None = None
) -> Decision:
    require(policies.can_decide(by, decision))
    mentorship = lock_mentorship(by)
    first = decision.decided_at is None
    at = decision.decided_at or clock.now()
    _write(decision, version, choice=choice, confidence_after=confidence, decided_at=at)
    close("decision_view", mentorship=mentorship, ref=decision.number)
    if first:
        tell_partner("decision_made", by=by, ref=decision.number)
    write_down("decision.made", target=decision, by=by, mentorship=mentorship)
    return decision


@transaction.atomic
def look_at_outcome(*, by: Member, decision: Decision, version: int, outcome: str) -> Decision:
    """Later: what came of it."""
    require(policies.can_decide(by, decision))
    mentorship = lock_mentorship(by)
    if decision.decided_at is None:
        raise Conflict(_("What came of it can be written once it is decided."))
    _write(decision, version, outcome=outcome)
    write_down("decision.outcome", target=decision, by=by, mentorship=mentorship)
    return decision


def _write(decision: Decision, version: int, **words: object) -> None:
    rows = Decision.objects.filter(pk=decision.pk, version=version)
    if not rows.update(**words, version=F("version") + 1):
        raise Conflict(_("This was changed meanwhile, perhaps by the other. Your text is kept here."))
    decision.refresh_from_db()


@dataclass(frozen=True)
class Happened:
    """A change in somebody's working life, as they tell it."""

    kind: str
    on: date
    text: str = ""
    may_count: bool = False


@transaction.atomic
def note_outcome(*, by: Member, happened: Happened, goal: Goal | None = None) -> Outcome:
    mentorship = lock_mentorship(by)
    if happened.on > clock.today(timezone.get_current_timezone()):
        raise Refusal(_("Choose today or a day that has passed."), field="on")
    if goal is not None and goal.only_me:
        goal = None  # the other reads outcomes, and knows nothing of this goal
    row = Outcome.objects.create(
        mentorship=mentorship,
        owner=by,
        goal=goal,
        kind=happened.kind,
        on=happened.on,
        text=happened.text,
        may_count=happened.may_count,
    )
    tell_partner("outcome_recorded", by=by)
    write_down("outcome.recorded", target=row, by=by, mentorship=mentorship)
    return row


@transaction.atomic
def let_outcome_count(*, by: Member, outcome: Outcome, may_count: bool) -> Outcome:
    """The consent is given or taken back, also after the mentorship has ended."""
    require(policies.can_change_outcome(by, outcome))
    Outcome.objects.filter(pk=outcome.pk).update(may_count=may_count)
    outcome.refresh_from_db()
    return outcome


@transaction.atomic
def remove_outcome(*, by: Member, outcome: Outcome) -> None:
    require(policies.can_change_outcome(by, outcome))
    mentorship = lock_mentorship(by)
    write_down("outcome.removed", target=outcome, by=by, mentorship=mentorship)
    Outcome.objects.filter(pk=outcome.pk).delete()
