"""The boxes of rhythm and rest, of help, of an ending and its story."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.models import Channel, EndingAnswer, EndReason, HelpRequest
from sessions.actions.rhythm import NewRhythm
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field
from sessions.queries.changes import MINUTES, WEEKS

NEVER = _("Never match the two of us again")
ONLY_MINE = _("Only you know that you said so: not your partner, not the coordinators.")


class RhythmForm(FormKeyMixin, AnswerForm):
    weeks = forms.TypedChoiceField(label=_("How often"), choices=WEEKS, coerce=int)
    minutes = forms.TypedChoiceField(label=_("How long"), choices=MINUTES, coerce=int)
    channel = forms.ChoiceField(
        label=_("How"), choices=[("", _("as until now")), *Channel.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks, minutes = (self.initial.get(name) for name in ("weeks", "minutes"))
        if weeks and weeks not in dict(WEEKS):  # the program's own: it must not change by being shown
            self._offer("weeks", weeks, _("every %(n)s weeks") % {"n": weeks})
        if minutes and minutes not in dict(MINUTES):
            self._offer("minutes", minutes, _("%(n)s minutes") % {"n": minutes})

    def _offer(self, name: str, value: int, words: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [*field.choices, (value, words)]

    def rhythm(self) -> NewRhythm:
        given = self.cleaned_data
        channel = given["channel"] or self.initial.get("channel", "")
        return NewRhythm(given["weeks"], given["minutes"], channel)


class PauseForm(FormKeyMixin, AnswerForm):
    readers = {"line": "pause_line"}
    until = DayField(label=_("Until"))
    line = line_field(
        _("A line to your partner"), required=False, help_text=_("Such as “Exams until 10 January”.")
    )


class RaiseForm(FormKeyMixin, AnswerForm):
    readers = {"title": "agenda"}
    title = line_field(_("How you would say it"))


class QuestionForm(FormKeyMixin, AnswerForm):
    readers = {"text": "request"}
    text = box_field(_("Your question"), most=2000, rows=4)


class OtherMatchForm(FormKeyMixin, AnswerForm):
    readers = {"text": "request"}
    wish = forms.ChoiceField(
        label=_("What happens meanwhile?"),
        choices=HelpRequest.Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens meanwhile.")},
    )
    text = box_field(_("Anything that helps to find somebody who fits"), most=2000, rows=4, required=False)
    never = forms.BooleanField(label=NEVER, help_text=ONLY_MINE, required=False)


class ConcernForm(FormKeyMixin, AnswerForm):
    """`messages` are offered one by one; nothing goes along that was not ticked."""

    readers = {"text": "concern"}
    text = box_field(_("What happened?"), most=5000, rows=6)
    stops_contact = forms.BooleanField(
        label=_("Pause contact at once: no messages, no mails, meetings ahead are called off"),
        required=False,
    )
    messages = forms.MultipleChoiceField(
        label=_("Messages that go along"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offered:
            self.fields["messages"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["messages"]


class LetterForm(AnswerForm):
    readers = {"text": "letter"}
    text = box_field(
        _("Your letter"),
        most=10_000,
        rows=14,
        required=False,
        help_text=_("What you saw, what you learned, what you wish the other."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].either = True  # type: ignore[attr-defined] # a draft may be empty


SCALES = {
    "useful": _("These months were useful to me"),
    "at_ease": _("I could say what was on my mind"),
    "well_run": _("The program around us was well run"),
}


class EndingAnswerForm(AnswerForm):
    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=EndReason.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Each is as good as the others."),
    )
    outcome = forms.ChoiceField(
        label=_("What did it bring you most of all?"),
        choices=[("", _("Rather not say")), *EndingAnswer.Outcome.choices],
        required=False,
    )
    useful = forms.TypedChoiceField(label=SCALES["useful"], coerce=int, empty_value=None, required=False)
    at_ease = forms.TypedChoiceField(label=SCALES["at_ease"], coerce=int, empty_value=None, required=False)
    well_run = forms.TypedChoiceField(label=SCALES["well_run"], coerce=int, empty_value=None, required=False)
    stays_in_touch = forms.BooleanField(
        label=_("I would like to stay in touch: a note from one of us every few months"), required=False
    )
    never = forms.BooleanField(label=NEVER, help_text=ONLY_MINE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SCALES:
            scale: Any = self.fields[name]
            scale.choices = [("", _("Rather not say")), *EndingAnswer.Agreement.choices]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "never"}


class StoryForm(AnswerForm):
    readers = {"text": "story"}
    text = box_field(
        _("Your story"),
        most=4000,
        rows=8,
        help_text=_("What somebody who thinks about mentoring would like to know. Names only if you want."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
