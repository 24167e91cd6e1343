"""The log: who did what, for coordinators by person and kind, and for each person what was done with theirs."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.concerns import end_for_safety
from programs.actions.coordinator_notes import send_note
from programs.actions.mentorships import end_mentorship
from programs.actions.people import edit_person
from programs.actions.requests import answer_request, ask_coordinators
from programs.models import AuditEvent, SafeguardingContact, StaffRole
from sessions.actions.corrections import log_for_them
from sessions.actions.goals import set_goal
from sessions.actions.help import tell_safeguarding
from sessions.queries.wall import When
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def lines(client, world, **query: str) -> list[tuple[str, str, str]]:
    page = client.get(reverse("programs:audit", args=[world.program.code]), query)
    return [(line.by, str(line.words), line.about) for line in page.context["log"].lines]


def own(client) -> list[tuple[str, str, str]]:
    page = client.get(reverse("programs:my_audit"))
    return [(line.by, str(line.words), line.about) for line in page.context["log"].lines]


def note_a_meeting(world) -> None:
    day = clock.today(world.program.zone) - timedelta(days=2)
    when = When(day, time(9), 45, world.program.zone)
    log_for_them(mentorship=world.ada_ben, by=world.mira, when=when)


MIRA = "mira@orchard.example"
NOTED = (MIRA, "noted a meeting", "Ada · Ben")


def test_coordinators_read_who_did_what_their_own_doing_included(world, sign_in):
    note_a_meeting(world)
    edit_person(person=world.ben, by=world.mira, name="Benjamin")
    found = lines(sign_in(world.mira), world)
    assert found[:2] == [
        (MIRA, "changed what is kept about somebody", "Benjamin"),
        (MIRA, "noted a meeting", "Ada · Benjamin"),
    ]


def test_a_log_is_narrowed_by_person_and_kind(world, sign_in):
    note_a_meeting(world)
    edit_person(person=world.fay, by=world.mira, name="Fay Holm")
    mira = sign_in(world.mira)
    assert lines(mira, world, q="ben", kind="mentorships") == [NOTED, (MIRA, "matched", "Ada · Ben")]
    assert lines(mira, world, q="holm") == [(MIRA, "changed what is kept about somebody", "Fay Holm")]
    assert lines(mira, world, q="nobody") == []
    assert {line[0] for line in lines(mira, world, q="mira")} == {MIRA}


def test_what_two_people_do_together_stands_in_no_log(world, sign_in):
    set_goal(by=world.member(world.ben), sentence="Lead a team")
    assert AuditEvent.objects.filter(verb="goal.set", program=world.program).count() == 1
    assert [line for line in lines(sign_in(world.mira), world) if "goal" in line[1]] == []


def test_a_log_tells_nothing_of_a_concern_nor_who_ended_for_its_sake(world, sign_in):
    concern = tell_safeguarding(by=world.member(world.ben), text="Please help")
    end_for_safety(concern=concern, by=world.sam)
    mira = sign_in(world.mira)
    assert lines(mira, world)[0] == ("", "ended a mentorship", "Ada · Ben")
    assert lines(mira, world, q="sam") == []
    assert own(sign_in(world.ada))[0][1] == "matched you"


def coordinates(world, user) -> None:
    StaffRole.objects.create(user=user, organisation=world.orchard, program=world.program, role="coordinator")


def test_a_contact_who_ended_it_is_not_named_when_they_coordinate_later(world, sign_in):
    concern = tell_safeguarding(by=world.member(world.ben), text="Please help")
    end_for_safety(concern=concern, by=world.sam)
    SafeguardingContact.objects.filter(user=world.sam).delete()
    coordinates(world, world.sam)
    assert ("", "ended a mentorship", "Ada · Ben") in lines(sign_in(world.mira), world)
    assert lines(sign_in(world.mira), world, q="sam") == []
    assert own(sign_in(world.ada))[0][1] == "matched you"


def test_one_of_the_two_who_ended_it_is_not_named_when_they_coordinate_later(world, sign_in):
    end_mentorship(mentorship=world.ada_ben, by=world.ben.user)
    coordinates(world, world.ben.user)
    assert lines(sign_in(world.mira), world)[0] == ("", "ended a mentorship", "Ada · Ben")


def test_a_coordinator_who_ended_it_stays_named_when_they_coordinate_no_more(world, sign_in):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    StaffRole.objects.filter(user=world.mira).delete()
    assert own(sign_in(world.ada))[0] == (MIRA, "ended your mentorship", "Ada · Ben")


def test_a_coordinator_who_ended_it_is_named_to_both(world, sign_in):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    line = (MIRA, "ended your mentorship", "Ada · Ben")
    assert [own(sign_in(who))[0] for who in (world.ada, world.ben)] == [line, line]


def test_one_of_the_two_who_ended_it_is_not_named(world, sign_in):
    end_mentorship(mentorship=world.ada_ben, by=world.ben.user)
    assert lines(sign_in(world.mira), world)[0] == ("", "ended a mentorship", "Ada · Ben")
    assert own(sign_in(world.ada))[0][1] == "matched you"


def test_a_partner_who_coordinates_does_not_read_that_the_other_asked_for_help(world, sign_in):
    request = ask_coordinators(
        by=world.enrolment(world.ben), mentorship=world.ada_ben, kind="question", text="Help"
    )
    answer_request(request=request, by=world.mira, text="Of course")
    coordinates(world, world.ada.user)
    answered = "answered a request"
    assert [
        answered in [line[1] for line in lines(sign_in(who), world)] for who in (world.mira, world.ada)
    ] == [
        True,
        False,
    ]
    assert own(sign_in(world.ben))[0] == (MIRA, "answered your request", "")
    assert "answered your request" not in [line[1] for line in own(sign_in(world.ada))]


def test_each_reads_what_concerns_them_and_nobody_else(world, sign_in):
    note_a_meeting(world)
    send_note(
        cohort=world.cohort,
        to=(world.cleo_dan.pk,),
        whom="mentors",
        by=world.mira,
        subject="Hello",
        text="A secret hello",
    )
    assert own(sign_in(world.ben))[0] == NOTED
    cleo = sign_in(world.cleo)
    assert own(cleo)[0] == (MIRA, "wrote you a note", "")
    assert "secret" not in cleo.get(reverse("programs:my_audit")).content.decode()
    assert own(sign_in(world.fay)) == []


def test_the_log_of_another_program_is_not_there(world, sign_in):
    for who in (world.nora, world.otto, world.ada):
        assert sign_in(who).get(reverse("programs:audit", args=[world.program.code])).status_code == 404
    nora = sign_in(world.nora)
    other = world.nora.staff_roles.get().program
    page = nora.get(reverse("programs:audit", args=[other.code]))
    assert page.context["log"].lines == []


@pytest.mark.parametrize("number", [1, 3, 30])
def test_logs_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, number):
    for _ in range(number):
        place = make.enrolment(world.cohort, "mentee")
        pair = make.mentorship(world.cohort, world.mira, mentee=place)
        log_for_them(
            mentorship=pair,
            by=world.mira,
            when=When(clock.today(world.program.zone) - timedelta(days=2), time(9), 45, world.program.zone),
        )
        edit_person(person=place.person, by=world.mira, name="Somebody")
    mira, ada = sign_in(world.mira), sign_in(world.ada)
    url = reverse("programs:audit", args=[world.program.code])
    with django_assert_num_queries(7):
        assert len(mira.get(url).context["log"].lines) == min(50, 2 + 3 * number)
    with django_assert_num_queries(7):
        mira.get(url, {"q": "some body"})
    with django_assert_num_queries(5):
        ada.get(reverse("programs:my_audit"))
