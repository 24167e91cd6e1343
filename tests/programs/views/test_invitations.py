"""The page of an invitation, and what its two buttons do."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.actions.invitations import invite, invite_coordinator, link_to_copy
from programs.models import Invitation, StaffRole
from tests import make


@pytest.fixture
def invitation(world):
    gus = make.person(world.orchard, "Gus", email="gus@orchard.example")
    return invite(enrolment=make.enrolment(world.cohort, "mentee", gus, state="applied"), by=world.mira)


def at(invitation, name="invitation"):
    return reverse(f"programs:{name}", args=[invitation.token])


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_looking_says_who_asks_for_what_and_changes_nothing(invitation, client):
    page = client.get(at(invitation))
    shown = page.context["page"]
    assert (shown.role, shown.asked_by, shown.email) == (
        "mentee",
        "mira@orchard.example",
        "gus@orchard.example",
    )
    client.head(at(invitation))
    invitation.refresh_from_db()
    assert (invitation.used_at, invitation.enrolment.state, signed_in_as(client)) == (None, "applied", None)


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_joining_signs_in_and_gives_the_place(invitation, client, headers, status):
    answer = client.post(at(invitation), headers=headers)
    where = answer.headers.get("HX-Redirect") or answer["Location"]
    assert (answer.status_code, where) == (status, reverse("programs:welcome"))
    invitation.refresh_from_db()
    invitation.enrolment.refresh_from_db()
    assert (invitation.enrolment.state, signed_in_as(client)) == ("accepted", str(invitation.user_id))
    assert EmailAddress.objects.get(user=invitation.user).verified is True
    welcome = client.get(where)
    assert reverse("account_set_password") in welcome.text
    assert client.get(reverse("account_set_password")).status_code == 200


def test_joining_works_once(invitation, client, django_user_model):
    client.post(at(invitation))
    client.logout()
    for _ in range(2):
        again = client.post(at(invitation))
        assert (again.status_code, signed_in_as(client)) == (410, None)
    assert client.get(at(invitation)).status_code == 410


def test_link_signs_nobody_into_an_account_that_was_used(world, client, sign_in):
    """A coordinator may copy a link: it must not open Ada's account, where her mentee's words are."""
    sign_in(world.ada)
    copied = invite(enrolment=world.enrolment(world.ada), by=world.mira)
    answer = client.post(at(copied))
    assert (answer.status_code, signed_in_as(client)) == (302, None)
    assert "/open/" in answer["Location"]
    copied.refresh_from_db()
    assert copied.used_at is None


@pytest.mark.parametrize("mail_works", (True, False))
def test_copied_link_of_an_unmatched_person_asks_for_a_code_once_mail_works(
    world, client, settings, invitation, mail_works
):
    settings.MAIL_WORKS = mail_works
    copied = link_to_copy(enrolment=invitation.enrolment, by=world.mira)
    looked = client.get(at(copied))
    assert ("we send a code to gus@orchard.example" in looked.text) is mail_works
    answer = client.post(at(copied))
    if mail_works:
        assert (answer.status_code, signed_in_as(client)) == (302, None)
        client.get(answer["Location"])
        assert client.session["sign_in_email"] == "gus@orchard.example"
    else:
        assert (answer.status_code, signed_in_as(client)) == (303, str(copied.user_id))
        assert EmailAddress.objects.get(user=copied.user).verified is False


def test_person_added_by_the_second_address_of_an_account_joins_with_it(world, client):
    EmailAddress.objects.create(user=world.eve.user, email="second@n.example", verified=True)
    known = make.person(world.orchard, "E", email="second@n.example")
    made = invite(enrolment=make.enrolment(world.cohort, "mentee", known, state="applied"), by=world.mira)
    assert made.user == world.eve.user
    assert (client.post(at(made)).status_code, signed_in_as(client)) == (302, None)
    client.force_login(world.eve.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(at(made)).status_code == 303


@pytest.mark.parametrize("mail_works", (True, False))
def test_link_to_coordinate_opens_no_account_of_somebody_matched(world, client, settings, mail_works):
    settings.MAIL_WORKS = mail_works
    asked = invite_coordinator(program=world.program, email="ada@orchard.example", by=world.mira)
    assert (client.post(at(asked)).status_code, signed_in_as(client)) == (302, None)


@pytest.mark.parametrize("who", ("otto@orchard.example", "eve@elsewhere.example"))
def test_link_signs_nobody_into_an_account_with_a_role_or_a_place_elsewhere(world, client, who):
    place = make.enrolment(
        world.cohort, "mentee", make.person(world.orchard, "X", email=who), state="applied"
    )
    assert client.post(at(invite(enrolment=place, by=world.mira))).status_code == 302
    assert signed_in_as(client) is None


def test_invited_person_with_an_account_joins_signed_in(world, sign_in):
    client = sign_in(world.ada)
    again = invite(
        enrolment=make.enrolment(world.cohort, "mentee", world.ada, state="applied"), by=world.mira
    )
    assert client.post(at(again)).status_code == 303
    again.enrolment.refresh_from_db()
    assert again.enrolment.state == "accepted"


def test_invitation_of_somebody_else_is_told_so_and_not_used(world, invitation, sign_in):
    client = sign_in(world.ben)
    for answer in (
        client.get(at(invitation)),
        client.post(at(invitation)),
        client.post(at(invitation, "invitation_decline")),
    ):
        assert answer.status_code == 409
        assert "gus@" not in answer.text
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_declining_takes_the_place_back(invitation, client):
    answer = client.post(at(invitation, "invitation_decline"))
    assert (answer.status_code, signed_in_as(client)) == (200, None)
    invitation.enrolment.refresh_from_db()
    assert invitation.enrolment.state == "declined"
    assert client.post(at(invitation)).status_code == 410


def test_invitation_that_ran_out_can_be_asked_for_again(invitation, client):
    with clock.at(clock.now() + timedelta(days=8)):
        gone = client.get(at(invitation))
        assert (gone.status_code, "Ask for a new one" in gone.text) == (410, True)
        assert client.post(at(invitation)).status_code == 410
        answers = {client.post(at(invitation, "invitation_renew")).status_code for _ in range(3)}
        assert answers == {200}
        fresh = Invitation.objects.open().get(enrolment=invitation.enrolment)
        assert Occurrence.objects.filter(kind="invitation", subject_id=fresh.pk).count() == 1
        assert client.get(at(fresh)).status_code == 200


def test_invitation_that_was_answered_or_taken_back_is_not_renewed(world, invitation, client):
    newer = invite(enrolment=invitation.enrolment, by=world.mira)
    assert client.post(at(invitation, "invitation_renew")).status_code == 200
    client.post(at(newer, "invitation_decline"))
    assert client.post(at(newer, "invitation_renew")).status_code == 200
    assert Invitation.objects.count() == 2


def test_unknown_token_is_not_there(client, db):
    for name in ("invitation", "invitation_decline", "invitation_renew"):
        address = reverse(f"programs:{name}", args=["made-up"])
        assert client.post(address).status_code == 404
    assert client.get(reverse("programs:invitation", args=["é" * 200])).status_code == 404


def test_second_coordinator_accepts_and_coordinates(world, client):
    asked = invite_coordinator(program=world.program, email="Nina@orchard.example", by=world.mira)
    assert client.get(at(asked)).context["page"].coordinates is True
    assert client.post(at(asked))["Location"] == reverse("programs:programs")
    assert StaffRole.objects.coordinators().filter(program=world.program, user=asked.user).count() == 1
    assert (
        client.get(reverse("programs:people", args=[world.program.code, world.cohort.code])).status_code
        == 200
    )
