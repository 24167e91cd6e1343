"""An item of a program's library, and what somebody looks for in theirs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.forms import WordsFormField
from mentorship.lib.links import LinkField
from programs.models import LibraryItem
from programs.queries.guides import EVERYBODY, FOR_WHOM
from programs.queries.library import Wanted

MORE = ("text", "topics", "for_whom", "minutes", "language")


class LibraryItemForm(FormKeyMixin, forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Give it a title.")}
    )
    link = LinkField(help_text=_("Where it is, if it is on the web."))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A line that begins with # is a heading, one with - part of a list."),
    )
    topics = WordsFormField(
        label=_("Topics"), required=False, most=8, help_text=_("One on each line, such as “feedback”.")
    )
    for_whom = forms.ChoiceField(
        label=_("For whom"),
        required=False,
        initial=LibraryItem.ForWhom.EVERYBODY,
        choices=LibraryItem.ForWhom.choices,
    )
    minutes = forms.IntegerField(
        label=_("Minutes to read or watch"), required=False, min_value=1, max_value=600
    )
    language = forms.CharField(
        label=_("Language"), required=False, max_length=40, help_text=_("Such as “English”.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "item-%s")
        super().__init__(*args, **kwargs)
        for name in ("title", "link", "text"):
            self.fields[name].who = "program_text"  # type: ignore[attr-defined]
        self.fields["topics"].widget.attrs["rows"] = 3

    def facts(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in ("title", "link", *MORE)}
        return {**facts, "for_whom": facts["for_whom"] or LibraryItem.ForWhom.EVERYBODY}

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]

    @property
    def opens_more(self) -> bool:
        """Folded until something in it was written or is wrong."""
        plain = {"for_whom": LibraryItem.ForWhom.EVERYBODY}
        return any(
            self[name].errors or (self[name].value() or "") not in {"", plain.get(name, "")}
            for name in MORE
            if not isinstance(self[name].value(), list)
        ) or bool(self["topics"].value())


class LibraryItemEditForm(LibraryItemForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class LibraryFilter(forms.Form):
    """By words, role and topic, in the address; a value nobody could mean filters nothing."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=80, widget=forms.TextInput({"type": "search"})
    )
    role = forms.ChoiceField(
        label=_("For"),
        required=False,
        choices=[
            ("", _("anybody")),
            *((key, words) for key, words in FOR_WHOM.items() if key != EVERYBODY),
        ],
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, topics: list[str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "find-%s")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.either = True  # type: ignore[attr-defined]
        chosen: Any = [("", _("all topics")), *((topic, topic) for topic in topics or [])]
        self.fields["topic"].choices = chosen  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(given.get("q") or "", given.get("role") or "", given.get("topic") or "")
