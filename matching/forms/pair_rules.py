"""Two people by name, address or reference; or many lines of them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.actions.pair_rules import Wanted
from matching.models import PairRule
from matching.queries.pair_rules import Register
from mentorship.accounts.models import User
from mentorship.accounts.once import FormKeyMixin
from programs import policies
from programs.models import Person

MOST_LINES = 500
LONGEST = 300


class PairRuleForm(FormKeyMixin):
    kind = forms.ChoiceField(
        label=gettext_lazy("What holds for them"),
        choices=[
            (PairRule.Kind.APART, gettext_lazy("Never together")),
            (PairRule.Kind.TOGETHER, gettext_lazy("Keep together: they go on as a pair when matching runs")),
        ],
        initial=PairRule.Kind.APART,
        widget=forms.RadioSelect,
    )
    one = forms.CharField(label=gettext_lazy("One of them"), max_length=254, required=False)
    other = forms.CharField(label=gettext_lazy("The other"), max_length=254, required=False)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=LONGEST, required=False)
    lines = forms.CharField(
        label=gettext_lazy("Pairs, one on each line"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One; the other; why. Paste it from a sheet, if you like."),
    )

    def __init__(
        self, *args: Any, register: Register | None = None, by: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.by = register or Register({}), by
        for name in ("reason", "lines"):
            self.fields[name].who = "pair_rule"  # type: ignore[attr-defined]
        for name in ("one", "other", "lines"):
            self.fields[name].either = True  # type: ignore[attr-defined] # a pair or lines

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        self.wanted: list[Wanted] = []
        if given.get("one") or given.get("other") or not given.get("lines"):
            self._one_pair(given)
        for number, line in enumerate(given.get("lines", "").splitlines()[: MOST_LINES + 1], 1):
            if line.strip():
                self._line(number, line)
        if len(self.wanted) > MOST_LINES:
            self.add_error("lines", _("Five hundred lines at a time are enough."))
        return given

    def _one_pair(self, given: dict[str, Any]) -> None:
        found = [self._person(given.get(name, ""), name) for name in ("one", "other")]
        if found[0] is not None and found[1] is not None:
            if found[0].pk == found[1].pk:
                self.add_error("other", _("This is the same person twice."))
            elif own := self._own(found[0], found[1]):
                self.add_error("other" if policies.may_pair([found[0]], self.by) else "one", own)
            else:
                self.wanted.append(Wanted(found[0], found[1], given.get("reason", "")))

    def _own(self, *people: Person) -> str:
        return str(policies.may_pair(people, self.by).reason)

    def _person(self, text: str, field: str) -> Person | None:
        people = self.register.find(text)
        if len(people) != 1:
            self.add_error(field, _whom(text, len(people)))
            return None
        return people[0]

    def _line(self, number: int, line: str) -> None:
        """The first thing wrong with a line is said with its number."""
        cells = [
            cell.strip()
            for cell in re.split(r"[;\t]" if re.search(r"[;\t]", line) else ",", line, maxsplit=2)
        ]
        if len(cells) < 2:
            self.add_error(
                "lines", _("Line %(n)s: write two people, with a semicolon between them.") % {"n": number}
            )
            return
        people = [self.register.find(cell) for cell in cells[:2]]
        for cell, found in zip(cells, people, strict=False):
            if len(found) != 1:
                self.add_error("lines", _at(number, _whom(cell, len(found))))
                return
        if people[0][0].pk == people[1][0].pk:
            self.add_error("lines", _at(number, _("This is the same person twice.")))
            return
        if own := self._own(people[0][0], people[1][0]):
            self.add_error("lines", _at(number, own))
            return
        self.wanted.append(Wanted(people[0][0], people[1][0], "".join(cells[2:])[:LONGEST]))


def _at(number: int, sentence: str) -> str:
    return _("Line %(n)s: %(sentence)s") % {"n": number, "sentence": sentence}


def _whom(text: str, count: int) -> str:
    if not text:
        return _("Write a name, an address or a reference.")
    if count:
        return _("Several people are called “%(text)s”. Write the address.") % {"text": text[:80]}
    return _("Nobody in this program is called “%(text)s”.") % {"text": text[:80]}
