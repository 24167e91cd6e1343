"""Writing to the people of the mentorships a coordinator chose: look at it, try it on oneself, send it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.dashboards.forms.mentorships import query_of
from mentorship.dashboards.forms.notes import A_HAND, NoteForm
from mentorship.dashboards.views.choosing import Chosen, chosen_by
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Conflict
from mentorship.notifications.mail import Rendered, render_mail
from programs.access import get_cohort_of
from programs.actions.coordinator_notes import send_note, send_test
from programs.models import Cohort, CoordinatorNote
from programs.queries.coordinator_notes import NOTES, WHOM, Reached, Recipients, notes_sent, recipients_of
from sessions.emails.coordinator_notes import link_of_a_sample, note_mail


@dataclass(frozen=True)
class Choice(Chosen):
    """The mentorships a note is about, and whom it reaches."""

    recipients: Recipients


def _choice(request: PageRequest, cohort: Cohort) -> Choice:
    one = chosen_by(request, cohort)
    return Choice(one.wanted, one.codes, one.ids, recipients_of(cohort.program, one.ids))


@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    """A POST shows the note as its first reader would get it; nothing is kept."""
    found = get_cohort_of(request.user, program, cohort)
    if file := wanted_file(request, NOTES):
        return file.answer(notes_sent(request.user, found), zone=found.program.zone, of=found.code)
    choice = _choice(request, found)
    if request.method != "POST":
        whom = request.GET.get("whom", "")
        first = {"whom": whom if whom in WHOM else "both", **(A_HAND if choice.wanted.hand else {})}
        return _page(request, found, choice, NoteForm(initial=first).about(choice.recipients))
    form = NoteForm(request.POST).about(choice.recipients)
    preview = _preview(request, found, choice, form) if form.is_valid() else None
    return _page(request, found, choice, form, preview=preview)


@require_POST
def note_test(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    choice = _choice(request, found)
    form = NoteForm(request.POST).about(choice.recipients)
    said = ""
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("subject", "text")}
        like = _first(choice, form)
        if form.attempt(lambda: send_test(cohort=found, like=like.members, by=request.user, **facts)):
            said = _("A test is on its way to %(email)s.") % {"email": request.user.email}
    return _page(request, found, choice, form, said=said)


@require_POST
@once
def note_send(request: PageRequest, program: str, cohort: str) -> HttpResponse:
    found = get_cohort_of(request.user, program, cohort)
    choice = _choice(request, found)
    form = NoteForm(request.POST).about(choice.recipients)
    if form.is_valid():
        if form.cleaned_data["seen"] != len(choice.recipients.people):
            form.refuse(Conflict(_("The people changed meanwhile. Look once more, then send it."), "whom"))
        elif note := form.attempt(
            lambda: send_note(cohort=found, mentorships=choice.ids, by=request.user, **form.facts())
        ):
            messages.success(request, _said(note))
            return redirect_to(request, "dashboards:mentorships", program, cohort)
    return _page(request, found, choice, form)


def _said(note: CoordinatorNote) -> str:
    mails = note.recipients.values("member__enrolment__person").distinct().count()
    words = ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", mails) % {"n": mails}
    return f"{words} {_('Answers come to you.')}"


def _first(choice: Choice, form: NoteForm) -> Reached:
    """A real reader, whose values a preview shows."""
    return choice.recipients.only(form.cleaned_data["whom"]).people[0]


def _preview(request: PageRequest, cohort: Cohort, choice: Choice, form: NoteForm) -> tuple[str, Rendered]:
    """To whom, and the mail as it would leave now."""
    one = _first(choice, form)
    facts = {name: form.cleaned_data[name] for name in ("subject", "text")}
    note = CoordinatorNote(cohort=cohort, author=request.user, **facts)
    with timezone.override(one.person.own_zone(cohort.program.time_zone)):
        return one.person.shown_name, render_mail(note_mail(note, one.members, link=link_of_a_sample()))


def _page(
    request: PageRequest,
    cohort: Cohort,
    choice: Choice,
    form: NoteForm,
    *,
    preview: tuple[str, Rendered] | None = None,
    said: str = "",
) -> HttpResponse:
    page = {
        "program": cohort.program,
        "cohort": cohort,
        "form": form,
        "choice": choice,
        "seen": len(choice.recipients.people),
        "back": query_of(choice.wanted),
        "preview": preview,
        "said": said,
        "table": NOTES,
        "sent": notes_sent(request.user, cohort),
    }
    return render_page(request, "dashboards/note.html", page, status=form.status)
