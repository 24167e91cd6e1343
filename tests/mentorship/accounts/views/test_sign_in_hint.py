"""A link in a mail leads to its page, by way of the sign-in page with the address filled in."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from mentorship.accounts.links import mailed_link, site_link
from mentorship.accounts.models import User

LOGIN = "/accounts/login/?next=%2Fmentorships%2Fk7f3%2F"


@pytest.fixture
def link(world) -> str:
    parts = urlsplit(mailed_link(world.ada.user, "/mentorships/k7f3/"))
    return f"{parts.path}?{parts.query}"


def test_a_mailed_link_stands_on_the_configured_site(world, settings):
    settings.SITE_URL = "https://mentoring.example.org"
    assert mailed_link(world.ada.user, "/x/").startswith("https://mentoring.example.org/open/")
    assert site_link("/x/") == "https://mentoring.example.org/x/"


def test_it_fills_in_the_address_and_signs_nobody_in(link):
    client = Client()
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    page = client.get(answer["Location"]).content.decode()
    assert page.count('value="ada@orchard.example"') == 2
    assert page.count('name="next" value="/mentorships/k7f3/"') == 2
    assert "_auth_user_id" not in client.session


def test_fetching_it_twenty_times_changes_nothing(link):
    """Scanners fetch the links of mails (RELIABILITY F16)."""
    before = list(User.objects.values_list("pk", "last_login"))
    for _ in range(20):
        assert Client().get(link).status_code == 302
    assert list(User.objects.values_list("pk", "last_login")) == before


def test_signed_in_it_goes_straight_to_the_page(link, world, sign_in):
    answer = sign_in(world.ada).get(link)
    assert (answer.status_code, answer["Location"]) == (302, "/mentorships/k7f3/")


def test_a_changed_signature_fills_in_nothing(world):
    client = Client()
    answer = client.get("/open/made-up:sig/?next=/today/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Ftoday%2F")
    assert "orchard.example" not in client.get(answer["Location"]).content.decode()


def test_a_deactivated_account_is_not_named(link, world):
    User.objects.filter(pk=world.ada.user_id).update(is_active=False)
    client = Client()
    assert "orchard.example" not in client.get(client.get(link)["Location"]).content.decode()


def test_next_to_another_site_goes_home(link):
    answer = Client().get(link.split("?")[0], {"next": "https://evil.example/"})
    assert answer["Location"] == "/accounts/login/?next=%2F"
