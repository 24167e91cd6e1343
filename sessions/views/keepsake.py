"""What is left to keep, and the story two people may tell."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from sessions.access import Seat, get_seat
from sessions.actions.stories import approve_story, take_story_back, write_story
from sessions.forms.changes import StoryForm
from sessions.queries.certificates import is_given
from sessions.queries.endings import story_page
from sessions.queries.frame import frame_of
from sessions.queries.keepsake import keepsake_of, mentor_invitation


@require_safe
def keepsake(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    invites_to, invitation = mentor_invitation(seat)
    page = {
        "frame": frame_of(seat),
        "kept": keepsake_of(seat),
        "gives_certificate": is_given(seat),
        "invites_to": invites_to,
        "invitation": invitation,
    }
    return render_page(request, "sessions/keepsake.html", page)


@require_safe
def keepsake_html(request: PageRequest, code: str) -> HttpResponse:
    """The same as a file that needs nothing else to be read."""
    seat = get_seat(request.user, code)
    text = render_to_string("sessions/keepsake_file.html", {"kept": keepsake_of(seat)})
    return _as_file(HttpResponse(text), code, "html")


@require_safe
def keepsake_json(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    answer = JsonResponse(keepsake_of(seat).as_dict(), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _as_file(answer, code, "json")


def _as_file(answer: HttpResponse, code: str, ending: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="keepsake-{code}.{ending}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    found = story_page(seat)
    as_it_is = {"text": found.text, "version": found.version}
    form = StoryForm(request.POST) if request.method == "POST" else StoryForm(initial=as_it_is)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("text", "version")}
        if form.attempt(lambda: write_story(by=seat.me, **words)):
            name = seat.partner.enrolment.person.first_name
            messages.success(request, _("%(name)s is asked for a yes to these words.") % {"name": name})
            return redirect_to(request, "sessions:story", code)
    return _story(request, seat, form)


@require_POST
def story_approve(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    version = request.POST.get("version", "")
    try:
        known = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1
        approve_story(by=seat.me, version=known)
    except Refusal as refusal:
        found = story_page(seat)
        form = StoryForm(initial={"text": found.text, "version": found.version})
        form.refuse(refusal)
        return _story(request, seat, form)
    messages.success(request, _("You have said yes to these words."))
    return redirect_to(request, "sessions:story", code)


@require_POST
def story_back(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    take_story_back(by=seat.me)
    messages.success(request, _("Nobody but you two can read it now."))
    return redirect_to(request, "sessions:story", code)


def _story(request: PageRequest, seat: Seat, form: StoryForm) -> HttpResponse:
    page = {"frame": frame_of(seat), "story": story_page(seat), "form": form}
    return render_page(request, "sessions/story.html", page, status=form.status)
