"""Writing to people of a cohort: choose them, look at it, try it on oneself, send it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.dashboards.forms.note_choices import Choice, choice_of
from mentorship.dashboards.forms.notes import A_HAND, A_WHILE, GroupForm, NoteForm, with_word
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.mail import Rendered, render_mail
from programs.access import get_cohort_of
from programs.actions.coordinator_notes import refuse_unknown_words, send_note, send_test
from programs.models import Cohort, CoordinatorNote
from programs.queries.coordinator_notes import WHOM, WORDS, Reached
from programs.queries.note_groups import counts_of
from sessions.emails.coordinator_notes import link_of_a_sample, note_mail
from sessions.queries.note_words import missing_words

BY_ROLE = {"mentor": "mentors", "mentee": "mentees"}


@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """A POST shows the note as its first reader would get it; nothing is kept."""
    found = get_cohort_of(request.user, program, cohort)
    if request.method != "POST":
        choice = choice_of(request.user, found, request.GET)
        form = NoteForm(initial=_begin_with(request, choice)).about(choice.recipients)
        return _page(request, found, choice, form)
    choice = choice_of(request.user, found, request.POST)
    if (typed := with_word(request.POST)) is not None:
        return _page(request, found, choice, NoteForm(initial=typed).about(choice.recipients), put=True)
    form = NoteForm(request.POST).about(choice.recipients)
    preview = None
    if form.is_valid() and (one := _first(choice, form)):
        preview = form.attempt(lambda: _preview(request, found, one, form))
    return _page(request, found, choice, form, preview=preview)


@require_POST
def note_test(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    choice = choice_of(request.user, found, request.POST)
    form = NoteForm(request.POST).about(choice.recipients)
    said = ""
    if form.is_valid() and (one := _first(choice, form)):
        facts = {name: form.cleaned_data[name] for name in ("subject", "text")}
        if form.attempt(lambda: send_test(cohort=found, like=one, by=request.user, **facts)):
            said = _("A test is on its way to %(email)s.") % {"email": request.user.email}
    return _page(request, found, choice, form, said=said)


@require_POST
@once
def note_send(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    choice = choice_of(request.user, found, request.POST)
    form = NoteForm(request.POST).about(choice.recipients)
    if form.is_valid():
        if form.cleaned_data["seen"] != len(choice.recipients.people):
            form.refuse(Conflict(_("The people changed meanwhile. Look once more, then send it."), "whom"))
        elif note := form.attempt(
            lambda: send_note(cohort=found, to=choice.to, by=request.user, **form.facts())
        ):
            messages.success(request, _said(note, now=form.facts()["now"]))
            return redirect_to(request, "dashboards:note", program, cohort, note.code)
    return _page(request, found, choice, form)


def _begin_with(request: PageRequest, choice: Choice) -> dict[str, Any]:
    """What stands in the form before a word is written."""
    whom = request.GET.get("whom") or BY_ROLE.get(request.GET.get("role", ""), "")
    first: dict[str, Any] = {"whom": whom if whom in WHOM else "both", "when": "daily"}
    if choice.wanted and choice.wanted.hand:
        return {**first, **A_HAND}
    return {**first, **A_WHILE} if choice.wanted and choice.wanted.not_met_weeks else first


def _said(note: CoordinatorNote, *, now: bool) -> str:
    rows = note.recipients.values_list("member__enrolment__person", "enrolment__person")
    mails = len({seat or place for seat, place in rows})
    words = (
        ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", mails)
        if now
        else ngettext(
            "It goes to %(n)s person with their next daily mail.",
            "It goes to %(n)s people with their next daily mail.",
            mails,
        )
    )
    return f"{words % {'n': mails}} {_('Answers come to you.')}"


def _first(choice: Choice, form: NoteForm) -> Reached | None:
    """A real reader, whose values a preview shows."""
    people = choice.recipients.only(form.cleaned_data["whom"]).people
    if not people:
        form.refuse(Refusal(_("None of them has this role."), "whom"))
    return people[0] if people else None


def _preview(request: PageRequest, cohort: Cohort, one: Reached, form: NoteForm) -> tuple[str, Rendered]:
    """To whom, and the mail as it would leave now."""
    facts = {name: form.cleaned_data[name] for name in ("subject", "text")}
    refuse_unknown_words(**facts)
    note = CoordinatorNote(cohort=cohort, author=request.user, **facts)
    with timezone.override(one.person.own_zone(cohort.program.time_zone)):
        return one.person.shown_name, render_mail(note_mail(note, one, link=link_of_a_sample()))


def _page(
    request: PageRequest,
    cohort: Cohort,
    choice: Choice,
    form: NoteForm,
    *,
    preview: tuple[str, Rendered] | None = None,
    said: str = "",
    put: bool = False,
) -> HttpResponse:
    """`put`: a word was just inserted, and writing goes on."""
    whom = str(form["whom"].value() or "")
    group = choice.group
    page = {
        "program": cohort.program,
        "cohort": cohort,
        "form": form,
        "choice": choice,
        "seen": len(choice.recipients.people),
        "words": WORDS,
        "missing": missing_words(choice.recipients.only(whom if whom in WHOM else "both").people, cohort),
        "preview": preview,
        "said": said,
        "put": put,
        "groups": GroupForm(
            initial={"state": group.state, "q": group.q}, counts=counts_of(request.user, cohort)
        )
        if group
        else None,
    }
    return render_page(request, "dashboards/note_new.html", page, status=form.status)
