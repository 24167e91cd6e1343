"""Feedback: two boxes first, one sentence in either is complete; the rest stands behind “Say more”."""

import json
from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.actions.feedback import MOST_POINTS, More, Point
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field
from sessions.models import FeedbackPoint, FeedbackRequest, FitAnswer

EITHER = ("went_well", "try_next")
MOMENT = ("situation", "observation", "effect")
POINTS = [(kind, place) for kind in FeedbackPoint.Kind.values for place in range(1, MOST_POINTS + 1)]


def _choices(answers: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=answers.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )


class FeedbackForm(FormKeyMixin, AnswerForm):
    """One sentence in either box is complete. A mentee is asked a little more; the first meeting asks for the fit."""

    readers = {
        **dict.fromkeys((*EITHER, *MOMENT, "more_of", "less_of"), "feedback"),
        **{f"{kind}_{place}": "feedback" for kind, place in POINTS},
        **{f"{kind}_{place}_strategy": "feedback" for kind, place in POINTS},
        "learned": "learning",
        "useful": "fit",
        "match": "fit",
    }
    went_well = box_field(_("What went well"), most=2000, required=False)
    try_next = box_field(_("One thing to try"), most=2000, required=False)
    situation = line_field(_("The situation"), most=1000, required=False)
    observation = line_field(_("What I saw"), most=1000, required=False)
    effect = line_field(_("Its effect"), most=1000, required=False)
    more_of = line_field(_("What I would like more of"), most=1000, required=False)
    less_of = line_field(_("What I would like less of"), most=1000, required=False)
    learned = box_field(_("What I learned from you"), most=1000, rows=2, required=False)
    useful = _choices(FitAnswer.Useful)
    match = _choices(FitAnswer.Match)

    def __init__(
        self, *args: Any, is_mentor: bool = False, is_first: bool = False, partner: str = "", **kwargs: Any
    ) -> None:
        self.base_fields = {**self.base_fields, **_point_fields()}  # type: ignore[misc]  # a copy of its own
        super().__init__(*args, **kwargs)
        for name in EITHER:
            self.fields[name].either = True  # type: ignore[attr-defined]
        self.fields["useful"].label = FitAnswer.Question.USEFUL.label
        self.fields["match"].label = FitAnswer.Question.MATCH.label
        self.fields["learned"].label = _("What I learned from %(name)s") % {"name": partner}
        for name in ("useful", "more_of", "less_of") if is_mentor else ():
            del self.fields[name]
        if not is_first:
            del self.fields["match"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for kind, place in POINTS:
            if given.get(f"{kind}_{place}_strategy") and not given.get(f"{kind}_{place}"):
                self.add_error(f"{kind}_{place}", _("Say in a few words what you saw."))
        return given

    def words(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        more = More.of({name: text for name, text in given.items() if isinstance(text, str)})
        points = tuple(
            Point(kind, given[f"{kind}_{place}"], given[f"{kind}_{place}_strategy"])
            for kind, place in POINTS
            if given[f"{kind}_{place}"]
        )
        return {**{name: given[name] for name in EITHER}, "more": _with(more, points)}

    def as_draft(self) -> str:
        """The boxes as they stand, to be kept for their author."""
        names = [name for name in self.fields if name not in {"form_key", "version"}]
        return json.dumps({name: text for name in names if (text := self.data.get(name, "")[:2000])})

    @property
    def moment(self) -> list[forms.BoundField]:
        return [self[name] for name in MOMENT]

    @property
    def wishes(self) -> list[forms.BoundField]:
        return [self[name] for name in ("more_of", "less_of") if name in self.fields]

    @property
    def points(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Strengths, then gaps: three rows each of what was seen and the way on."""
        return [
            (kind, [self._point(kind, place) for place in range(1, MOST_POINTS + 1)])
            for kind in FeedbackPoint.Kind.values
        ]

    def _point(self, kind: str, place: int) -> tuple[forms.BoundField, forms.BoundField]:
        return self[f"{kind}_{place}"], self[f"{kind}_{place}_strategy"]

    @property
    def opens_more(self) -> bool:
        """Folded until something in it was written or is wrong."""
        return any(self[name].value() or self[name].errors for name in self._behind())

    def _behind(self) -> Iterator[str]:
        return (name for name in self.fields if name not in {*EITHER, "match", "form_key", "version"})


class FeedbackChangeForm(FeedbackForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class _OnFeedback(FormKeyMixin, AnswerForm):
    """A form beside one piece of feedback among others: ids are told apart by its own."""

    @classmethod
    def on(cls, pk: int, data: Any = None) -> Self:
        return cls(data, auto_id=f"{cls.__name__.removesuffix('Form').lower()}-{pk}-%s")


class ReplyForm(_OnFeedback):
    readers = {"text": "feedback"}
    feedback = forms.CharField(widget=forms.HiddenInput, required=False)
    text = box_field(_("Reply"), most=2000, rows=2)


class TakeawayForm(_OnFeedback):
    readers = {"text": "feedback"}
    feedback = forms.CharField(widget=forms.HiddenInput, required=False)
    text = line_field(_("What I take from it"))
    due_on = DayField(label=_("By"), required=False)


class AskForm(FormKeyMixin, AnswerForm):
    readers = {"what": "feedback_request", "link": "feedback_request"}
    what = line_field(
        _("What would you like feedback on?"),
        help_text=_("A talk, a document, a decision: say where you are with it."),
    )
    wants = forms.ChoiceField(
        label=_("What would help you most?"),
        choices=FeedbackRequest.Wants.choices,
        initial=FeedbackRequest.Wants.ANYTHING,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Give a link that begins with https://.")},
    )
    until = DayField(label=_("By when"), required=False)


class AnswerRequestForm(FormKeyMixin, AnswerForm):
    """Three prompts; one sentence in any of them is an answer."""

    readers = {"went_well": "feedback", "try_next": "feedback", "clarity": "feedback"}
    went_well = box_field(_("What works"), most=2000, rows=2, required=False)
    try_next = box_field(_("One thing to improve"), most=2000, rows=2, required=False)
    clarity = box_field(_("Is it clear?"), most=2000, rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.readers:
            self.fields[name].either = True  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "went_well": given["went_well"],
            "try_next": given["try_next"],
            "more": More(clarity=given["clarity"]),
        }


def _point_fields() -> dict[str, forms.CharField]:
    found = {}
    for kind, place in POINTS:
        strength = kind == FeedbackPoint.Kind.STRENGTH
        seen = _("A strength I see") if strength else _("A gap I see")
        way = _("How to use it more") if strength else _("A way to close it")
        found[f"{kind}_{place}"] = line_field(seen, required=False)
        found[f"{kind}_{place}_strategy"] = line_field(way, required=False)
    return found


def _with(more: More, points: tuple[Point, ...]) -> More:
    return More(**{**vars(more), "points": points})
