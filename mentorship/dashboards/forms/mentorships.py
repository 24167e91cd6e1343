"""What the list of mentorships is filtered and sorted by."""

from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from mentorship.dashboards.queries.mentorships import Wanted
from programs.models import Mentorship

BOXES = ("never_met", "no_date", "late", "unsigned", "bounced", "past_end")


class MentorshipsFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    not_met_weeks = forms.IntegerField(
        label=_("Not met for (weeks)"), required=False, min_value=1, max_value=520
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *Mentorship.State.choices]
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("By name")),
            ("quiet", _("Longest without a meeting first")),
            ("next", _("Next date first")),
            ("met", _("Fewest meetings first")),
            ("new", _("Newest first")),
        ],
    )
    never_met = forms.BooleanField(label=_("Never met"), required=False)
    no_date = forms.BooleanField(label=_("No next date"), required=False)
    late = forms.BooleanField(label=_("Due for a date"), required=False)
    unsigned = forms.BooleanField(label=_("Agreement not signed"), required=False)
    bounced = forms.BooleanField(label=_("Mail comes back"), required=False)
    past_end = forms.BooleanField(label=_("Past the planned end"), required=False)
    # Not shown: the list that “Send a hand” writes to.
    hand = forms.BooleanField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("q", "not_met_weeks", "state", "sort"):
            self.fields[name].either = True  # type: ignore[attr-defined]

    def chosen(self) -> Wanted:
        """What was understood; a value nobody could mean filters nothing and is named beside its field."""
        self.is_valid()
        given = self.cleaned_data
        boxes = {name: bool(given.get(name)) for name in (*BOXES, "hand")}
        return Wanted(
            state=given.get("state") or "",
            not_met_weeks=given.get("not_met_weeks"),
            q=given.get("q") or "",
            sort=given.get("sort") or "name",
            **boxes,
        )

    def page_number(self) -> int:
        return min(max(self.cleaned_data.get("page") or 1, 1), 100_000)

    def with_counts(self, counts: dict[str, int]) -> "MentorshipsFilter":
        """Each box says how many it would leave of all."""
        for name in BOXES:
            self[name].label = f"{self.fields[name].label} ({counts[name]})"
        return self


def kept(wanted: Wanted) -> dict[str, Any]:
    """What an address has to carry to say the same again."""
    facts = vars(wanted)
    given = {name: "on" if value is True else value for name, value in facts.items() if value}
    return {name: value for name, value in given.items() if (name, value) != ("sort", "name")}


def query_of(wanted: Wanted, **more: Any) -> str:
    return urlencode({**kept(wanted), **more})
