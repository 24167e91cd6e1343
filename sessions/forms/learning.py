"""What one learned from the other: one box."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, box_field


class LearningForm(FormKeyMixin, AnswerForm):
    readers = {"text": "learning"}
    text = box_field(_("What I learned from you"), most=1000, rows=2)

    def __init__(self, *args: Any, partner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if partner:
            self.fields["text"].label = _("What I learned from %(name)s") % {"name": partner}
