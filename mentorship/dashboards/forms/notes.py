"""A coordinator's note to people of a cohort."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentorship.accounts.once import FormKeyMixin
from programs.queries.coordinator_notes import WHOM, WORDS, Recipients
from programs.queries.note_groups import GROUPS
from sessions.forms.answers import AnswerForm, box_field, line_field

WHO = {"both": _("Mentors and mentees"), "mentors": _("Mentors"), "mentees": _("Mentees")}
WHEN: dict[str, str | Promise] = {
    "daily": _("With their next daily mail: the subject and how it begins, and where to read it"),
    "now": _("Now, as a mail of its own"),
}
A_HAND = {
    "subject": _("A first date"),
    "text": _(
        "Hello {name},\n\n"
        "you and {partner} are matched, and a first meeting often waits for somebody to name a time. Half an hour "
        "is plenty, and it needs no agenda: what brought you here, and what would make the next months worthwhile?"
        "\n\n"
        "In your space you see the times that suit you both. If this is a bad month, say so: starting later is fine. "
        "And if a hand would help, answer this mail. It reaches me."
    ),
}
A_WHILE = {
    "subject": _("You and {partner}: time for a date?"),
    "text": _(
        "Hello {name},\n\n"
        "it has been a while since you and {partner} met. That happens, and one short meeting is often enough to "
        "find the thread again: half an hour, with the one question that is on your mind now.\n\n"
        "In your space you see the times that suit you both. If something stands in the way, or the two of you "
        "would rather stop, tell me. Both are fine."
    ),
}


class GroupForm(forms.Form):
    """Which people, where it is not mentorships: asked by GET, so that the number is seen before a word is written."""

    state = forms.ChoiceField(label=_("People"), required=False)
    q = forms.CharField(label=_("Name, address or department"), required=False, max_length=120)

    def __init__(self, *args: Any, counts: dict[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["state"]
        field.choices = [(key, f"{label} ({(counts or {}).get(key, 0)})") for key, label in GROUPS.items()]
        for each in self.fields.values():
            each.either = True  # type: ignore[attr-defined]


class NoteForm(FormKeyMixin, AnswerForm):
    """`seen` is the number of people the page spoke of: when there are others meanwhile, it is looked at once more."""

    readers = {"subject": "coordinator_note", "text": "coordinator_note"}
    whom = forms.ChoiceField(label=_("To whom"), choices=list(WHO.items()), widget=forms.RadioSelect)
    subject = line_field(_("Subject"), most=120)
    text = box_field(_("What you write"), most=4000, rows=10)
    when = forms.ChoiceField(label=_("When"), choices=list(WHEN.items()), widget=forms.RadioSelect)
    also_again = forms.BooleanField(required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nobody = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "{name}, {partner} and {next date} are filled in for each of them when the mail leaves."
        )

    def about(self, recipients: Recipients) -> "NoteForm":
        """The choices with the number of mails each would be."""
        self.nobody = not recipients.people
        field: Any = self.fields["whom"]
        field.choices = [(key, f"{WHO[key]} ({_mails(recipients.mails_to(key))})") for key in WHOM]
        if again := len(recipients.again):
            words = ngettext(
                "Also to the %(n)s person who has had a note today",
                "Also to the %(n)s people who have had a note today",
                again,
            )
            self.fields["also_again"].label = words % {"n": again}
        else:
            del self.fields["also_again"]
        return self

    def clean(self) -> dict[str, Any]:
        if self.nobody:
            self.add_error(None, _("Nobody is chosen yet."))
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("whom", "subject", "text")},
            "also_again": given.get("also_again", False),
            "now": given["when"] == "now",
        }


def with_word(given: Any) -> dict[str, Any] | None:
    """What was typed so far, with the word whose button was pressed at the end of the text; None: no such press."""
    if (word := given.get("put")) not in WORDS:
        return None
    text = given.get("text", "")
    gap = "" if not text or text[-1].isspace() else " "
    names = ("whom", "subject", "when")
    return {**{name: given.get(name, "") for name in names}, "text": f"{text}{gap}{{{word}}}"}


def _mails(count: int) -> str:
    return ngettext("%(n)s mail", "%(n)s mails", count) % {"n": count}
