"""Closing a cohort: more time or an end, the outcome, thanks, and until when the texts are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.forms.programs import DayField
from sessions.forms.answers import AnswerForm, box_field, line_field

ALL, CHOSEN = "all", "chosen"
THANKS = {
    "subject": _("Thank you"),
    "text": _(
        "Hello {name},\n\n"
        "our program has come to its end. You gave {partner} and each other your time, and time is what everybody "
        "is short of. Thank you.\n\n"
        "Your space stays open to read, and so does your keepsake. If you would like to be here again, answer this "
        "mail. It reaches me."
    ),
}


class PairsForm(AnswerForm):
    """For all pairs that run, or for those that are ticked."""

    which = forms.ChoiceField(
        label=_("For whom"),
        choices=[(ALL, _("All pairs that are running")), (CHOSEN, _("The pairs I tick"))],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    until = DayField(label=_("Last day"))


class OutcomeForm(AnswerForm):
    readers = {"worked": "cohort_outcome", "change": "cohort_outcome"}
    completed = forms.IntegerField(
        label=_("Pairs that came to their end"), min_value=0, max_value=100_000, required=False
    )
    stopped_early = forms.IntegerField(
        label=_("Pairs that stopped early"), min_value=0, max_value=100_000, required=False
    )
    worked = box_field(_("What went well"), most=3000, required=False, rows=4)
    change = box_field(_("What you would do differently"), most=3000, required=False, rows=4)


class ThanksForm(FormKeyMixin, AnswerForm):
    readers = {"subject": "coordinator_note", "text": "coordinator_note"}
    subject = line_field(_("Subject"), most=120)
    text = box_field(_("What you write"), most=4000, rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("{name} and {partner} are filled in for each of them.")


class ArchiveForm(AnswerForm):
    texts_until = DayField(
        label=_("Keep the private texts until"),
        required=False,
        help_text=_(
            "In the night after this day are deleted: messages, agendas, notes, actions, feedback, advice, files, "
            "the words of agreements, check-ins and reviews, and what was asked of you. What stays: names, dates, "
            "goals, letters, thanks, keepsakes, counts, and concerns with their contacts. Empty names no day."
        ),
    )
