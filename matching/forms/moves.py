"""Small forms of the board: which version of a pair the page showed, and who is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import Move

SEEN = forms.HiddenInput
GONE = _("Load the page again: it is not clear which pair you mean.")
PAIR = r"^[a-z0-9]{1,8}:[0-9]{1,9}$"
MISSING = {"required": GONE, "invalid": GONE, "min_value": GONE}


class SeenForm(forms.Form):
    """The version the page showed."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=SEEN, error_messages=MISSING)


class LockForm(SeenForm):
    locked = forms.BooleanField(required=False, widget=SEEN)


class OtherForm(forms.Form):
    """Whoever is chosen instead, by the code of their place."""

    other = forms.SlugField(
        max_length=8, error_messages={"required": _("Choose somebody."), "invalid": _("Choose somebody.")}
    )


class LeavesForm(OtherForm):
    """`leaves`: whoever is replaced takes part no more."""

    leaves = forms.BooleanField(required=False)


class ReasonForm(forms.Form):
    """Why, where somebody says so."""

    reason = forms.ChoiceField(choices=[("", ""), *Move.Reason.choices], required=False)


class ChoiceForm(ReasonForm):
    """Somebody chosen from a list of candidates, by the code of their place."""

    mentor = forms.SlugField(
        max_length=8, error_messages={"required": _("Choose a mentor."), "invalid": _("Choose a mentor.")}
    )


class MoveForm(SeenForm, ReasonForm):
    """A mentor with a place, or a pair to swap with, as "code:version"."""

    mentor = forms.SlugField(max_length=8, required=False)
    swap = forms.RegexField(PAIR, required=False)

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("mentor") or self.cleaned_data.get("swap")):
            raise forms.ValidationError(_("Choose a mentor from the list."))
        return self.cleaned_data

    @property
    def other(self) -> tuple[str, int] | None:
        """The pair to swap with."""
        return split_pair(self.cleaned_data["swap"]) if self.cleaned_data["swap"] else None


class DropForm(forms.Form):
    """A mentee dropped on a mentor: `mentee` is "code:version" of the pair, `mentor` the code of a place."""

    mentee = forms.RegexField(PAIR, error_messages=MISSING, widget=SEEN)
    mentor = forms.SlugField(max_length=8, error_messages=MISSING, widget=SEEN)

    @property
    def pair(self) -> tuple[str, int]:
        return split_pair(self.cleaned_data["mentee"])


def split_pair(text: str) -> tuple[str, int]:
    """The code and version of a pair as a page showed it."""
    code, _colon, version = text.partition(":")
    return code, int(version)
