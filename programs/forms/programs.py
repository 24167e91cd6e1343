"""A program, from a template or changed later, and the dates of a cohort."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from mentorship.accounts.zones import zone_names
from mentorship.lib import clock
from programs.actions.programs import Dates
from programs.models import Cohort, Program

Kind = Program.Kind


@dataclass(frozen=True)
class Template:
    key: str
    title: str | Promise
    text: str | Promise
    kind: str
    months: int
    rhythm_weeks: int


TEMPLATES = {
    one.key: one
    for one in (
        Template(
            "classic",
            _("Six months, classic"),
            _("Somebody experienced meets somebody who is learning, every four weeks."),
            Kind.CLASSIC,
            6,
            4,
        ),
        Template(
            "onboarding",
            _("Onboarding, 90 days"),
            _("A buddy for the first three months, every two weeks."),
            Kind.ONBOARDING,
            3,
            2,
        ),
        Template(
            "reverse",
            _("Reverse"),
            _("Juniors advise seniors, every four weeks for six months."),
            Kind.REVERSE,
            6,
            4,
        ),
        Template("peer", _("Peer"), _("Two people on the same level, every three weeks."), Kind.PEER, 6, 3),
        Template(
            "cross",
            _("Across departments"),
            _("Two people who would not meet otherwise, every four weeks."),
            Kind.CROSS,
            6,
            4,
        ),
    )
}


def zone_choices() -> list[tuple[str, str]]:
    return [("", "—"), *((name, name.replace("_", " ")) for name in zone_names())]


class ZoneField(forms.ChoiceField):
    """A time zone by name; the browser's own is chosen where nothing is."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(choices=zone_choices, **kwargs)
        self.widget.attrs["data-guess-zone"] = True


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not 2000 <= day.year <= 2100:
            raise ValidationError(_("Choose a day between the years 2000 and 2100."))
        return day


class DatesFields(forms.Form):
    cohort_name = forms.CharField(
        label=_("Name of the cohort"), max_length=120, help_text=_("Such as “Spring 2027”.")
    )
    enrol_from = DayField(label=_("Enrolment opens"))
    enrol_until = DayField(label=_("Enrolment closes"))
    starts_on = DayField(label=_("Starts"))
    ends_on = DayField(label=_("Ends"))

    def dates(self) -> Dates:
        given = self.cleaned_data
        return Dates(
            given["cohort_name"],
            *(given[key] for key in ("enrol_from", "enrol_until", "starts_on", "ends_on")),
        )


class CohortForm(FormKeyMixin, DatesFields):
    pass


class DuplicateForm(FormKeyMixin, DatesFields):
    """A program like another, with dates of its own."""

    name = forms.CharField(label=_("Name of the new program"), max_length=120)
    field_order = ["name", "cohort_name"]


class ProgramForm(forms.ModelForm):
    time_zone = ZoneField(help_text=_("Reminders and quarters follow it."))

    class Meta:
        model = Program
        fields = ("name", "purpose", "kind", "months", "rhythm_weeks", "time_zone", "gives_certificates")
        labels = {"gives_certificates": _("Whoever took part can download a certificate")}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "purpose": _("One or two sentences. Everybody who may apply reads them."),
            "gives_certificates": _(
                "A page with name, program, cohort, role and dates, once their mentorship has ended. No ratings."
            ),
        }

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewProgramForm(FormKeyMixin, DatesFields, ProgramForm):
    field_order = ["name", "purpose", "kind", "months", "rhythm_weeks", "time_zone"]


class FirstRunForm(NewProgramForm):
    """Everything an empty install needs, on one page."""

    your_name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    organisation = forms.CharField(label=_("Name of the organisation"), max_length=120)


def initial_dates(months: int) -> dict[str, Any]:
    """Enrolment for three weeks from today, a start one week later."""
    today = clock.now().date()
    starts = today + timedelta(days=28)
    return {
        "enrol_from": today,
        "enrol_until": today + timedelta(days=21),
        "starts_on": starts,
        "ends_on": starts + timedelta(days=round(months * 30.44)),
    }


def from_template(template: Template) -> dict[str, Any]:
    facts = {"kind": template.kind, "months": template.months, "rhythm_weeks": template.rhythm_weeks}
    return {**facts, **initial_dates(template.months)}


def dates_like(cohort: Cohort) -> dict[str, Any]:
    """The same days a year later, or as many years as it takes to lie ahead; a year in the name moves along."""
    years = 1
    while _later(cohort.starts_on, years) < clock.today(cohort.program.zone):
        years += 1
    before = dates_of(cohort)
    days = {name: _later(before[name], years) for name in before if name != "cohort_name"}
    moved = re.sub(r"\b20\d\d\b", lambda year: str(int(year[0]) + years), cohort.name)
    return {**days, "cohort_name": moved if moved != cohort.name else ""}


def _later(day: date, years: int) -> date:
    """29 February has no other year: the day before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def dates_of(cohort: Cohort) -> dict[str, Any]:
    names = ("enrol_from", "enrol_until", "starts_on", "ends_on")
    return {"cohort_name": cohort.name, **{name: getattr(cohort, name) for name in names}}
