"""The mails of a program's fixed moments: which say our words and which its own; one of them, edited and looked at."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from mentorship.lib.word_diff import compare_words
from programs.access import get_program
from programs.actions.mail_texts import refuse_unknown_words, reset_mail_text, write_mail_text
from programs.emails.mail_texts import sample_mail
from programs.forms.mail_texts import MailTextForm
from programs.models import Program
from programs.queries.mail_texts import MOMENTS, Moment, Words, own_kinds, own_words, usual_words


@require_safe
def program_mail_texts(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    own = own_kinds(found)
    moments = [(kind, moment, kind in own) for kind, moment in MOMENTS.items()]
    return render_page(request, "programs/program_mail_texts.html", {"program": found, "moments": moments})


@require_http_methods(["GET", "HEAD", "POST"])
def program_mail_text(request: PageRequest, program: str, kind: str) -> HttpResponse:
    """A POST keeps what is typed; with `look` it only shows it, with `put` it puts a word in."""
    found, moment = get_program(request.user, program), _moment(kind)
    if request.method != "POST":
        said = own_words(found, kind) or usual_words(found, kind)
        return _page(
            request,
            found,
            kind,
            MailTextForm(initial={"subject_line": said.subject, "body": said.text}),
            said,
        )
    if (word := request.POST.get("put")) in moment.words:
        return _with_word(request, found, kind, str(word))
    form = MailTextForm(request.POST)
    if form.is_valid():
        words = form.words()
        try:
            if "look" in request.POST:
                refuse_unknown_words(kind, **vars(words))
                return _page(request, found, kind, form, words, looked=True)
            write_mail_text(program=found, by=request.user, kind=kind, **vars(words))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It holds for mails that leave from now on."))
            return redirect_to(request, "programs:program_mail_text", found.code, kind)
    return _page(request, found, kind, form, None, status=422)


@require_POST
def program_mail_text_reset(request: PageRequest, program: str, kind: str) -> HttpResponse:
    found, _known = get_program(request.user, program), _moment(kind)
    reset_mail_text(program=found, by=request.user, kind=kind)
    messages.success(request, _("These are our words again."))
    return redirect_to(request, "programs:program_mail_text", found.code, kind)


def _moment(kind: str) -> Moment:
    if kind not in MOMENTS:
        raise Http404
    return MOMENTS[kind]


def _with_word(request: PageRequest, program: Program, kind: str, word: str) -> HttpResponse:
    body = request.POST.get("body", "")
    gap = "" if not body or body[-1].isspace() else " "
    typed = {"subject_line": request.POST.get("subject_line", ""), "body": f"{body}{gap}{{{word}}}"}
    return _page(request, program, kind, MailTextForm(initial=typed), None)


def _page(
    request: PageRequest,
    program: Program,
    kind: str,
    form: MailTextForm,
    words: Words | None,
    *,
    looked: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`words` are those the mail below the form shows; None while they cannot be shown."""
    usual = usual_words(program, kind)
    differs = words is not None and words != usual
    page = {
        "program": program,
        "kind": kind,
        "moment": MOMENTS[kind],
        "form": form,
        "mail": sample_mail(program, kind, words) if words else None,
        "subject_pieces": compare_words(usual.subject, words.subject) if words and differs else None,
        "pieces": compare_words(usual.text, words.text) if words and differs else None,
        "is_own": kind in own_kinds(program),
        "looked": looked,
    }
    return render_page(request, "programs/program_mail_text.html", page, status=status)
