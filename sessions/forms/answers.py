"""What every form of a pair shares: an action may refuse it, its boxes say who reads them."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from mentorship.lib.fields import on_one_line
from mentorship.lib.refusals import Refusal

T = TypeVar("T")


class AnswerForm(forms.Form):
    """`readers` names the audience of each free text; ids are kept apart by the form's own name."""

    readers: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}-%s")
        super().__init__(*args, **kwargs)
        self.refused: Refusal | None = None
        for name, audience in self.readers.items():
            self.fields[name].who = audience  # type: ignore[attr-defined]

    def attempt(self, action: Callable[[], T]) -> T | None:
        """What the action answers; None when it refused, with its sentence beside the field it names."""
        try:
            return action()
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, refusal: Refusal) -> None:
        """Beside the field it names, else above the form; also on a form nothing was typed into."""
        self.refused = refusal
        if not self.is_bound:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data: dict[str, Any] = {}
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    @property
    def status(self) -> int:
        """How the page that shows this form answers."""
        if self.refused is not None:
            return self.refused.status
        return 422 if self.errors else 200


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "invalid": _("Give a date, such as 2026-12-01."),
        "required": _("Give a date, such as 2026-12-01."),
    }


class HourField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {
        "invalid": _("Give a time, such as 14:30."),
        "required": _("Give a time, such as 14:30."),
    }


class LineOfText(forms.CharField):
    """What is pasted with line breaks becomes one line, as private single-line texts are shown."""

    def to_python(self, value: Any) -> Any:
        return on_one_line(super().to_python(value) or "")


def line_field(label: Any, *, most: int = 300, required: bool = True, **kwargs: Any) -> forms.CharField:
    """One line of text."""
    kwargs.setdefault("error_messages", {"required": _("Write a few words first.")})
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return LineOfText(label=label, max_length=most, required=required, widget=widget, **kwargs)


def box_field(label: Any, *, most: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A box for a few lines."""
    kwargs.setdefault("error_messages", {"required": _("Write a sentence first.")})
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )
