"""Closing a cohort: one page from what is still open to the next one."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.dashboards.forms.closings import (
    CHOSEN,
    THANKS,
    ArchiveForm,
    OutcomeForm,
    PairsForm,
    ThanksForm,
)
from mentorship.dashboards.queries.closings import all_of, closing_page, ids_of
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.actions import closings as actions
from programs.actions.coordinator_notes import send_note
from programs.models import Cohort
from sessions.actions.cohort_endings import end_kindly
from sessions.forms.answers import AnswerForm

# What is named where nobody chose: time enough for a last talk and a letter each.
FEW_WEEKS = timedelta(weeks=3)


@require_safe
def cohort_close(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    return _page(request, get_cohort_of(request.user, program, cohort))


@require_POST
def cohort_extend(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    return _pairs(
        request, found, actions.extend_pairs, lambda n, day: _said_more_time(n) % {"n": n, "day": day}
    )


@require_POST
def cohort_end_kindly(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    return _pairs(request, found, end_kindly, lambda n, day: _said_ending(n) % {"n": n, "day": day})


def _said_more_time(pairs: int) -> str:
    return ngettext(
        "%(n)s pair has until %(day)s. An ending that was under way is called off.",
        "%(n)s pairs have until %(day)s. Endings that were under way are called off.",
        pairs,
    )


def _said_ending(pairs: int) -> str:
    return ngettext(
        "%(n)s pair ends kindly by %(day)s; both are told. A later day for it calls that off.",
        "%(n)s pairs end kindly by %(day)s; both of each are told. A later day for them calls that off.",
        pairs,
    )


def _pairs(
    request: PageRequest, cohort: Cohort, act: Callable[..., int], said: Callable[[int, str], str]
) -> HttpResponse:
    form = PairsForm(request.POST)
    if form.is_valid():
        chosen = ids_of(cohort, request.POST.getlist("m")) if form.cleaned_data["which"] == CHOSEN else None
        facts: dict[str, Any] = {"until": form.cleaned_data["until"], "mentorships": chosen}
        done = form.attempt(lambda: act(cohort=cohort, by=request.user, **facts))
        if done is not None:
            return _on(request, cohort, said(done, date_format(facts["until"], "j F Y")))
    return _page(request, cohort, pairs_form=form)


@require_POST
def cohort_outcome(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        kept = form.attempt(
            lambda: actions.record_outcome(cohort=found, by=request.user, **form.cleaned_data)
        )
        if kept:
            return _on(request, found, _("Kept. You can change it until you archive the cohort."))
    return _page(request, found, outcome_form=form)


@require_POST
@once
def cohort_thanks(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """A coordinators' note to everybody who was in a pair."""
    found = get_cohort_of(request.user, program, cohort)
    form = ThanksForm(request.POST)
    if form.is_valid():
        words: dict[str, Any] = {name: form.cleaned_data[name] for name in ("subject", "text")}
        facts: dict[str, Any] = {
            "to": tuple(all_of(found)),
            "whom": "both",
            "by": request.user,
            "also_again": True,
        }
        if form.attempt(lambda: send_note(cohort=found, **facts, **words)):
            return _on(request, found, _("Your thanks are on their way. Answers come to you."))
    return _page(request, found, thanks_form=form)


@require_POST
def cohort_archive(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    form = ArchiveForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["texts_until"]
        if form.attempt(lambda: actions.archive_cohort(cohort=found, by=request.user, texts_until=day)):
            return _on(request, found, _("Archived. You can open it again for 30 days."))
    return _page(request, found, archive_form=form)


@require_POST
def cohort_reopen(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    try:
        actions.reopen_cohort(cohort=found, by=request.user)
    except Refusal as refusal:
        return _page(request, found, problem=refusal.sentence, status=refusal.status)
    return _on(request, found, _("Open again."))


def _on(request: PageRequest, cohort: Cohort, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect_to(request, "dashboards:cohort_close", cohort.program.code, cohort.code)


def _page(
    request: PageRequest, cohort: Cohort, *, problem: str = "", status: int = 200, **forms: AnswerForm
) -> HttpResponse:
    closing = closing_page(request.user, cohort)
    page = {"cohort": cohort, "program": cohort.program, "closing": closing, "problem": problem}
    page.update({**_forms(closing.outcome, closing.ended), **forms})
    status = next((form.status for form in forms.values()), status)
    return render_page(request, "dashboards/cohort_close.html", page, status=status)


def _forms(outcome: Any, ended: int) -> Mapping[str, BaseForm]:
    """Those nobody has typed into; the counts begin with what is known."""
    names = OutcomeForm.base_fields
    said = {name: getattr(outcome, name) for name in names} if outcome else {"completed": ended}
    return {
        "pairs_form": PairsForm(initial={"until": clock.now().date() + FEW_WEEKS}),
        "outcome_form": OutcomeForm(initial=said),
        "thanks_form": ThanksForm(initial=THANKS),
        "archive_form": ArchiveForm(),
    }
