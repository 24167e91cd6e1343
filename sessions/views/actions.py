"""Actions: add one, tick one. Both from the space and from the page of a meeting."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, safe_next, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_action_item, get_meeting, get_seat
from sessions.actions.action_items import add_action, set_action_done
from sessions.forms.meeting_page import ActionForm
from sessions.queries.action_desk import handed_back_in
from sessions.queries.desk import open_action
from sessions.queries.frame import frame_of
from sessions.queries.space import actions_of

PARTS = {"actions": "actions"}


@require_http_methods(["GET", "HEAD", "POST"])
@once
def action_new(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    form = _form(seat, request.POST if request.method == "POST" else None)
    if form.is_valid() and (added := form.attempt(lambda: _add(seat, form))):
        if not wants_part(request):
            fallback = redirect_to(request, "sessions:space", code)["Location"]
            return redirect_to(request, f"{safe_next(request, fallback)}#actions")
        said = _("Action “%(text)s” added.") % {"text": added.text}
        meeting = added.meeting.number if added.meeting else None
        return _page(request, seat, _form(seat, None, meeting=meeting), said=said)
    return _page(request, seat, form)


@require_POST
def action_done(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    item = get_action_item(seat, request.POST.get("action", ""))
    said = ""
    try:
        item = set_action_done(by=seat.me, item=item, done=bool(request.POST.get("done")))
    except Refusal as refusal:
        said = refusal.sentence
    if not wants_part(request):
        fallback = redirect_to(request, "sessions:space", code)["Location"]
        return redirect_to(request, f"{safe_next(request, fallback)}#actions")
    row = open_action(item, seat.user)
    said = said or (_("Done: “%(text)s”.") if row.is_done else _("Open again: “%(text)s”.")) % {
        "text": row.text
    }
    page = {"action": row, "said": said}
    return render_page(request, "sessions/action_row.html", page, parts={f"task-{row.pk}": "row"})


def _form(seat: Seat, data: Any, *, meeting: int | None = None) -> ActionForm:
    partner = seat.partner.enrolment.person.first_name
    return ActionForm(data, partner=partner, initial={"owner": "me", "meeting": meeting})


def _add(seat: Seat, form: ActionForm) -> Any:
    given = form.cleaned_data
    return add_action(
        by=seat.me,
        owner=seat.me if given["owner"] == "me" else seat.partner,
        text=given["text"],
        due_on=given["due_on"],
        meeting=get_meeting(seat, given["meeting"]) if given["meeting"] else None,
    )


def _page(request: PageRequest, seat: Seat, form: ActionForm, *, said: str = "") -> HttpResponse:
    page = {
        "frame": frame_of(seat),
        "groups": actions_of(seat),
        "handed_back": handed_back_in(seat),
        "action_form": form,
        "form": form,
        "next": safe_next(request, ""),
        "said": said,
    }
    return render_page(request, "sessions/actions.html", page, parts=PARTS, status=form.status)
