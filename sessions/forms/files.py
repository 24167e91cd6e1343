"""A box to choose one file in; the form that holds it is sent as multipart/form-data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.lib.files import ACCEPT, MOST_BYTES, NewFile, new_file
from mentorship.lib.refusals import Refusal


class UploadField(forms.FileField):
    """Cleaned to a NewFile, or None where none was chosen. `readers = {"file": "pair_file"}` on its form."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})
    default_error_messages = {
        "required": _("Choose a file."),
        "invalid": _("The file did not arrive. Choose it again."),
        "missing": _("The file did not arrive. Choose it again."),
        "empty": _("This file is empty. Choose another."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("File"))
        kwargs.setdefault(
            "help_text", _("At most 5 MB: PDF, PNG, JPG, GIF, WebP, TXT, MD, CSV or an office document.")
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> NewFile | None:
        given = super().clean(data, initial)
        if not given:
            return None
        try:
            return new_file(given.name, given.read(MOST_BYTES + 1))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
