"""Asking the coordinators for something, and answering. Mails say that there is something, never what."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import audit
from programs.models import Cohort, Enrolment, HelpAnswer, HelpRequest, Mentorship
from programs.queries.safeguarding import answerers_of, told_of_requests


@transaction.atomic
def ask_coordinators(
    *, by: Enrolment, mentorship: Mentorship | None = None, kind: str, text: str = "", wish: str = ""
) -> HelpRequest:
    """It waits on the coordinators' page and their Today; each gets a mail without its words."""
    if kind == HelpRequest.Kind.QUESTION and not text:
        raise Refusal(_("Write a sentence first."), field="text")
    if kind == HelpRequest.Kind.DIFFERENT_MATCH:
        _refuse_a_second(by, mentorship)
    cohort = Cohort.objects.select_related("program__organisation").get(pk=by.cohort_id)
    readers = told_of_requests(cohort.program, mentorship)
    if not readers:
        raise Conflict(
            _("No coordinator of this program could read this: the only one is one of you two."), field="text"
        )
    request = HelpRequest.objects.create(
        cohort=cohort, author=by, mentorship=mentorship, kind=kind, text=text, wish=wish
    )
    for user in readers:
        ledger.plan("request_received", subject_id=request.pk, recipient=user)
    audit.record("request.made", target=request, by=by.person.user, organisation=cohort.program.organisation)
    return request


def _refuse_a_second(by: Enrolment, mentorship: Mentorship | None) -> None:
    waiting = HelpRequest.objects.waiting().filter(
        author=by, mentorship=mentorship, kind=HelpRequest.Kind.DIFFERENT_MATCH
    )
    if waiting.exists():
        raise Conflict(_("You have asked for this already. A coordinator will answer."))


@transaction.atomic
def take_request(*, request: HelpRequest, by: User) -> HelpRequest:
    """“I’ll see to it”: the other coordinators see who does."""
    _locked(request)
    HelpRequest.objects.filter(pk=request.pk).update(assigned=by)
    _write_down("request.taken", request, by)
    return request


@transaction.atomic
def assign_request(*, request: HelpRequest, by: User, to: User | None, comes_first: bool) -> HelpRequest:
    """Who sees to it, and whether it stands before the others. A colleague it was given to gets the mail anew."""
    found = _locked(request)
    if to is not None and to not in answerers_of(found.cohort.program, found.mentorship):
        raise Refusal(_("Choose a coordinator of this program."), field="assigned")
    given = to is not None and to != found.assigned
    found.assigned, found.comes_first = to, comes_first
    found.save(update_fields=["assigned", "comes_first"])
    if given and to is not None and to != by:
        period = f"given-{clock.now():%y%m%d%H%M%S}"
        ledger.plan("request_received", subject_id=found.pk, recipient=to, period=period)
    _write_down("request.assigned", found, by)
    return found


@transaction.atomic
def answer_request(*, request: HelpRequest, by: User, text: str) -> HelpAnswer:
    """Words to whoever asked; the mail about it leaves them out."""
    found = _locked(request)
    answer = HelpAnswer.objects.create(request=found, by=by, text=text)
    found.state, found.answered_at, found.assigned = HelpRequest.State.ANSWERED, clock.now(), by
    found.save(update_fields=["state", "answered_at", "assigned"])
    _settle(found)
    if (asked := found.author.person.user) is not None:
        ledger.plan("request_answered", subject_id=found.pk, recipient=asked, period=str(answer.pk), by=by)
    _write_down("request.answered", found, by)
    return answer


@transaction.atomic
def write_again(*, request: HelpRequest, by: User, text: str) -> HelpAnswer:
    """Whoever asked writes back: it waits again, and the promise counts anew. A closed one opens by it."""
    found = _locked(request, closed_too=True)
    answer = HelpAnswer.objects.create(request=found, by=by, text=text, from_asker=True)
    waited = found.state == HelpRequest.State.OPEN
    _open(found, since=None if waited else clock.now())
    for user in _whom_to_tell(found):
        ledger.plan("request_received", subject_id=found.pk, recipient=user, period=f"reply-{answer.pk}")
    _write_down("request.written_again", found, by)
    return answer


def _whom_to_tell(request: HelpRequest) -> list[User]:
    """Whoever sees to it, while they could read it; else everybody who could."""
    readers = told_of_requests(request.cohort.program, request.mentorship)
    return [user for user in readers if user == request.assigned] or readers


@transaction.atomic
def reopen_request(*, request: HelpRequest, by: User) -> HelpRequest:
    """Closed too early: it waits again. Nobody is mailed, for a coordinator did it."""
    found = _locked(request, closed_too=True)
    if found.state != HelpRequest.State.CLOSED:
        raise Conflict(_("This request is open."))
    _open(found, since=clock.now())
    _write_down("request.reopened", found, by)
    return found


def _open(request: HelpRequest, *, since: datetime | None) -> None:
    request.state, request.outcome, request.closed_at = HelpRequest.State.OPEN, "", None
    request.asked_again_at = since or request.asked_again_at
    request.save(update_fields=["state", "outcome", "closed_at", "asked_again_at"])


@transaction.atomic
def close_request(*, request: HelpRequest, by: User, outcome: str) -> HelpRequest:
    """With what became of it. A closed request stays readable."""
    if outcome not in HelpRequest.Outcome.values:
        raise Refusal(_("Choose what became of it."), field="outcome")
    found = _locked(request)
    found.state, found.outcome, found.closed_at = HelpRequest.State.CLOSED, outcome, clock.now()
    found.save(update_fields=["state", "outcome", "closed_at"])
    _settle(found)
    _write_down("request.closed", found, by)
    return found


def _locked(request: HelpRequest, *, closed_too: bool = False) -> HelpRequest:
    rows = HelpRequest.objects.select_for_update(of=("self",)).select_related(
        "author__person__user", "cohort__program__organisation", "mentorship", "assigned"
    )
    found = rows.get(pk=request.pk)
    if found.state == HelpRequest.State.CLOSED and not closed_too:
        raise Conflict(_("This request has been closed meanwhile."))
    return found


def _settle(request: HelpRequest) -> None:
    ledger.settle("request_received", subject_id=request.pk)


def _write_down(verb: str, request: HelpRequest, by: User) -> None:
    organisation = request.cohort.program.organisation
    audit.record(verb, target=request, by=by, organisation=organisation)
