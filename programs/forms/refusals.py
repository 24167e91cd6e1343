"""An action's refusal, shown where it belongs."""

from django.forms import BaseForm

from mentorship.lib.refusals import Refusal


def add_refusal(form: BaseForm, refusal: Refusal) -> None:
    """Beside the field it names, if the form has it; else above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
