"""How often the two meet, and when they rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import RhythmProposal
from sessions.access import Seat, get_seat, require
from sessions.actions.rhythm import answer_rhythm, pause, propose_rhythm, resume
from sessions.forms.changes import PauseForm, RhythmForm
from sessions.policies import can_write
from sessions.queries.changes import rhythm_page
from sessions.queries.frame import frame_of


@require_http_methods(["GET", "HEAD", "POST"])
@once
def rhythm(request: PageRequest, code: str) -> HttpResponse:
    """What it is now, what is proposed, and a rest."""
    seat = get_seat(request.user, code)
    if request.method != "POST":
        return _page(request, seat)
    form = _rhythm_form(request, seat)
    if form.is_valid() and (made := form.attempt(lambda: propose_rhythm(by=seat.me, rhythm=form.rhythm()))):
        asked = _("%(name)s is asked. One press, and it holds.")
        name = {"name": seat.partner.enrolment.person.first_name}
        messages.success(request, _("This is your rhythm now.") if made.agreed else asked % name)
        return redirect_to(request, "sessions:rhythm", code)
    return _page(request, seat, rhythm_form=form, status=form.status)


@require_POST
def rhythm_answer(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    rows = RhythmProposal.objects.visible_to(request.user).open().filter(mentorship=seat.mentorship)
    proposal = rows.filter(pk=_number(request.POST.get("proposal", ""))).first()
    yes = request.POST.get("answer") == "yes"
    try:
        if proposal is None:
            raise Conflict(_("This proposal has been answered or replaced meanwhile."))
        answer_rhythm(by=seat.me, proposal=proposal, yes=yes)
    except Refusal as refusal:
        return _page(request, seat, sentence=refusal.sentence, status=refusal.status)
    messages.success(request, _("This is your rhythm now.") if yes else _("Your rhythm stays as it is."))
    return redirect_to(request, "sessions:rhythm", code)


@require_POST
@once
def rest(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    form = PauseForm(request.POST)
    kept = form.attempt(lambda: pause(by=seat.me, **_facts(form))) if form.is_valid() else None
    if kept:
        messages.success(request, _("You two rest. Nothing reminds either of you meanwhile."))
        return redirect_to(request, "sessions:rhythm", code)
    return _page(request, seat, pause_form=form, status=form.status)


@require_POST
def go_on(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    resume(by=seat.me)
    messages.success(request, _("You two go on. Welcome back."))
    return redirect_to(request, "sessions:rhythm", code)


def _facts(form: PauseForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("until", "line")}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _rhythm_form(request: PageRequest, seat: Seat) -> RhythmForm:
    one = seat.mentorship
    now = {"weeks": one.rhythm_weeks, "minutes": one.meeting_minutes, "channel": one.channel}
    return RhythmForm(request.POST if request.method == "POST" else None, initial=now)


def _page(
    request: PageRequest,
    seat: Seat,
    *,
    rhythm_form: RhythmForm | None = None,
    pause_form: PauseForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    one = seat.mentorship
    now = {"weeks": one.rhythm_weeks, "minutes": one.meeting_minutes, "channel": one.channel}
    page = {
        "frame": frame_of(seat),
        "page": rhythm_page(seat),
        "rhythm_form": rhythm_form or RhythmForm(initial=now),
        "pause_form": pause_form or PauseForm(),
        "sentence": sentence,
    }
    return render_page(request, "sessions/rhythm.html", page, status=status)
