"""Answering a request or a concern, closing one, and ending a mentorship."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.models import EndReason, HelpRequest


class AnswerRequestForm(FormKeyMixin, forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a sentence first.")},
    )

    audience = "request"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text"].who = self.audience  # type: ignore[attr-defined]


class AnswerConcernForm(AnswerRequestForm):
    audience = "concern"


class CloseRequestForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("", _("Choose one")), *HelpRequest.Outcome.choices],
        error_messages={"required": _("Choose what became of it.")},
    )


# The reasons of `EndReason`, said by somebody who is neither of the two.
SEEN_FROM_OUTSIDE = {
    EndReason.TIME_UP: _("The time they had planned is over"),
    EndReason.NOT_A_FIT: _("They are not the right two for this"),
}


class EndMentorshipForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[(one.value, SEEN_FROM_OUTSIDE.get(one, one.label)) for one in EndReason],
        widget=forms.RadioSelect,
        help_text=_("Each is as good as the others. The two are not shown what you choose."),
        error_messages={"required": _("Choose a reason.")},
    )
