"""Messages: slow, the newest at the bottom. Nobody is told who has read what."""

from typing import Any

from django.contrib import messages as flashes
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.models import Part
from sessions.access import Seat, get_message, get_seat_with, get_update
from sessions.actions.messages import make_action, make_topic, send_message
from sessions.forms.messages import MessageForm
from sessions.policies import can_write
from sessions.queries.frame import frame_of
from sessions.queries.hello import hello_of
from sessions.queries.messages import has_said_hello, news_after, thread_of

GET_OR_POST = ["GET", "HEAD", "POST"]
PARTS = {"messages": "messages", "message-box": "box"}


@require_http_methods(GET_OR_POST)
@once
def messages(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat_with(request.user, code, Part.MESSAGES)
    if request.method != "POST":
        return _page(request, seat)
    form = MessageForm(request.POST, first=not has_said_hello(seat))
    if form.is_valid():
        words = {"text": form.cleaned_data["text"], "by_mail": form.cleaned_data.get("by_mail", False)}
        if form.attempt(lambda: send_message(by=seat.me, **words)):
            if wants_part(request):
                return _page(request, seat, said=_("Message sent."), typing=True)
            answer = redirect_to(request, "sessions:messages", code)
            return redirect_to(request, f"{answer['Location']}#messages-end")
    return _page(request, seat, form)


@require_safe
def messages_poll(request: PageRequest, code: str) -> HttpResponse:
    """What came since a page was drawn; 204 when nothing did."""
    seat = get_seat_with(request.user, code, Part.MESSAGES)
    if not wants_part(request):
        return redirect_to(request, "sessions:messages", code)
    thread = news_after(seat, _number(request.GET.get("after", "")))
    if not thread.days:
        return HttpResponse(status=204)
    frame = frame_of(seat)
    new = sum(not one.is_mine for day in thread.days for one in day.messages)
    said = ngettext("%(n)s new message from %(name)s.", "%(n)s new messages from %(name)s.", new)
    page = {
        "frame": frame,
        "thread": thread,
        "said": said % {"n": new, "name": frame.partner.first_name} if new else "",
    }
    return render_page(request, "sessions/messages_new.html", page, parts={"messages-end": "end"})


@require_http_methods(GET_OR_POST)
@once
def message_turn(request: PageRequest, code: str) -> HttpResponse:
    """One press: a message or an update becomes a topic of the next meeting, or an action of one's own."""
    seat = get_seat_with(request.user, code, Part.MESSAGES)
    if request.method != "POST":
        return redirect_to(request, "sessions:messages", code)
    kind = "update" if request.POST.get("what") == "update" else "message"
    number, into = request.POST.get("number", ""), request.POST.get("into", "")
    text = _text_of(seat, kind, number)
    page = {"frame": frame_of(seat), "kind": kind, "number": number, "done": "", "refused": ""}
    status = 200
    try:
        page["done"] = _turned(seat, into, text)
    except Refusal as refusal:
        page["refused"], status = refusal.sentence, refusal.status
    if status != 200 or wants_part(request):
        page["said"] = page["done"] or page["refused"]
        target = {f"turned-{kind}-{number}": "turned"}
        return render_page(request, "sessions/turned.html", page, parts=target, status=status)
    said = _("It is one of your actions now.") if into == "action" else _("It is on the agenda.")
    flashes.success(request, said)  # without the words: a session rests unencrypted
    return redirect_to(request, "sessions:updates" if kind == "update" else "sessions:messages", code)


def _text_of(seat: Seat, kind: str, number: str) -> str:
    if kind == "message":
        return get_message(seat, number).text
    update = get_update(seat, number)
    return update.obstacle or update.progress or update.link


def _turned(seat: Seat, into: str, text: str) -> str:
    if into == "action":
        action = make_action(by=seat.me, text=text)
        return _("Your action now: “%(text)s”.") % {"text": action.text}
    topic = make_topic(by=seat.me, text=text)
    return _("On the agenda of your next meeting: “%(title)s”.") % {"title": topic.title}


def _page(
    request: PageRequest, seat: Seat, form: MessageForm | None = None, *, said: str = "", typing: bool = False
) -> HttpResponse:
    before = _number(request.GET.get("before", ""))
    thread = thread_of(seat, before)
    first = not has_said_hello(seat)
    page: dict[str, Any] = {
        "frame": frame_of(seat),
        "thread": thread,
        "choosing": "choose" in request.GET,
        "said": said,
    }
    if first and can_write(seat.mentorship):
        page["hello"] = hello_of(seat, request.GET.get("tone", ""), answers=bool(thread.days))
    if form is None:
        draft = page["hello"].text if "hello" in page else ""
        form = MessageForm(first=first, initial={"text": draft})
        if typing:
            form.fields["text"].widget.attrs["data-focus"] = ""
    page |= {"form": form, "message_form": form}
    return render_page(request, "sessions/messages.html", page, parts=PARTS, status=form.status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
