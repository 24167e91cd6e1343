"""Adding somebody to a cohort, and what a coordinator keeps about them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.forms import WordsFormField
from programs.forms.programs import ZoneField
from programs.models import Person
from programs.models.enrolments import Role
from programs.queries.people_list import BOUNCED, STATES

EDITED = (
    "name", "email", "reference", "department", "seniority", "line_manager", "languages", "time_zone"
)  # fmt: skip


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Name, address or department"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Any role")), *Role.choices])
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any state")), *STATES.items(), (BOUNCED, _("mail comes back"))],
    )
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, Any]:
        """What was understood; the rest of a query string somebody made up is ignored."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return {
            "q": given.get("q") or "",
            "role": given.get("role") or "",
            "state": given.get("state") or "",
            "page": min(given.get("page") or 1, 100_000),
        }


class NewPersonForm(FormKeyMixin, forms.Form):
    """An address or a reference is enough, so neither is called optional."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("They sign in with it. Leave it out if you only have a reference of your own."),
    )
    reference = forms.CharField(
        label=_("Own reference"),
        required=False,
        max_length=80,
        help_text=_("Such as a staff number. Enough to be matched; an address can come later."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Role"),
        choices=[(Role.MENTOR, _("Mentor")), (Role.MENTEE, _("Mentee"))],
        widget=forms.CheckboxSelectMultiple,
    )
    capacity = forms.IntegerField(
        label=_("Places as a mentor"),
        initial=1,
        min_value=0,
        max_value=20,
        required=False,
        help_text=_("How many mentees at the same time."),
    )
    department = forms.CharField(label=_("Department"), required=False, max_length=120)
    invite = forms.BooleanField(
        label=_("Invite now"),
        required=False,
        initial=True,
        help_text=_("They get a link and take part once they say yes. Otherwise they take part at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("email", "reference"):
            self.fields[name].either = True  # type: ignore[attr-defined]

    def clean_capacity(self) -> int:
        given: int | None = self.cleaned_data["capacity"]
        return 1 if given is None else given

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "form_key"}


class LateMenteeForm(FormKeyMixin, forms.Form):
    """Somebody who comes after the matching. `mentor` is the code of a place with room."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    reference = forms.CharField(
        label=_("Own reference"),
        required=False,
        max_length=80,
        help_text=_("Such as a staff number. Enough to be matched; an address can come later."),
    )
    mentor = forms.ChoiceField(label=_("Mentor"), required=False)

    def __init__(self, *args: Any, mentors: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = [("", _("Nobody yet")), *mentors]  # type: ignore[attr-defined]
        for name in ("email", "reference", "mentor"):
            self.fields[name].either = True  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "email", "reference")}


class PersonForm(forms.ModelForm):
    """The line manager is typed, not chosen: an organisation of thousands would be thousands of options."""

    line_manager = forms.CharField(
        label=_("Line manager"),
        required=False,
        max_length=254,
        help_text=_("Their e-mail address, reference or name. The two are never matched with each other."),
    )
    languages = WordsFormField(label=_("Languages"), required=False, help_text=_("One on each line."))
    time_zone = ZoneField(required=False)

    class Meta:
        model = Person
        fields = EDITED

    def __init__(self, *args: Any, managers: "QuerySet[Person] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.managers = Person.objects.none() if managers is None else managers
        self.manager: Person | None = self.initial.get("line_manager")
        self.initial["line_manager"] = self._manager_as_typed()
        self.fields["languages"].widget.attrs["rows"] = 3
        self.fields["languages"].who = "fitting"  # type: ignore[attr-defined]
        self.fields["time_zone"].widget.attrs.pop("data-guess-zone", None)  # it would be the coordinator's

    def _manager_as_typed(self) -> str:
        """One whom this coordinator cannot see is named as on the person page."""
        if self.manager is None:
            return ""
        seen = self.managers.filter(pk=self.manager.pk).exists()
        return (seen and (self.manager.email or self.manager.reference)) or self.manager.shown_name

    def clean_line_manager(self) -> Person | None:
        typed = self.cleaned_data["line_manager"]
        if typed == self.initial["line_manager"]:
            return self.manager
        if not typed:
            return None
        # A name may be another's reference: what is one person's alone is looked for first.
        for known_by in (Q(email__iexact=typed) | Q(reference=typed), Q(name__iexact=typed)):
            found = list(self.managers.filter(known_by)[:2])
            if len(found) > 1:
                raise ValidationError(_("Several people here have this name. Give the address or reference."))
            if found:
                return found[0]
        raise ValidationError(_("We know nobody here by this address, reference or name."))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "email" not in self.errors and not given.get("email") and not given.get("reference"):
            self.add_error("email", _("Give an e-mail address or a reference of your own."))
        return given

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in EDITED}


class CapacityForm(forms.Form):
    """One for each role on the person page; `auto_id` tells them apart."""

    capacity = forms.IntegerField(label=_("Capacity"), min_value=0, max_value=20)


class PairForm(forms.Form):
    partner = forms.ChoiceField(label=_("Pair with"))

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[tuple[str, str]] = (),
        against: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """`against`: the rules that the chosen one would break, to be read before the two are paired all the same."""
        super().__init__(*args, **kwargs)
        self.against = against
        self.fields["partner"].choices = [("", _("Choose a person")), *candidates]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.against:
            words = _(
                "Your rules would not allow this pair: %(rules)s. Pair them all the same, or choose another."
            )
            self.add_error("partner", words % {"rules": "; ".join(self.against)})
        return given


class CoordinatorForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
