"""A program's own words in the mails of its fixed moments, and ours again."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.actions import audit
from programs.models import MailText, Program
from programs.queries.coordinator_notes import unknown_words
from programs.queries.mail_texts import MOMENTS, Words, own_words, usual_words


@transaction.atomic
def write_mail_text(*, program: Program, by: User, kind: str, subject: str, text: str) -> None:
    """For mails that leave from now on. Our own words again are no row, so that better ones reach this program."""
    refuse_unknown_words(kind, subject=subject, text=text)
    said = Words(subject, text.replace("\r\n", "\n").strip())
    Program.objects.select_for_update().get(pk=program.pk)  # two coordinators who save at once
    if said == (own_words(program, kind) or usual_words(program, kind)):
        return
    if said == usual_words(program, kind):
        reset_mail_text(program=program, by=by, kind=kind)
        return
    MailText.objects.update_or_create(
        program=program,
        kind=kind,
        defaults={"subject": said.subject, "body": said.text, "changed_at": clock.now()},
    )
    audit.record("program.mail_text_changed", target=program, by=by, organisation=program.organisation)


@transaction.atomic
def reset_mail_text(*, program: Program, by: User, kind: str) -> None:
    """Ours again."""
    gone, _each = MailText.objects.filter(program=program, kind=kind).delete()
    if gone:
        audit.record("program.mail_text_reset", target=program, by=by, organisation=program.organisation)


def refuse_unknown_words(kind: str, **texts: str) -> None:
    known = MOMENTS[kind].words
    for field, text in texts.items():
        if unknown := unknown_words(text, known):
            sentence = _("Nothing would be put in for %(words)s. There are %(known)s.")
            raise Refusal(sentence % {"words": _braced(unknown[:5]), "known": _braced(known)}, field=field)


def _braced(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in words)
