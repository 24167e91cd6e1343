"""Advice: given with its why and a first step, taken up as an action, and told what became of it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import news
from programs.models import Member
from sessions import policies
from sessions.access import require
from sessions.actions.action_items import add_action
from sessions.actions.mentorships import lock_mentorship
from sessions.models import ActionItem, Advice

TOLD = {Advice.State.TRIED: "advice_tried", Advice.State.NOT_FOR_ME: "advice_not_for_me"}


@transaction.atomic
def give_advice(
    *, by: Member, text: str, why: str = "", first_step: str = "", step_by: date | None = None
) -> Advice:
    """Either may advise the other: learning goes both ways."""
    mentorship = lock_mentorship(by)
    today = clock.today(timezone.get_current_timezone())
    if step_by is not None and not 0 <= (step_by - today).days <= 731:
        raise Refusal(_("Choose a day from today on and within two years, or none."), field="step_by")
    last = Advice.objects.filter(mentorship=mentorship).aggregate(last=Max("number"))["last"] or 0
    advice = Advice.objects.create(
        mentorship=mentorship,
        number=last + 1,
        giver=by,
        text=text,
        why=why,
        first_step=first_step,
        step_by=step_by,
    )
    news.tell_partner("advice_given", by=by, ref=advice.number)
    return advice


@transaction.atomic
def take_up(*, by: Member, advice: Advice) -> ActionItem:
    """Its first step becomes an action of whoever got it, once; a second press finds the same action."""
    require(policies.can_answer_advice(by, advice))
    lock_mentorship(by)
    advice.refresh_from_db()
    if advice.action is not None:
        return advice.action
    if advice.state != Advice.State.OPEN:
        raise Conflict(_("This is settled. Put it back among the open ones first."))
    today = clock.today(timezone.get_current_timezone())
    due_on = advice.step_by if advice.step_by and advice.step_by >= today else None
    action = add_action(by=by, owner=by, text=(advice.first_step or advice.text)[:300], due_on=due_on)
    Advice.objects.filter(pk=advice.pk).update(action=action)
    advice.refresh_from_db()
    return action


@transaction.atomic
def report_on(
    *, by: Member, advice: Advice, version: int, state: str, tried: str = "", result: str = ""
) -> Advice:
    """What was tried and what came of it; “not for me” needs no word. A newer version is a conflict."""
    require(policies.can_answer_advice(by, advice))
    lock_mentorship(by)
    if state not in Advice.State.values:
        raise Refusal(_("Choose what became of it."))
    if state == Advice.State.TRIED and not (tried or result):
        raise Refusal(_("Write a sentence on what you tried: that is enough."), field="tried")
    settled = None if state == Advice.State.OPEN else clock.now()
    was = advice.state
    changed = Advice.objects.filter(pk=advice.pk, version=version).update(
        state=state, tried=tried, result=result, settled_at=settled, version=version + 1
    )
    if not changed:
        raise Conflict(_("You changed this meanwhile, perhaps in another window. Your text is kept here."))
    advice.refresh_from_db()
    kind = TOLD.get(Advice.State(state))
    if kind and was != state:
        news.tell_partner(kind, by=by, ref=advice.number)
    return advice
