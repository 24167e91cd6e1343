"""Whoever writes free text sees beside the field who can read it."""

import importlib
import inspect
from collections.abc import Callable, Iterator

import pytest
from django import forms

from matching.engine import DEFAULT_RULES, as_plain
from matching.models import Draft
from mentorship.notifications.kinds import KINDS
from programs.audiences import AUDIENCES, FIELDS, NOT_PRIVATE
from programs.queries.importing import read_sheet
from sessions.forms.agreement import TextPage
from tests.architecture.tree import ROOT, python_files

# Names of fields that rest private in some model, and of long ones that are not private on purpose.
PRIVATE_NAMES = {name.rsplit(".", 1)[1] for name in FIELDS} - {"content", "mapping", "name"}
OPEN_NAMES = {name.rsplit(".", 1)[1] for name in NOT_PRIVATE}
# Forms that need something to be built with.
BUILD: dict[str, Callable[[type[forms.BaseForm]], forms.BaseForm]] = {
    "mentorship.dashboards.forms.notifications.ChoicesForm": lambda form: form(kinds=list(KINDS), chosen={}),
    "sessions.forms.resources.ResourceForm": lambda form: form(partner="Ben"),
    "sessions.forms.meeting_page.ActionForm": lambda form: form(partner="Ben"),
    "sessions.forms.agreement.AgreementTextForm": lambda form: form(page=TextPage("Ben", None, [], [])),
    "matching.forms.preview.PreviewForm": lambda form: form(
        draft=Draft(weights={"topics": 5}, rules=as_plain(DEFAULT_RULES))
    ),
    "matching.forms.offers.FindForm": lambda form: form(topics=[], languages=[]),
    "matching.forms.ways.WishesForm": lambda form: form(others=[], most=3),
    "matching.forms.ways.VetoForm": lambda form: form(people=[]),
    "programs.forms.imports.ReadForm": lambda form: form(sheet=read_sheet("name\nIda\n"), encoding="UTF-8"),
    "programs.forms.hand_overs.HandOverForm": lambda form: form(takers=[]),
    "programs.forms.imports.ColumnsForm": lambda form: form(sheet=read_sheet("name\nIda\n"), mapping={}),
}


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form of ours, wherever it is declared under a `forms` module."""
    for path in python_files("programs", "matching", "sessions", "mentorship"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "forms" not in parts or "lib" in parts or "migrations" in parts:
            continue
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, forms.BaseForm) and found.__module__ == module.__name__:
                yield found


def is_free_text(name: str, field: forms.Field) -> bool:
    if (
        name in OPEN_NAMES
        or isinstance(field.widget, forms.HiddenInput)
        or not isinstance(field, forms.CharField)
    ):
        return False
    return isinstance(field.widget, forms.Textarea) or name in PRIVATE_NAMES


def silent_fields(form: forms.BaseForm) -> list[str]:
    """Free-text fields that do not say who can read them, or name an audience that is not in the table."""
    return [
        name
        for name, field in form.fields.items()
        if is_free_text(name, field) and getattr(field, "who", None) not in AUDIENCES
    ]


def built(form_class: type[forms.BaseForm]) -> forms.BaseForm:
    name = f"{form_class.__module__}.{form_class.__qualname__}"
    return BUILD[name](form_class) if name in BUILD else form_class()


@pytest.mark.parametrize(
    "form_class", list(form_classes()), ids=lambda one: f"{one.__module__}.{one.__qualname__}"
)
def test_free_text_says_who_can_see_it(form_class, db):
    assert silent_fields(built(form_class)) == []


def test_planted_silent_fields_are_found():
    class Planted(forms.Form):
        told = forms.CharField(widget=forms.Textarea)
        silent = forms.CharField(widget=forms.Textarea)
        made_up = forms.CharField(widget=forms.Textarea)
        went_well = forms.CharField()
        purpose = forms.CharField(widget=forms.Textarea)
        name = forms.CharField()

    form = Planted()
    form.fields["told"].who = "feedback"
    form.fields["made_up"].who = "everybody"
    assert silent_fields(form) == ["silent", "made_up", "went_well"]
