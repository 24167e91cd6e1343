"""The board: every proposed pair of a draft, and a mentee dropped on another mentor."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matching.access import get_draft, get_place
from matching.actions.moves import undo_last
from matching.actions.proposals import move_mentee
from matching.forms.moves import DropForm
from matching.forms.preview import PreviewForm
from matching.models import Draft
from matching.queries.board import BOARD, UNMATCHED, Board
from matching.queries.history import last_of
from matching.queries.newcomers import newcomers
from matching.queries.opening import opening
from mentorship.accounts.http import PageRequest
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page, wants_part
from mentorship.lib.refusals import Refusal
from programs.models.enrolments import Role


@require_safe
def board(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    return show(request, draft)


@require_POST
def drop(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    form = DropForm(request.POST)
    if not form.is_valid():
        return show(
            request, draft, problem=_("Load the page again: it is not clear who was moved."), status=422
        )
    mentor = get_place(draft.cohort, form.cleaned_data["mentor"], Role.MENTOR)
    code, version = form.pair
    try:
        moved = move_mentee(draft=draft, code=code, version=version, mentor=mentor, by=request.user)
    except Refusal as refusal:
        return show(request, draft, problem=refusal.sentence, status=refusal.status)
    return back(request, draft, moved_words(moved.mentee.person.shown_name, mentor.person.shown_name), code)


@require_POST
def undo_move(request: PageRequest, program: str, cohort: str, number: int) -> HttpResponse:
    """What this coordinator did last by hand is as it was."""
    draft = get_draft(request.user, program, cohort, number)
    try:
        rows = undo_last(draft=draft, by=request.user)
    except Refusal as refusal:
        return show(request, draft, problem=refusal.sentence, status=refusal.status)
    words = _("Undone: %(name)s is as before.") % {"name": rows[0].mentee.person.shown_name}
    return back(request, draft, words, rows[0].pair)


def show(request: PageRequest, draft: Draft, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The whole board, with what could not be done on top."""
    page = request.GET.get("page", "1")
    found = Board(draft, request.user, shown(request), int(page) if page.isdecimal() and len(page) < 6 else 1)
    if file := wanted_file(request, BOARD, UNMATCHED):
        rows = found.every_row() if file.table is BOARD else found.left
        return file.answer(rows, of=f"{draft.cohort.code}-{draft.number}")
    context = {
        "draft": draft,
        "board": found,
        "opening": opening(found.every, found.numbers.waiting),
        "form": PreviewForm(draft=draft),
        "last": last_of(draft, request.user),
        "newcomers": newcomers(draft),
        "problem": problem,
    }
    return render_page(request, "matching/board.html", context, status=status)


def changed(
    request: PageRequest,
    draft: Draft,
    code: str,
    said: str,
    *,
    mentor: int | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The answer to a change of one pair: its row, the rows that share its mentor's places, and the numbers.

    Without HTMX the whole board. `mentor` is the place the pair had; a pair that is gone answers no row.
    """
    if not wants_part(request):
        if refusal:
            return show(request, draft, problem=refusal.sentence, status=refusal.status)
        return back(request, draft, said, code)
    found = Board(draft, request.user, shown(request))
    rows = found.rows_around(code, mentor)
    context = {
        "draft": draft,
        "board": found,
        "opening": opening(found.every, found.numbers.waiting),
        "row": next((row for row in rows if row.pair.code == code), None),
        "others": [row for row in rows if row.pair.code != code],
        "last": last_of(draft, request.user),
        "said": refusal.sentence if refusal else said,
        "refused": bool(refusal),
    }
    parts = {f"pair-{code}": "changed"}
    return render_page(
        request, "matching/board.html", context, parts=parts, status=refusal.status if refusal else 200
    )


def back(request: PageRequest, draft: Draft, said: str, code: str) -> HttpResponse:
    """To the board, where the pair is, with the filter it was pressed under."""
    messages.success(request, said)
    cohort = draft.cohort
    url = reverse("matching:board", args=[cohort.program.code, cohort.code, draft.number])
    return redirect_to(request, f"{url}{Board(draft, request.user, shown(request)).address_of(code)}")


def shown(request: PageRequest) -> str:
    """Which pairs the board shows, or showed when it was pressed."""
    return request.GET.get("show", "all")


def moved_words(mentee: str, mentor: str) -> str:
    return _("%(mentee)s is now with %(mentor)s. The pair is locked.") % {"mentee": mentee, "mentor": mentor}
