"""A program's own words in a mail of a fixed moment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.lib.fields import on_one_line
from mentorship.lib.refusals import Refusal
from programs.queries.mail_texts import Words


class MailTextForm(forms.Form):
    """Plain words; a blank line begins a paragraph. Everybody of the program gets them: no audience is named."""

    subject_line = forms.CharField(
        label=_("Subject"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    body = forms.CharField(
        label=_("What it says"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10})
    )

    def clean_subject_line(self) -> str:
        return on_one_line(self.cleaned_data["subject_line"])

    def words(self) -> Words:
        given = self.cleaned_data
        return Words(given["subject_line"], given["body"].replace("\r\n", "\n"))

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(
            {"text": "body", "subject": "subject_line"}.get(refusal.field or "", refusal.field),
            refusal.sentence,
        )
