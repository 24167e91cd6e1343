"""The list of people, taken along as a file and brought back: the same rows, though every name looks like a formula."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from programs.models import Enrolment, Person
from tests import make
from tests.formulas import SIXTY
from tests.world import World


def at(world: World, name: str, *more: int) -> str:
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code, *more])


def as_typed(text: str) -> str:
    """As a form or a file leaves it: white space at the edges and marks of byte order are nobody's name."""
    return " ".join(text.replace("\ufeff", "").split())


def rows() -> list[tuple[object, ...]]:
    people = Person.objects.order_by("pk").values_list("pk", "name", "email", "reference", "department")
    places = Enrolment.objects.order_by("pk").values_list("pk", "person", "role", "state", "capacity")
    return [*people, *places]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_people_taken_along_and_brought_back_are_here_already(world: World, sign_in, kind: str):
    mira: Client = sign_in(world.mira)
    for n, text in enumerate(SIXTY):
        who = make.person(world.orchard, name=as_typed(text), email=f"formula{n}@example.org")
        make.enrolment(world.cohort, ("mentor", "mentee")[n % 2], who)
    before = rows()
    taken = mira.get(at(world, "people"), {"as": kind})
    mira.post(at(world, "import_new"), {"file": SimpleUploadedFile(f"people.{kind}", taken.getvalue())})
    form = mira.get(at(world, "import_map", 1)).context["form"]
    suggested = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    mira.post(at(world, "import_map", 1), suggested)
    check = mira.get(at(world, "import_check", 1)).context["check"]
    assert (check.places, check.changed, check.to_fix) == (0, 0, 0)
    assert check.same == Enrolment.objects.filter(cohort=world.cohort).count()
    mira.post(at(world, "import_check", 1))
    assert rows() == before
