"""Settings of a program and its coordinators."""

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.models import AuditEvent, Invitation, StaffRole
from tests import make


def at(world, name="program_settings"):
    return reverse(f"programs:{name}", args=[world.program.code])


def typed(**changes):
    facts = {"name": "New name", "purpose": "", "kind": "peer", "months": "3", "rhythm_weeks": "2"}
    return {**facts, "time_zone": "Asia/Kathmandu", **changes}


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_program_is_edited_and_running_mentorships_keep_their_rhythm(world, sign_in, headers, status):
    assert sign_in(world.mira).post(at(world), typed(), headers=headers).status_code == status
    world.program.refresh_from_db()
    assert (world.program.name, world.program.rhythm_weeks) == ("New name", 2)
    world.ada_ben.refresh_from_db()
    assert world.ada_ben.rhythm_weeks == 4


def test_program_edited_with_bad_input_says_so(world, sign_in):
    answer = sign_in(world.mira).post(at(world), typed(name="", months="99", time_zone="Nowhere"))
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422,
        ["months", "name", "time_zone"],
    )
    world.program.refresh_from_db()
    assert world.program.name == "Growing together"


def test_settings_of_a_foreign_program_are_not_there(world, sign_in):
    for who in (world.nora, world.otto, world.zed, world.ada):
        client = sign_in(who)
        assert client.get(at(world)).status_code == 404
        assert client.post(at(world, "coordinators"), {"email": "x@example.org"}).status_code == 404
        assert client.post(at(world, "leave_role")).status_code == 404
    assert Invitation.objects.count() == 0


def test_coordinator_is_invited_and_the_link_is_shown_once(world, sign_in):
    client = sign_in(world.mira)
    answer = client.post(at(world, "coordinators"), {"email": "nina@orchard.example"})
    page = client.get(answer["Location"])
    asked = Invitation.objects.get(program=world.program)
    assert page.context["link"].endswith(reverse("programs:invitation", args=[asked.token]))
    assert [(one.email, one.invited) for one in page.context["coordinators"]] == [
        ("mira@orchard.example", False),
        ("nina@orchard.example", True),
    ]
    assert client.get(answer["Location"]).context["link"] == ""
    assert asked.shown_at is not None
    assert AuditEvent.objects.filter(verb="invitation.link_shown", actor=world.mira).count() == 1


def test_session_keeps_no_link(world, sign_in):
    client = sign_in(world.mira)
    client.post(at(world, "coordinators"), {"email": "nina@orchard.example"})
    asked = Invitation.objects.get(program=world.program)
    assert client.session["link_to_copy"] == [world.program.code, asked.pk]
    person = [world.program.code, world.cohort.code, world.fay.code]
    client.post(reverse("programs:link", args=[*person, "mentee"]))
    copied = Invitation.objects.get(enrolment=world.enrolment(world.fay))
    assert client.session["link_to_copy"] == [world.fay.code, copied.pk]


def test_link_that_closed_meanwhile_is_not_shown(world, sign_in):
    client = sign_in(world.mira)
    answer = client.post(at(world, "coordinators"), {"email": "nina@orchard.example"})
    Invitation.objects.update(revoked_at=clock.now())
    assert client.get(answer["Location"]).context["link"] == ""


def test_deactivated_coordinator_does_not_count_as_one_who_stays(world, sign_in):
    client, second = sign_in(world.mira), make.coordinator(world.program)
    second.is_active = False
    second.save()
    assert client.post(at(world, "leave_role")).status_code == 422
    second.is_active = True
    second.save()
    assert client.post(at(world, "leave_role")).status_code == 303


@pytest.mark.parametrize("email", ("", "no address", "mira@orchard.example"))
def test_coordinator_invited_by_a_bad_or_known_address_is_refused(world, sign_in, email):
    answer = sign_in(world.mira).post(at(world, "coordinators"), {"email": email})
    assert (answer.status_code, list(answer.context["invite"].errors)) == (422, ["email"])
    assert Invitation.objects.count() == 0


def test_last_coordinator_stays_and_one_of_two_leaves(world, sign_in):
    client = sign_in(world.mira)
    refused = client.post(at(world, "leave_role"))
    assert refused.status_code == 422
    assert refused.context["problem"].startswith("You are the last coordinator.")
    make.coordinator(world.program)
    assert client.post(at(world, "leave_role")).status_code == 303
    assert not StaffRole.objects.of(world.mira).exists()
    assert AuditEvent.objects.filter(verb="coordinator.left", actor=world.mira).count() == 1
    assert client.get(at(world)).status_code == 404
