"""An empty install gets its first owner."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from programs.actions.first_run import first_run_link
from programs.models import Cohort, Organisation, Person, StaffRole
from tests import make
from tests.programs.views.test_programs import typed as program_typed


def typed(**changes):
    you = {"your_name": "Olu", "email": "Olu@new.example", "organisation": "New house"}
    return {**program_typed(), **you, **changes}


@pytest.fixture
def link(db):
    return "/" + first_run_link().split("/", 3)[3]


def test_link_leads_to_the_page_and_is_printed(link, client, capsys):
    assert client.get(link).status_code == 200
    call_command("first_owner")
    assert capsys.readouterr().out.strip().endswith(link)


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_one_page_makes_owner_organisation_program_and_cohort(link, client, headers, status):
    answer = client.post(link, typed(), headers=headers)
    where = answer.headers.get("HX-Redirect") or answer["Location"]
    assert (answer.status_code, where) == (status, reverse("account_set_password"))
    olu = Person.objects.get(name="Olu")
    assert (olu.organisation.name, olu.organisation.time_zone) == ("New house", "Europe/Berlin")
    assert sorted(StaffRole.objects.of(olu.user).values_list("role", flat=True)) == ["coordinator", "owner"]
    assert Cohort.objects.get().program.name == "Spring"
    password = {"password1": "a long enough one", "password2": "a long enough one"}
    assert client.post(where, password).status_code == 302
    client.logout()
    credentials = {"login": "olu@new.example", "password": "a long enough one"}
    assert client.post(reverse("account_login"), credentials)["Location"] == reverse("dashboards:today")
    assert client.get(reverse("programs:programs")).status_code == 200


def test_link_leads_nowhere_once_there_is_an_owner(link, client, capsys):
    assert client.post(link, typed()).status_code == 303
    client.logout()
    assert client.get(link).status_code == 404
    assert client.post(link, typed(email="second@new.example")).status_code == 404
    assert (Organisation.objects.count(), first_run_link()) == (1, "")
    call_command("first_owner")
    assert "owner already" in capsys.readouterr().out


def test_page_with_a_made_up_token_is_not_there(db, client):
    for token in ("x", "é", "0" * 40):
        assert client.get(reverse("programs:first_run", args=[token])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"your_name": ""}, "your_name"),
        ({"email": "nobody"}, "email"),
        ({"organisation": "x" * 121}, "organisation"),
        ({"time_zone": ""}, "time_zone"),
        ({"ends_on": "2001-01-01"}, "ends_on"),
    ],
)
def test_page_with_bad_input_says_so_and_makes_nothing(link, client, changes, field):
    answer = client.post(link, typed(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert (Organisation.objects.count(), StaffRole.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_page_is_gone_while_somebody_owns_the_site(world, client):
    assert first_run_link() == ""
    make.owner(world.orchard)
    assert client.get("/start/anything/").status_code == 404
