"""How pairs come about in a program; whom somebody wishes for, whom never."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from matching.models import PairingWay, Way
from mentorship.accounts.once import FormKeyMixin
from programs.models import Enrolment

WISHES = [
    (0, _("Nobody is asked")),
    (1, _("One person")),
    (3, _("Up to three people")),
    (5, _("Up to five people")),
]
DAYS = [(3, _("3 days")), (7, _("7 days")), (10, _("10 days")), (14, _("14 days"))]


class WayForm(forms.ModelForm):
    way = forms.ChoiceField(label=_("How a pair begins"), choices=Way.choices, widget=forms.RadioSelect)
    answer_days = forms.TypedChoiceField(
        label=_("Time to answer"),
        choices=DAYS,
        coerce=int,
        help_text=_("A proposal or an ask ends by itself after it, with one reminder two days before."),
    )
    trial_call = forms.BooleanField(
        label=_("A first call of 15 to 30 minutes before it counts"),
        required=False,
        help_text=_("After it each says yes once more. Either may stop, and gives the other no reason."),
    )
    wishes = forms.TypedChoiceField(
        label=_("Whom people would like to be matched with"),
        choices=WISHES,
        coerce=int,
        help_text=_(
            "Mentors and mentees then see the names, topics and introductions of those on the other side. "
            "You read whom they named; whoever is named does not."
        ),
    )

    class Meta:
        model = PairingWay
        fields = ("way", "answer_days", "trial_call", "wishes")

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class WishesForm(forms.Form):
    """One list for each rank; empty ones are left out."""

    def __init__(self, *args: Any, others: Sequence[Enrolment], most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {one.code: one for one in others}
        choices = [("", _("Nobody")), *((one.code, _named(one)) for one in others)]
        for rank in range(1, most + 1):
            self.fields[f"wish_{rank}"] = forms.ChoiceField(
                label=_now("Number %(rank)s") % {"rank": rank}, choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        above: set[str] = set()
        for name, code in list(self.cleaned_data.items()):
            if code and code in above:
                self.add_error(name, _now("You named this person above already."))
            above.add(code)
        return self.cleaned_data

    def named(self) -> list[Enrolment]:
        return [self.others[code] for code in self.cleaned_data.values() if code]


def _named(place: Enrolment) -> str:
    topics = ", ".join(place.topics[:3])
    return f"{place.person.shown_name} ({topics})" if topics else place.person.shown_name


class VetoForm(FormKeyMixin, forms.Form):
    """`people`: (code, name) of those one may name."""

    person = forms.ChoiceField(
        label=_("Who"),
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose from the list.")},
    )
    reason = forms.CharField(
        label=_("Why, for yourself"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [("", _("Choose one")), *people]
        self.fields["reason"].who = "veto"  # type: ignore[attr-defined]
