"""Bringing a mentorship to a good end, and a letter to the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_seat, require
from sessions.actions.endings import (
    answer_ending,
    begin_ending,
    end_together,
    go_on,
    put_closing_topics,
    save_letter,
)
from sessions.forms.changes import EndingAnswerForm, LetterForm
from sessions.policies import can_write
from sessions.queries.endings import ending_page, letters_of
from sessions.queries.frame import frame_of


@require_safe
def ending(request: PageRequest, code: str) -> HttpResponse:
    return _page(request, get_seat(request.user, code))


@require_POST
def ending_begin(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    begin_ending(by=seat.me)
    return redirect_to(request, "sessions:ending", code)


@require_POST
def ending_off(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(can_write(seat.mentorship))
    go_on(by=seat.me)
    messages.success(request, _("You two go on."))
    return redirect_to(request, "sessions:space", code)


@require_POST
def closing_topics(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    try:
        meeting = put_closing_topics(by=seat.me)
    except Refusal as refusal:
        return _page(request, seat, sentence=refusal.sentence, status=refusal.status)
    messages.success(request, _("Three topics are on the agenda of your last meeting."))
    return redirect_to(request, "sessions:meeting", code, meeting.number)


@require_POST
def ending_answer(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    form = EndingAnswerForm(request.POST)
    kept = (
        form.attempt(lambda: answer_ending(by=seat.me, never=form.cleaned_data["never"], **form.facts()))
        if form.is_valid()
        else None
    )
    if kept:
        messages.success(request, _("Noted. It is counted, never quoted."))
        return redirect_to(request, "sessions:ending", code)
    return _page(request, seat, form=form, status=form.status)


@require_POST
def ending_end(request: PageRequest, code: str) -> HttpResponse:
    """By either of the two; two at once end it once."""
    seat = get_seat(request.user, code)
    end_together(by=seat.me)
    return redirect_to(request, "sessions:keepsake", code)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    state = letters_of(seat)
    as_it_is = {"text": state.mine_text, "version": state.mine_version}
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm(initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        given, done = form.cleaned_data, request.POST.get("then") != "later"
        words = {"text": given["text"], "version": given["version"], "done": done}
        if kept := form.attempt(lambda: save_letter(by=seat.me, **words)):
            said = (
                _("Your letter is finished.") if kept.done_at else _("Kept as a draft. Only you can read it.")
            )
            messages.success(request, said)
            return redirect_to(request, "sessions:letter", code)
    page = {"frame": frame_of(seat), "form": form, "letters": state}
    return render_page(request, "sessions/letter.html", page, status=form.status)


def _page(
    request: PageRequest,
    seat: Seat,
    *,
    form: EndingAnswerForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    found = ending_page(seat)
    answered = (
        {name: getattr(found.answer, name) for name in EndingAnswerForm.base_fields if name != "never"}
        if found.answer
        else {}
    )
    page = {
        "frame": frame_of(seat),
        "page": found,
        "form": form or EndingAnswerForm(initial=answered),
        "sentence": sentence,
    }
    return render_page(request, "sessions/ending.html", page, status=status)
