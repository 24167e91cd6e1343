"""What a coordinator keeps about somebody: whom they report to is typed."""

import pytest

from programs.models import Person
from tests import make
from tests.programs.views.test_people import at, edit


@pytest.mark.parametrize(
    ("typed_as", "said"),
    [
        ("cleo@orchard.example", None),
        ("Cleo", None),
        ("E-7", None),
        ("Ada", "We know nobody here by this address, reference or name."),  # whom it is about
        ("Twin", "Several people here have this name. Give the address or reference."),
    ],
)
def test_line_manager_is_known_by_address_reference_or_name(world, sign_in, typed_as, said):
    Person.objects.filter(pk=world.cleo.pk).update(reference="E-7")
    for name in ("Twin", "Twin", "E-7"):
        make.enrolment(world.cohort, "mentor", make.person(world.orchard, name=name))
    address = at(world, "person_edit", world.ada.code)
    answer = sign_in(world.mira).post(address, edit(world.ada, line_manager=typed_as))
    world.ada.refresh_from_db()
    assert world.ada.line_manager == (None if said else world.cleo)
    assert said is None or answer.context["form"].errors == {"line_manager": [said]}


def test_line_manager_stays_who_they_are_where_nothing_else_is_typed(world, sign_in):
    """Also one whom this coordinator does not see; and goes when the field is emptied."""
    for manager in (world.cleo, make.person(make.organisation("Elsewhere"), name="Gus")):
        Person.objects.filter(pk=world.ada.pk).update(line_manager=manager)
        client, address = sign_in(world.mira), at(world, "person_edit", world.ada.code)
        shown = client.get(address).context["form"]["line_manager"].value()
        assert shown == ("cleo@orchard.example" if manager == world.cleo else "Gus")
        for typed_as, then in ((shown, manager), ("", None)):
            assert client.post(address, edit(world.ada, line_manager=typed_as)).status_code == 303
            world.ada.refresh_from_db()
            assert world.ada.line_manager == then
