"""The page of a program's safeguarding contacts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import SafeguardingContact
from tests import make


def at(world, name="program_contacts"):
    return reverse(f"programs:{name}", args=[world.program.code])


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_contact_is_added_and_removed(world, sign_in, headers, status):
    client = sign_in(world.mira)
    typed = {"name": "Judith Avery", "email": "judith@orchard.example"}
    assert client.post(at(world), typed, headers=headers).status_code == status
    page = client.get(at(world)).content.decode()
    assert "Judith Avery" in page
    sams = SafeguardingContact.objects.get(user=world.sam)
    removed = client.post(at(world, "contact_remove"), {"contact": sams.pk}, headers=headers)
    assert (removed.status_code, SafeguardingContact.objects.get().user.email) == (status, typed["email"])
    last = client.post(at(world, "contact_remove"), {"contact": SafeguardingContact.objects.get().pk})
    assert last.status_code == 409
    assert "only safeguarding contact" in last.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "email": "x@orchard.example"}, "name"),
        ({"name": "Kept", "email": "nothing"}, "email"),
        ({"name": "Kept", "email": "mira@orchard.example"}, "email"),
    ],
)
def test_contact_with_bad_input_or_who_coordinates_is_refused_beside_the_field(world, sign_in, typed, field):
    answer = sign_in(world.mira).post(at(world), typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert f'value="{typed["email"]}"' in answer.content.decode()


def test_contact_of_another_program_is_not_there(world, sign_in):
    make.safeguarding_contact(make.program(world.orchard))
    foreign = SafeguardingContact.objects.exclude(program=world.program).get()
    for pk in (foreign.pk, "x", ""):
        assert sign_in(world.mira).post(at(world, "contact_remove"), {"contact": pk}).status_code == 404


def test_page_takes_the_same_few_statements_for_many_contacts(world, sign_in):
    client, counts = sign_in(world.mira), []
    for wanted in (1, 3, 30):
        while SafeguardingContact.objects.count() < wanted:
            make.safeguarding_contact(world.program)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(at(world)).content.decode().count("data-row") == wanted
        counts.append(len(taken))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12
