"""One's own mentorships, the space of one, and its whole thread."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.actions.covers import choose_covers
from programs.policies import may_choose_covers
from programs.queries.agreements import agreement_state
from sessions.access import get_seat, require
from sessions.forms.meeting_page import ActionForm
from sessions.forms.mentoring import CoversForm
from sessions.queries.covering import coverage_of, topics_of
from sessions.queries.frame import frame_of
from sessions.queries.mentorships import my_mentorships, past_mentorships
from sessions.queries.messages import has_said_hello
from sessions.queries.pairs import live_pairs
from sessions.queries.shared import last_lines, shared_lately
from sessions.queries.space import actions_of, space_of
from sessions.queries.thread import LATELY, thread_of


@require_safe
def mentorships(request: PageRequest) -> HttpResponse:
    return _mentorships(request)


def _mentorships(
    request: PageRequest, bound: dict[str, CoversForm] | None = None, status: int = 200
) -> HttpResponse:
    pairs, forms = live_pairs(request.user), bound or {}
    coverage = coverage_of(request.user, pairs)
    words = coverage.words if coverage else []
    page = {
        "live": my_mentorships(pairs),
        "past": past_mentorships(request.user),
        "coverage": coverage,
        "covers": [
            (pair, forms.get(pair.code) or _covers_form(pair.code, list(pair.covers), words))
            for pair in (coverage.pairs if coverage else [])
        ],
        "mentors_some": any(pair.only_helps for pair in pairs),
        "form": next(iter(forms.values()), None),
    }
    return render_page(request, "sessions/mentorships.html", page, status=status)


def _covers_form(code: str, chosen: list[str], words: list[str]) -> CoversForm:
    return CoversForm(topics=words, initial={"topics": chosen}, auto_id=f"covers-{code}-%s")


@require_POST
def covers(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    require(may_choose_covers(seat.me, seat.mentorship))
    words = list(dict.fromkeys([*topics_of(request.user), *seat.mentorship.covers]))
    form = CoversForm(request.POST, topics=words, auto_id=f"covers-{code}-%s")
    if form.is_valid() and (_kept := form.attempt(lambda: choose_covers(by=seat.me, words=form.words()))):
        messages.success(request, _("Saved. You both see it."))
        return redirect_to(request, f"{reverse('sessions:mentorships')}#covered")
    return _mentorships(request, {code: form}, form.status)


@require_safe
def space(request: PageRequest, code: str) -> HttpResponse:
    seat = get_seat(request.user, code)
    frame, space = frame_of(seat), space_of(seat)
    events = thread_of(seat)
    page = {
        "frame": frame,
        "space": space,
        "groups": actions_of(seat),
        "action_form": ActionForm(partner=frame.partner.first_name),
        "agreement": agreement_state(request.user, seat.mentorship),
        "events": list(reversed(events[:LATELY])),
        "earlier": max(0, len(events) - LATELY),
        "shared": shared_lately(seat),
        "last_lines": last_lines(seat, space.last),
        "said_hello": not space.last and has_said_hello(seat),
        "ending": hasattr(seat.mentorship, "ending"),
        "covers": seat.mentorship.covers,
    }
    return render_page(request, "sessions/space.html", page)


@require_safe
def thread(request: PageRequest, code: str) -> HttpResponse:
    """The whole story of the two, to read and to print."""
    seat = get_seat(request.user, code)
    page = {"frame": frame_of(seat), "events": list(reversed(thread_of(seat)))}
    return render_page(request, "sessions/thread.html", page)
