"""Parts, the suggested agreement and safeguarding contacts of a program."""

import pytest

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Lane
from programs.actions.invitations import accept_invitation, invite_coordinator
from programs.actions.program_settings import add_contact, choose_parts, remove_contact, suggest_terms
from programs.actions.programs import create_program, make_coordinator, take_role
from programs.models import AuditEvent, Part, Person, SafeguardingContact, StaffRole
from programs.models.programs import USUAL_PARTS
from programs.queries.suggestions import suggestion_of
from tests import make
from tests.programs.actions.test_programs import DATES


def verbs(world) -> list[str]:
    rows = AuditEvent.objects.filter(actor=world.mira).order_by("pk").values_list("verb", flat=True)
    return [verb for verb in rows if verb != "mentorship.started"]


def test_parts_are_chosen_in_the_order_of_the_list_and_audited(world):
    choose_parts(program=world.program, by=world.mira, parts=["thanks", "messages", "made up"])
    world.program.refresh_from_db()
    assert world.program.chosen_parts == ["messages", "thanks"]
    choose_parts(program=world.program, by=world.mira, parts=[])
    assert world.program.parts == frozenset()
    assert verbs(world) == ["program.parts_chosen"] * 2


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("reverse", {*USUAL_PARTS, Part.ROLE_SWAP}),
        ("peer", {*USUAL_PARTS, Part.ROLE_SWAP}),
        ("classic", set(USUAL_PARTS)),
    ],
)
def test_reverse_and_peer_programs_begin_with_the_role_swap(world, kind, parts):
    made = create_program(organisation=world.orchard, by=world.otto, dates=DATES, name="New", kind=kind)
    assert made.parts == parts


def test_suggestion_is_ours_until_the_coordinator_writes_one(world):
    assert suggestion_of(world.program)["minutes"] == 60
    suggest_terms(program=world.program, by=world.mira, terms={"minutes": 30, "why": ""})
    world.program.refresh_from_db()
    said = suggestion_of(world.program)
    assert (said["minutes"], said["why"], said["rhythm_weeks"]) == (30, "", world.program.rhythm_weeks)
    assert verbs(world) == ["program.suggestion_changed"]


def test_contact_gets_an_account_a_name_and_a_mail_on_the_fast_lane(world):
    contact = add_contact(program=world.program, email=" Judith@x.example ", name="Judith", by=world.mira)
    assert Person.objects.get(user=contact.user).name == "Judith"
    mail = Delivery.objects.get(occurrence__kind="safeguarding_added")
    assert (mail.occurrence.recipient, mail.lane) == (contact.user, Lane.FAST)
    assert verbs(world) == ["safeguarding.added"]
    known = add_contact(program=world.program, email="ada@orchard.example", name="Other", by=world.mira)
    assert (known.user, Person.objects.get(pk=world.ada.pk).name) == (world.ada.user, "Ada")


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("mira@orchard.example", "coordinates the program"),
        ("asked@orchard.example", "invited to coordinate"),
        ("sam@orchard.example", "already"),
    ],
)
def test_contact_who_coordinates_or_is_one_already_is_refused(world, email, sentence):
    invite_coordinator(program=world.program, email="asked@orchard.example", by=world.mira)
    with pytest.raises(Refusal, match=sentence) as refused:
        add_contact(program=world.program, email=email, name="x", by=world.mira)
    assert refused.value.field == "email"
    assert SafeguardingContact.objects.count() == 1


def test_contact_does_not_come_to_coordinate_by_any_way(world):
    for way in (
        lambda: invite_coordinator(program=world.program, email="sam@orchard.example", by=world.mira),
        lambda: make_coordinator(program=world.program, user=world.sam, by=world.mira),
    ):
        with pytest.raises(Refusal, match="afeguarding contact"):
            way()
    add_contact(program=world.program, email=world.otto.email, name="Otto", by=world.mira)
    with pytest.raises(Refusal):
        take_role(program=world.program, by=world.otto)
    invited = invite_coordinator(program=world.program, email="late@orchard.example", by=world.mira)
    late = User.objects.get(email="late@orchard.example")
    SafeguardingContact.objects.create(program=world.program, user=late)
    with pytest.raises(Refusal):
        accept_invitation(invitation=invited)
    assert (
        not StaffRole.objects.coordinators().filter(program=world.program).exclude(user=world.mira).exists()
    )


def test_contact_is_removed_unless_nobody_would_be_left_to_tell(world):
    sams = SafeguardingContact.objects.get()
    with pytest.raises(Conflict, match="only safeguarding contact"):
        remove_contact(program=world.program, contact=sams, by=world.mira)
    make.safeguarding_contact(world.program)
    remove_contact(program=world.program, contact=sams, by=world.mira)
    assert not SafeguardingContact.objects.filter(user=world.sam).exists()
    assert verbs(world) == ["safeguarding.removed"]
