"""Answering a request or a concern, closing one, and ending a mentorship."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
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


class AskForm(AnswerRequestForm):
    """A question to the coordinators, by somebody who takes part or has applied."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your question")


class WriteAgainForm(AnswerRequestForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What you would like to add")


class AssignForm(forms.Form):
    """`answerers` are the coordinators who may read this request, by the names they go by."""

    assigned = forms.ChoiceField(label=_("Who sees to it"), required=False)
    comes_first = forms.BooleanField(label=_("Comes before the others"), required=False)

    def __init__(self, *args: object, answerers: Sequence[tuple[User, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.users = {str(user.pk): user for user, _name in answerers}
        field: forms.ChoiceField = self.fields["assigned"]  # type: ignore[assignment]
        field.choices = [("", _("Nobody yet")), *((str(user.pk), name) for user, name in answerers)]
        self.fields["assigned"].either = True  # type: ignore[attr-defined]

    def to(self) -> User | None:
        return self.users.get(self.cleaned_data["assigned"])


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
