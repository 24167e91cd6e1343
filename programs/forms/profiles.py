"""What somebody says about themselves: when they apply, and later on their profile."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.forms import WordsFormField
from programs.forms.asked import answers_in, field_name, field_of, missing_answers
from programs.forms.programs import ZoneField
from programs.models import Enrolment, Person, Question
from programs.models.enrolments import Role

DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
PARTS = (("am", _("Morning")), ("pm", _("Afternoon")), ("eve", _("Evening")))
HOURS = [
    (name, [(f"{day}-{part}", word) for part, word in PARTS])
    for day, name in zip(Person.DAYS, DAYS, strict=True)
]
ABOUT = ("name", "languages", "time_zone", "usual_hours", "contact", "shows_contact")


OWN = ("introduction", "department", "seniority", "notice_hours")
NOTICE = [
    (0, _("None")),
    (12, _("12 hours")),
    (24, _("A day")),
    (48, _("Two days")),
    (72, _("Three days")),
    (168, _("A week")),
]


class TimeGrid(forms.CheckboxSelectMultiple):
    """Seven days, three parts each."""

    template_name = "components/timegrid.html"


class AboutYou(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)
    languages = WordsFormField(
        label=_("Languages you are at ease in"),
        required=False,
        help_text=_("One on each line. You are only matched with somebody who shares one."),
    )
    time_zone = ZoneField(label=_("Your time zone"))
    usual_hours = forms.MultipleChoiceField(
        label=_("When you can usually meet"),
        choices=HOURS,
        required=False,
        widget=TimeGrid,
        help_text=_("Morning is 8–12, afternoon 12–17, evening 17–21, in your time zone."),
    )
    contact = forms.CharField(
        label=_("How I like to be reached"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as “a mail first, calls after lunch”."),
    )
    shows_contact = forms.BooleanField(
        label=_("Show this to the people I am matched with"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].widget.attrs["rows"] = 2
        for name, audience in self.audiences().items():
            self.fields[name].who = audience  # type: ignore[attr-defined]

    def audiences(self) -> dict[str, str]:
        return {"languages": "fitting", "usual_hours": "usual_hours", "contact": "contact"}

    def about(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ABOUT}


class ProfileForm(AboutYou):
    introduction = forms.CharField(
        label=_("A few words about you"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    department = forms.CharField(label=_("Department"), max_length=120, required=False)
    seniority = forms.TypedChoiceField(
        label=_("Experience"),
        choices=[("", _("Rather not say")), *Person.Seniority.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    notice_hours = forms.TypedChoiceField(
        label=_("Notice you need before a meeting"),
        choices=NOTICE,
        coerce=int,
        initial=24,
        required=False,
        help_text=_("No time nearer than this is offered to the people you are matched with."),
    )
    field_order = ["name", "introduction", "department", "seniority"]

    def audiences(self) -> dict[str, str]:
        return {**super().audiences(), "introduction": "introduction"}

    def clean_notice_hours(self) -> int:
        given = self.cleaned_data["notice_hours"]
        return 24 if given == "" else int(given)

    def facts(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in OWN}
        return {**self.about(), **own}


class WelcomeForm(AboutYou):
    """The first minute after "Join": the same facts, shorter."""


class SuggestedTopics(forms.MultipleChoiceField):
    """Topics to tick. What is ticked counts, also after the suggestions have changed: it is a word like a typed one."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Sequence[str]) -> None:
        super().__init__(label=_("Tick what fits"), choices=[(one, one) for one in choices], required=False)
        self.either = True  # leaves out “(optional)”

    def clean(self, value: Any) -> list[str]:
        return WordsFormField(required=False).to_python("\n".join(value or []))


# Each has a field `…_suggested` beside it.
TOPICS = ("topics_wanted", "topics_offered")


class JoinForm(FormKeyMixin, AboutYou):
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    roles = forms.MultipleChoiceField(
        label=_("You would like to be"),
        choices=[(Role.MENTEE, _("A mentee")), (Role.MENTOR, _("A mentor"))],
        widget=forms.CheckboxSelectMultiple,
    )
    goal_kind = forms.ChoiceField(
        label=_("What it is about"),
        choices=[("", _("Choose one")), *Enrolment.GoalKind.choices],
        required=False,
    )
    goal = forms.CharField(
        label=_("What you would like to reach"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A mentee says this in a sentence or two, in their own words."),
    )
    topics_wanted = WordsFormField(
        label=_("Topics you want to learn about"), required=False, help_text=_("One on each line.")
    )
    topics_offered = WordsFormField(
        label=_("Topics you can offer"), required=False, help_text=_("One on each line.")
    )
    expertise = WordsFormField(
        label=_("What you know well"),
        required=False,
        help_text=_("Fields, tools, languages of code: one on each line."),
    )
    done = forms.MultipleChoiceField(
        label=_("What you have been through yourself"),
        choices=Enrolment.GoalKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    origin = forms.ChoiceField(
        label=_("Where you come from"),
        choices=[("", _("Rather not say")), *Enrolment.Origin.choices],
        required=False,
    )
    capacity = forms.IntegerField(
        label=_("How many mentees at most"), min_value=1, max_value=20, initial=1, required=False
    )
    # Which version of the program's questions somebody looks at.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["name", "email", "roles"]

    def __init__(
        self,
        *args: Any,
        signed_in: bool = False,
        questions: Sequence[Question] = (),
        version_now: int = 0,
        suggested: Mapping[str, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """`questions`: what the program asks besides, in `version_now` of its form. `suggested`: for each field of
        topics, those that may be ticked.
        """
        super().__init__(*args, **kwargs)
        for name in TOPICS:
            self.fields[f"{name}_suggested"] = SuggestedTopics(choices=(suggested or {}).get(name, ()))
        self.questions, self.version_now = questions, version_now
        for one in questions:
            self.fields[field_name(one)] = field_of(one)
        for name in ("topics_wanted", "topics_offered", "expertise"):
            self.fields[name].widget.attrs["rows"] = 3
        self.fields["goal"].either = True  # type: ignore[attr-defined] # a mentee needs one, a mentor does not
        if signed_in:
            del self.fields["email"]

    def audiences(self) -> dict[str, str]:
        fitting = ("topics_wanted", "topics_offered", "expertise")
        own = dict.fromkeys(("goal", "done"), "enrolment_answers")
        return {**super().audiences(), **own, **dict.fromkeys(fitting, "fitting")}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in TOPICS:
            both = [*given.get(name, []), *given.get(f"{name}_suggested", [])]
            given[name] = WordsFormField(required=False).to_python("\n".join(both))
        if Role.MENTEE in given.get("roles", []) and not given.get("goal") and "goal" not in self.errors:
            self.add_error("goal", _("Say in a sentence what you would like to reach."))
        for name in missing_answers(self.questions, given.get("roles", []), given):
            self.add_error(name, _("This program needs an answer here."))
        if given.get("version") not in (None, self.version_now):
            changed = _(
                "The questions of this program changed meanwhile. Look through them and send it again."
            )
            self.add_error(None, changed)
        return given

    def asked(self, role: str) -> dict[str, str]:
        """The program's own questions of this role: code -> what was answered."""
        return answers_in([one for one in self.questions if one.is_for(role)], self.cleaned_data)

    def _asked_of(self, whom: str) -> list[BoundField]:
        return [self[field_name(one)] for one in self.questions if one.asked == whom]

    @property
    def of_everybody(self) -> list[BoundField]:
        return self._asked_of(Question.Asked.BOTH)

    @property
    def of_mentees(self) -> list[BoundField]:
        return self._asked_of(Question.Asked.MENTEES)

    @property
    def of_mentors(self) -> list[BoundField]:
        return self._asked_of(Question.Asked.MENTORS)

    def answers(self, role: str) -> dict[str, Any]:
        """The fields of the Enrolment in this role."""
        given = self.cleaned_data
        if role == Role.MENTOR:
            return {
                "topics": given["topics_offered"],
                "expertise": given["expertise"],
                "done": given["done"],
                "origin": given["origin"],
                "capacity": given["capacity"] or 1,
            }
        return {"goal": given["goal"], "goal_kind": given["goal_kind"], "topics": given["topics_wanted"]}
