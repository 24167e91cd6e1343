"""Several mentorships at once: another last day, or a kind end. Each of the two reads whose hand it was."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.dashboards.forms.corrections import EndManyForm, ExtendForm
from mentorship.dashboards.forms.mentorships import query_of
from mentorship.dashboards.queries.mentorships import live_names
from mentorship.dashboards.views.choosing import Chosen, chosen_by
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_cohort_of
from programs.actions.reopening import end_many
from programs.models import Cohort
from sessions.actions.corrections import extend_for_them
from sessions.forms.answers import AnswerForm

GET_OR_POST = ["GET", "HEAD", "POST"]
MOST = 300


@require_http_methods(GET_OR_POST)
def mentorships_extend(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    chosen = chosen_by(request, found)
    form = ExtendForm(request.POST if request.method == "POST" else None, initial={"until": found.ends_on})

    def extend() -> str:
        until = form.cleaned_data["until"]
        n = extend_for_them(mentorships=chosen.ids, by=request.user, until=until)
        return ngettext("%(n)s mentorship is extended.", "%(n)s mentorships are extended.", n) % {"n": n}

    return _done(request, found, chosen, form, extend) or _page(request, found, chosen, form)


@require_http_methods(GET_OR_POST)
def mentorships_end(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    chosen = chosen_by(request, found)
    form = EndManyForm(request.POST if request.method == "POST" else None)

    def end() -> str:
        n = end_many(mentorships=chosen.ids, by=request.user, reason=form.cleaned_data["reason"])
        words = ngettext("%(n)s mentorship has ended.", "%(n)s mentorships have ended.", n) % {"n": n}
        return f"{words} {_('Each can be reopened for thirty days.')}"

    return _done(request, found, chosen, form, end) or _page(request, found, chosen, form, ending=True)


def _done(
    request: PageRequest, cohort: Cohort, chosen: Chosen, form: AnswerForm, act: Callable[[], str]
) -> HttpResponse | None:
    if request.method != "POST" or not form.is_valid():
        return None
    if len(chosen.ids) > MOST:
        form.refuse(Refusal(_("At most 300 at once, please. Narrow the list first.")))
    elif not chosen.ids:
        form.refuse(Refusal(_("Nobody is chosen yet.")))
    elif said := form.attempt(act):
        messages.success(request, said)
        return redirect_to(request, "dashboards:mentorships", cohort.program.code, cohort.code)
    return None


def _page(
    request: PageRequest, cohort: Cohort, chosen: Chosen, form: AnswerForm, *, ending: bool = False
) -> HttpResponse:
    page: dict[str, Any] = {
        "program": cohort.program,
        "cohort": cohort,
        "form": form,
        "chosen": chosen,
        "ending": ending,
        "live": live_names(request.user, cohort, chosen.ids),
        "back": query_of(chosen.wanted),
    }
    return render_page(request, "dashboards/mentorships_chosen.html", page, status=form.status)
