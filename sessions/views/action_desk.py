"""All one's open actions: tick, another day, hand back, remove; and what was promised to one."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_action_item, get_seat, require
from sessions.actions.action_items import hand_back, move_action, remove_action
from sessions.forms.action_desk import HandBackForm, MoveActionForm
from sessions.forms.answers import AnswerForm
from sessions.models import ActionItem
from sessions.policies import can_remove_action, is_owner_of_action
from sessions.queries.action_desk import desk_groups, handed_back_to
from sessions.queries.frame import frame_of

PARTS = {"desk": "desk"}


@require_safe
def my_actions(request: PageRequest) -> HttpResponse:
    return _page(request, promised=request.GET.get("tab") == "promised")


@require_POST
def action_date(request: PageRequest, code: str) -> HttpResponse:
    seat, item = _own(request, code)
    form = MoveActionForm(request.POST, pk=item.pk)
    if form.is_valid():
        due_on = form.cleaned_data["due_on"]
        if form.attempt(lambda: move_action(by=seat.me, item=item, due_on=due_on)):
            return _answer(request, _("“%(text)s” has a new date.") % {"text": item.text})
    return _refused(request, seat, item, form)


@require_POST
def action_back(request: PageRequest, code: str) -> HttpResponse:
    seat, item = _own(request, code)
    form = HandBackForm(request.POST, pk=item.pk)
    if form.is_valid():
        line = form.cleaned_data["line"]
        if form.attempt(lambda: hand_back(by=seat.me, item=item, line=line)):
            return _answer(request, _("“%(text)s” is handed back.") % {"text": item.text})
    return _refused(request, seat, item, form)


@require_POST
def action_remove(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    item = get_action_item(seat, request.POST.get("action", ""))
    require(can_remove_action(seat.me, item))
    form, text = AnswerForm(), item.text
    if _does(form, lambda: remove_action(by=seat.me, item=item)):
        return _answer(request, _("“%(text)s” is removed.") % {"text": text})
    return _refused(request, seat, item, form)


def _own(request: PageRequest, code: str) -> tuple[Seat, ActionItem]:
    seat = get_seat(request.user, code)
    item = get_action_item(seat, request.POST.get("action", ""))
    require(is_owner_of_action(seat.me, item))
    return seat, item


def _does(form: AnswerForm, action: Callable[[], None]) -> bool:
    try:
        action()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _answer(request: PageRequest, said: str) -> HttpResponse:
    promised = request.POST.get("tab") == "promised"
    if wants_part(request):
        return _page(request, promised=promised, said=said)
    return redirect_to(request, reverse("sessions:my_actions") + ("?tab=promised" if promised else ""))


def _refused(request: PageRequest, seat: Seat, item: ActionItem, form: AnswerForm) -> HttpResponse:
    """What was typed, beside its sentence, on a page of its own."""
    page = {
        "frame": frame_of(seat),
        "item": item,
        "form": form,
        "move_form": form if isinstance(form, MoveActionForm) else None,
        "back_form": form if isinstance(form, HandBackForm) else None,
    }
    return render_page(
        request, "sessions/action_refused.html", page, parts={"desk": "desk"}, status=form.status
    )


def _page(request: PageRequest, *, promised: bool, said: str = "") -> HttpResponse:
    page = {
        "groups": desk_groups(request.user, promised=promised),
        "promised": promised,
        "handed_back": handed_back_to(request.user) if promised else [],
        "said": said,
    }
    return render_page(request, "sessions/my_actions.html", page, parts=PARTS)
