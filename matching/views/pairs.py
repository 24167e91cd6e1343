"""One pair of a draft: why it was proposed, lock it, move the mentee, take it apart; and pairing who is left."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.access import get_draft, get_place, get_proposal
from matching.actions import proposals
from matching.forms.moves import ChoiceForm, LockForm, MoveForm, SeenForm
from matching.models import Draft, Move, Proposal
from matching.queries.board import Board
from matching.queries.candidates import mentors_for
from matching.queries.costs import with_costs
from matching.queries.history import history
from matching.queries.own import is_own, note_on_choice
from matching.queries.unlock import unlock
from matching.queries.why import WHY, why_page
from matching.queries.wishes import wishes_between
from matching.views.board import back, changed, moved_words, shown
from mentorship.accounts.http import PageRequest
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import render_page
from mentorship.lib.refusals import Refusal
from programs.models import Enrolment
from programs.models.enrolments import Role


@require_safe
def why(request: PageRequest, program: str, cohort: str, number: int, code: str) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    proposal = get_proposal(draft, code)
    found = why_page(draft, proposal, request.user)
    if file := wanted_file(request, WHY):
        return file.answer(found.lines, of=code)
    sides = found.for_mentee, found.for_mentor
    told = "costs" in request.GET
    for_mentee, for_mentor = with_costs(draft, proposal, *sides) if told else sides
    context = {
        "draft": draft,
        "proposal": proposal,
        "why": found,
        "table": WHY,
        "for_mentee": for_mentee,
        "for_mentor": for_mentor,
        "told": told,
        "history": history(draft, proposal),
        "wishes": wishes_between(request.user, proposal.mentor, proposal.mentee),
    }
    return render_page(request, "matching/why.html", context, parts={"others": "others"})


@require_POST
def lock(request: PageRequest, program: str, cohort: str, number: int, code: str) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    form = LockForm(request.POST)
    if not form.is_valid():
        return changed(request, draft, code, "", refusal=_unclear())
    locked = form.cleaned_data["locked"]
    try:
        proposals.set_lock(
            draft=draft, code=code, version=form.cleaned_data["version"], locked=locked, by=request.user
        )
    except Refusal as refusal:
        return changed(request, draft, code, "", refusal=refusal)
    words = _("Locked: another run keeps this pair.") if locked else _("Unlocked: another run may change it.")
    return changed(request, draft, code, words)


@require_POST
def unpair(request: PageRequest, program: str, cohort: str, number: int, code: str) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return changed(request, draft, code, "", refusal=_unclear())
    try:
        gone = proposals.unpair(draft=draft, code=code, version=form.cleaned_data["version"], by=request.user)
    except Refusal as refusal:
        return changed(request, draft, code, "", refusal=refusal)
    names = {"mentor": gone.mentor.person.shown_name, "mentee": gone.mentee.person.shown_name}
    words = _("%(mentor)s and %(mentee)s are no longer a pair in this draft.") % names
    return changed(request, draft, code, words, mentor=gone.mentor_id)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PageRequest, program: str, cohort: str, number: int, code: str) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    proposal = get_proposal(draft, code)
    form = MoveForm(request.POST or None)
    refusal = _no_choice() if request.method == "POST" else None
    if form.is_valid():
        try:
            return back(request, draft, _moved(request, draft, code, form), code)
        except Refusal as refused:
            refusal = refused
    return _candidates(request, draft, proposal.mentee, proposal, refusal)


def _moved(request: PageRequest, draft: Draft, code: str, form: MoveForm) -> str:
    """Move to a mentor with a place, or swap with another pair; answers what to say."""
    seen, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
    if form.other:
        proposals.swap_mentees(draft=draft, pairs=((code, seen), form.other), by=request.user, reason=reason)
        return _("The two pairs swapped mentors. Both are locked.")
    mentor = get_place(draft.cohort, form.cleaned_data["mentor"], Role.MENTOR)
    moved = proposals.move_mentee(
        draft=draft, code=code, version=seen, mentor=mentor, by=request.user, reason=reason
    )
    return moved_words(moved.mentee.person.shown_name, mentor.person.shown_name)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: PageRequest, program: str, cohort: str, number: int, place: str) -> HttpResponse:
    draft = get_draft(request.user, program, cohort, number)
    mentee = get_place(draft.cohort, place, Role.MENTEE)
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mentor = get_place(draft.cohort, form.cleaned_data["mentor"], Role.MENTOR)
        try:
            reason = form.cleaned_data["reason"]
            made = proposals.propose(
                draft=draft, mentee=mentee, mentor=mentor, by=request.user, reason=reason
            )
        except Refusal as refusal:
            return _candidates(request, draft, mentee, None, refusal)
        words = moved_words(mentee.person.shown_name, mentor.person.shown_name)
        return back(request, draft, words, made.code)
    return _candidates(request, draft, mentee, None, _no_choice() if request.method == "POST" else None)


def _candidates(
    request: PageRequest,
    draft: Draft,
    mentee: Enrolment,
    proposal: Proposal | None,
    refusal: Refusal | None,
) -> HttpResponse:
    search = request.GET.get("q", "")[:80]
    own = is_own(mentee, request.user)
    found = mentors_for(draft, mentee, request.user, now=proposal, search=search)
    context = {
        "unlock": None if proposal or search or own else unlock(draft, mentee, found, request.user),
        "reasons": Move.Reason.choices,
        "draft": draft,
        "mentee": mentee,
        "proposal": proposal,
        "search": search,
        "board": Board(draft, request.user, shown(request)),
        "candidates": found,
        "own": own,
        "note": note_on_choice(mentee, request.user),
        "problem": refusal.sentence if refusal else "",
    }
    parts = {"move-body": "candidates", "candidate-list": "found"}
    return render_page(
        request, "matching/move.html", context, parts=parts, status=refusal.status if refusal else 200
    )


def _unclear() -> Refusal:
    return Refusal(_("Load the page again: it is not clear which pair you mean."))


def _no_choice() -> Refusal:
    return Refusal(_("Choose a mentor from the list."))
