"""Small forms of the board: which version of a pair the page showed, and who is chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

SEEN = forms.HiddenInput
GONE = _("Load the page again: it is not clear which pair you mean.")
MISSING = {"required": GONE, "invalid": GONE, "min_value": GONE}


class SeenForm(forms.Form):
    """The version the page showed."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=SEEN, error_messages=MISSING)


class LockForm(SeenForm):
    locked = forms.BooleanField(required=False, widget=SEEN)


class ChoiceForm(forms.Form):
    """Somebody chosen from a list of candidates, by the code of their place."""

    mentor = forms.SlugField(
        max_length=8, error_messages={"required": _("Choose a mentor."), "invalid": _("Choose a mentor.")}
    )


class MoveForm(ChoiceForm, SeenForm):
    pass


class DropForm(forms.Form):
    """A mentee dropped on a mentor: `mentee` is "code:version" of the pair, `mentor` the code of a place."""

    mentee = forms.RegexField(r"^[a-z0-9]{1,8}:[0-9]{1,9}$", error_messages=MISSING, widget=SEEN)
    mentor = forms.SlugField(max_length=8, error_messages=MISSING, widget=SEEN)

    @property
    def pair(self) -> tuple[str, int]:
        code, _colon, version = self.cleaned_data["mentee"].partition(":")
        return code, int(version)
