"""How every form of Trellis, and of allauth, is drawn."""

import re
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class FieldTemplates(TemplatesSetting):
    """One template for a field: label, hint, who can read it, control, error."""

    field_template_name = "components/field.html"


def split_words(text: str) -> list[str]:
    """Words from a text with one on each line, or separated by commas or semicolons; repeats dropped."""
    words = (" ".join(word.split()) for word in re.split(r"[\n,;]", text))
    return list(dict.fromkeys(word for word in words if word))


class WordsInput(forms.Textarea):
    """A textarea that shows a list with one word on each line."""

    def format_value(self, value: Any) -> str | None:
        return "\n".join(value) if isinstance(value, list) else value


class WordsFormField(forms.CharField):
    """Tags as one word (or few words) a line; cleaned to a list of at most `most` words of 80 characters."""

    widget = WordsInput

    def __init__(self, *, most: int = 30, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [word[:80] for word in split_words(value or "")][: self.most]
