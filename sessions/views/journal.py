"""The journal of a person. Nobody else is ever shown a line of it; one line at a time may be brought to a meeting."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib import clock
from mentorship.lib.pages import redirect_to, render_page, wants_part
from programs.models import Part
from sessions.access import require_part
from sessions.actions.agenda import add_topic
from sessions.actions.messages import first_line
from sessions.actions.private_notes import save_journal
from sessions.forms.private_notes import BringForm, JournalForm
from sessions.queries.journal import (
    Journal,
    journal_as_markdown,
    journal_of,
    meetings_ahead,
    own_goal,
    own_goals,
)
from sessions.views.saving import state_of_draft

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def journal(request: PageRequest) -> HttpResponse:
    """Today's page."""
    require_part(request.user, Part.JOURNAL)
    return _page(request, journal_of(request.user, clock.today(timezone.get_current_timezone())))


@require_http_methods(GET_OR_POST)
def journal_day(request: PageRequest, day: str) -> HttpResponse:
    require_part(request.user, Part.JOURNAL)
    on = _day(day)
    page = journal_of(request.user, on)
    if request.method != "POST":
        return _page(request, page)
    form = JournalForm(request.POST, goals=own_goals(request.user))
    if form.is_valid():
        goal = own_goal(request.user, form.cleaned_data.get("goal") or "")
        text, version = form.text_with(page.entry.text), form.read_version
        saved = form.attempt(
            lambda: save_journal(by=request.user, day=on, text=text, version=version, goal=goal)
        )
        if saved and (form.keeps_both or not wants_part(request)):
            return redirect_to(request, "sessions:journal_day", day)
        page = journal_of(request.user, on)
    return _page(request, page, form)


@require_http_methods(GET_OR_POST)
@once
def journal_bring(request: PageRequest, day: str) -> HttpResponse:
    """Copies one line, as it stands in the box, to the agenda of a meeting: then both read it."""
    require_part(request.user, Part.JOURNAL)
    page = journal_of(request.user, _day(day))
    if request.method != "POST":
        return redirect_to(request, "sessions:journal_day", day)
    ahead = {one.key: one for one in meetings_ahead(request.user)}
    form = BringForm(request.POST, meetings=[(one.key, one.label) for one in ahead.values()])
    if form.is_valid():
        to = ahead[form.cleaned_data["meeting"]]
        line = form.cleaned_data["line"]
        if form.attempt(lambda: add_topic(by=to.me, meeting=to.meeting, title=line)):
            messages.success(request, _("Your line is on the agenda."))  # a session rests unencrypted
            return redirect_to(request, "sessions:journal_day", day)
    return _page(request, page, bring=form)


@require_safe
def journal_export(request: PageRequest) -> HttpResponse:
    require_part(request.user, Part.JOURNAL)
    answer = HttpResponse(journal_as_markdown(request.user), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("journal")}.md"'
    return answer


def _day(text: str) -> date:
    """A day that has come, in the reader's zone."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day.isoformat() != text or day.year < 1990 or day > clock.today(timezone.get_current_timezone()):
        raise Http404
    return day


def _page(
    request: PageRequest, journal: Journal, form: JournalForm | None = None, bring: BringForm | None = None
) -> HttpResponse:
    entry, key = journal.entry, f"journal-{journal.day.isoformat()}"
    if form is None:
        start = {"text": entry.text, "version": entry.version, "goal": str(entry.goal_id or "")}
        form = JournalForm(initial=start, goals=own_goals(request.user))
    if bring is None:
        meetings = [(one.key, one.label) for one in meetings_ahead(request.user)]
        bring = BringForm(initial={"line": first_line(entry.text)}, meetings=meetings)
    page = {
        "journal": journal,
        "journal_form": form,
        "bring_form": bring if entry.text else None,
        "form": bring if bring.errors else form,
        "draft": state_of_draft(entry, form, key),
    }
    status = max(form.status, bring.status)
    return render_page(request, "sessions/journal.html", page, parts={f"{key}-state": "state"}, status=status)
