"""What somebody's own calendar says about a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm


class CalendarForm(AnswerForm):
    names = forms.TypedChoiceField(
        label=_("Title of an entry"),
        choices=[("no", _("“Mentoring”")), ("yes", _("With the first name: “Mentoring with …”"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    place = forms.BooleanField(label=_("Write the place or video link into it"), required=False)


class CalendarLinkForm(FormKeyMixin, AnswerForm):
    """One press: the key alone, so that pressing twice makes one link."""
