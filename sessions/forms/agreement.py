"""What one answers alone, and the text both make of it: three questions first, the rest behind “more”."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.forms.agreements import OwnFields, TermsFields
from programs.models.agreements import FIRST, MORE, OWN
from programs.queries.agreement_words import Difference
from sessions.forms.answers import AnswerForm

TEXTS = (*TermsFields.TEXTS, *OWN)
MINE, THEIRS, BOTH, OTHER = "mine", "theirs", "both", "other"


class Folded(TermsFields, OwnFields, AnswerForm):
    """First what makes an agreement, then the rest. Each may stay empty, which need not be said at each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.either = True  # type: ignore[attr-defined]

    def own(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in OWN}

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in (*OWN, *MORE)]

    @property
    def opens_more(self) -> bool:
        """Folded until something in it is wrong."""
        return any(field.errors for field in self.more)


class AgreementAnswerForm(FormKeyMixin, Folded):
    """Alone: the partner reads it once they have written as well."""

    readers = dict.fromkeys(TEXTS, "agreement_answer")

    def words(self) -> dict[str, Any]:
        return {**self.terms(), **self.own()}


@dataclass(frozen=True)
class TextPage:
    """What the editor lies on: the latest text, both opened answers (one's own first), where they differ."""

    partner: str
    latest: Any
    answers: list[Any]
    differences: list[Difference]


class AgreementTextForm(FormKeyMixin, Folded):
    """The text of both. Where two answers differ, each difference is settled by one choice or in other words."""

    readers = dict.fromkeys(TEXTS, "agreement")
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)

    def __init__(self, *args: Any, page: "TextPage", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner, self.latest, self.answers = page.partner, page.latest, page.answers
        self.differences = page.differences
        for one in page.differences:
            self.fields[one.key].label = _("%(what)s, in other words") % {"what": one.label}
            self.fields[f"{one.key}_take"] = forms.ChoiceField(
                label=one.label,
                choices=self._ways(one),
                required=False,
                initial="" if one.is_open else OTHER,
                widget=forms.RadioSelect,
            )
            self.fields[f"{one.key}_take"].either = True  # type: ignore[attr-defined]

    def _ways(self, one: Difference) -> list[tuple[str, Any]]:
        """Each answer is a choice, in its own words."""
        ways: list[tuple[str, Any]] = []
        if one.mine:
            ways.append((MINE, _("You: %(words)s") % {"words": one.mine}))
        if one.theirs:
            ways.append((THEIRS, _("%(name)s: %(words)s") % {"name": self.partner, "words": one.theirs}))
        if one.key in TermsFields.TEXTS and len(ways) == 2:
            ways.append((BOTH, _("Both, one below the other")))
        return [*ways, (OTHER, _("Other words, written below")), ("", _("Leave it open for now"))]

    def clean(self) -> dict[str, Any]:
        """A choice fills its field; words written without a choice count. Both at once: one of them must go."""
        given = super().clean() or self.cleaned_data
        for one in self.differences:
            if (way := given.get(f"{one.key}_take", "")) not in {MINE, THEIRS, BOTH}:
                continue
            taken, written = self._taken(one.key, way), given.get(one.key)
            if written not in (None, "", taken, getattr(self.latest, one.key)):
                self.add_error(
                    one.key, _("You chose an answer and wrote other words too. Keep one of the two.")
                )
            given[one.key] = taken
        return given

    def _taken(self, key: str, way: str) -> Any:
        mine, theirs = (getattr(answer, key) for answer in self.answers)
        if way == BOTH:
            return f"{mine}\n\n{theirs}"[:1000]
        return mine if way == MINE else theirs

    @property
    def settled(self) -> list[tuple[Difference, forms.BoundField, forms.BoundField]]:
        """Each difference with its choice and its field for other words."""
        return [(one, self[f"{one.key}_take"], self[one.key]) for one in self.differences]

    @property
    def first(self) -> list[forms.BoundField]:
        return [field for field in super().first if field.name not in self._apart]

    @property
    def more(self) -> list[forms.BoundField]:
        return [field for field in super().more if field.name not in self._apart]

    @property
    def _apart(self) -> set[str]:
        return {one.key for one in self.differences}
