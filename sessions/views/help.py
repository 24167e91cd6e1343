"""When something isn’t working: the doors, and what stands behind each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.pages import redirect_to, render_page
from programs.actions.concerns import let_contact_go_on
from programs.actions.requests import ask_coordinators
from programs.models import Concern, HelpRequest
from programs.queries.concerns import my_concerns
from programs.queries.requests import my_requests
from sessions.access import get_seat
from sessions.actions.help import ask_for_another, raise_it_together, tell_safeguarding
from sessions.forms.changes import ConcernForm, OtherMatchForm, QuestionForm, RaiseForm
from sessions.queries.changes import (
    contacts_for,
    coordinators_for,
    copied,
    next_meeting_of,
    offered_messages,
    owners_for,
)
from sessions.queries.frame import frame_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def help_doors(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    named = urlencode([("messages", number) for number in request.GET.getlist("message")])
    page = {
        "frame": frame_of(seat),
        "asked": my_requests(request.user, seat.mentorship),
        "named": f"?{named}" if named else "",
    }
    return render_page(request, "sessions/help.html", page)


@require_http_methods(GET_OR_POST)
@once
def help_change(request: PageRequest, code: str) -> HttpResponse:
    """Raising it together: sentences to begin with, and one press puts one on the agenda."""
    seat = get_seat(request.user, code)
    form = RaiseForm(request.POST) if request.method == "POST" else RaiseForm()
    if form.is_valid():
        title = form.cleaned_data["title"]
        if item := form.attempt(lambda: raise_it_together(by=seat.me, title=title)):
            messages.success(request, _("It is on the agenda of your next meeting."))
            return redirect_to(request, "sessions:meeting", code, item.meeting.number)
    page = {"frame": frame_of(seat), "form": form, "meeting": next_meeting_of(seat)}
    return render_page(request, "sessions/help_change.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def help_match(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    form = OtherMatchForm(request.POST) if request.method == "POST" else OtherMatchForm()
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("wish", "text", "never")}
        if form.attempt(lambda: ask_for_another(by=seat.me, **facts)):
            messages.success(request, _("The coordinators have it. They answer within two working days."))
            return redirect_to(request, "sessions:help", code)
    page = {"frame": frame_of(seat), "form": form, "readers": coordinators_for(seat)}
    return render_page(request, "sessions/help_match.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def help_ask(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm()
    if form.is_valid():
        facts = {
            "by": seat.me.enrolment,
            "mentorship": seat.mentorship,
            "kind": HelpRequest.Kind.QUESTION,
            "text": form.cleaned_data["text"],
        }
        if form.attempt(lambda: ask_coordinators(**facts)):
            messages.success(request, _("The coordinators have it. They answer within two working days."))
            return redirect_to(request, "sessions:help", code)
    page = {"frame": frame_of(seat), "form": form, "readers": coordinators_for(seat)}
    return render_page(request, "sessions/help_ask.html", page, status=form.status)


@require_http_methods(GET_OR_POST)
@once
def help_wrong(request: PageRequest, code: str) -> HttpResponse:
    """To the safeguarding contacts of the program, and to nobody else."""
    seat = get_seat(request.user, code)
    named = (request.POST if request.method == "POST" else request.GET).getlist("messages")
    typed = request.POST if request.method == "POST" else None
    form = ConcernForm(typed, offered=offered_messages(seat, named), initial={"messages": named})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        attached = copied(seat, given["messages"]) if given.get("messages") else ""
        facts = {"text": given["text"], "attached": attached, "stops_contact": given["stops_contact"]}
        if form.attempt(lambda: tell_safeguarding(by=seat.me, **facts)):
            messages.success(request, _("It has reached them. One of them answers within one working day."))
            return redirect_to(request, "sessions:help_wrong", code)
    contacts = contacts_for(seat)
    page = {
        "frame": frame_of(seat),
        "form": form,
        "contacts": contacts,
        "owners": [] if contacts else owners_for(seat),
        "told": my_concerns(request.user, seat.mentorship),
    }
    return render_page(request, "sessions/help_wrong.html", page, status=form.status)


@require_POST
def contact_goes_on(request: PageRequest, code: str) -> HttpResponse:
    """Only whoever stopped it finds it here."""
    seat = get_seat(request.user, code)
    own = (
        Concern.objects.visible_to(request.user).stopping().filter(mentorship=seat.mentorship, author=seat.me)
    )
    if not (concerns := list(own)):
        raise Http404
    for concern in concerns:
        let_contact_go_on(concern=concern, by=request.user)
    messages.success(request, _("You two can write to each other again."))
    return redirect_to(request, "sessions:help_wrong", code)
