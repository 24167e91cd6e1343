"""The doors, and what stands behind each."""

import pytest
from django.urls import reverse

from programs.actions.requests import answer_request, ask_coordinators
from programs.models import Concern, HelpRequest, Mentorship, SafeguardingContact
from sessions.models import AgendaItem, Message
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_every_door_is_one_press_from_the_page_and_works_plainly(world, sign_in):
    page = sign_in(world.ben).get(url(world, "help")).content.decode()
    doors = ("help_change", "help_match", "help_wrong", "help_ask")
    assert [f'href="{url(world, name)}"' in page for name in doors] == [True] * 4


def test_a_ready_sentence_becomes_a_topic_in_one_press(world, sign_in):
    ben = sign_in(world.ben)
    assert "Find a date first" in ben.get(url(world, "help_change")).content.decode()
    meeting = rows.meeting(world.ada_ben, days=3)
    assert "Look at your agreement again" in ben.get(url(world, "help_change")).content.decode()
    answer = ben.post(url(world, "help_change"), {"title": "Is this still the right goal?"})
    assert answer["Location"] == reverse("sessions:meeting", args=[world.ada_ben.code, meeting.number])
    assert AgendaItem.objects.get().title == "Is this still the right goal?"
    assert ben.post(url(world, "help_change"), {"title": ""}).status_code == 422


def test_a_different_match_needs_a_choice_and_keeps_the_text(world, sign_in):
    ben = sign_in(world.ben)
    refused = ben.post(url(world, "help_match"), {"text": "Our hours never meet."})
    assert (refused.status_code, "Our hours never meet." in refused.content.decode()) == (422, True)
    sent = {"wish": "talk_first", "text": "Our hours never meet.", "form_key": "a" * 24}
    for _press in range(2):
        assert ben.post(url(world, "help_match"), sent)["Location"] == url(world, "help")
    assert HelpRequest.objects.count() == 1
    again = ben.post(url(world, "help_match"), {**sent, "form_key": "b" * 24})
    assert (again.status_code, "asked for this already" in again.content.decode()) == (409, True)
    assert "Our hours never meet." not in sign_in(world.ada).get(url(world, "help")).content.decode()


def test_end_now_ends_and_the_answer_is_found_where_it_was_asked(world, sign_in):
    ben = sign_in(world.ben)
    ben.post(url(world, "help_match"), {"wish": "end_now"})
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "ended"
    answer_request(request=HelpRequest.objects.get(), by=world.mira, text="We will find somebody.")
    assert "We will find somebody." in ben.get(url(world, "help")).content.decode()


def test_a_question_names_who_reads_it(world, sign_in):
    ben = sign_in(world.ben)
    assert "mira@orchard.example" in ben.get(url(world, "help_ask")).content.decode()
    assert ben.post(url(world, "help_ask"), {"text": ""}).status_code == 422
    assert ben.post(url(world, "help_ask"), {"text": "Is there a room?"}).status_code == 303


def test_a_concern_names_its_readers_and_takes_only_ticked_messages_along(world, sign_in):
    ada = rows.seats(world.ada_ben)[0]
    for number, words in enumerate(("Hello Ben", "Something unkind", "See you"), start=1):
        Message.objects.create(mentorship=world.ada_ben, number=number, author=ada, text=words)
    client = sign_in(world.ben)
    page = client.get(url(world, "help_wrong"), {"messages": "2"}).content.decode()
    assert "sam@orchard.example" in page
    told = {"text": "That was not all right.", "messages": ["2", "99"], "form_key": "a" * 24}
    assert client.post(url(world, "help_wrong"), told).status_code == 422  # 99 was never offered
    assert client.post(url(world, "help_wrong"), {**told, "messages": ["2"]}).status_code == 303
    attached = Concern.objects.get().attached
    assert ("Something unkind" in attached, "Hello Ben" in attached) == (True, False)
    for who in (world.ada, world.mira, world.otto):
        assert "not all right" not in sign_in(who).get(url(world, "help_wrong")).content.decode()


def test_a_program_without_contacts_says_so_and_whom_to_reach(world, sign_in):
    SafeguardingContact.objects.all().delete()
    ben = sign_in(world.ben)
    page = ben.get(url(world, "help_wrong")).content.decode()
    assert ("named nobody" in page, "otto@orchard.example" in page, "<textarea" in page) == (
        True,
        True,
        False,
    )
    assert ben.post(url(world, "help_wrong"), {"text": "Anybody?"}).status_code == 409


def test_whoever_stopped_contact_lets_it_go_on_and_the_other_cannot(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    ben.post(url(world, "help_wrong"), {"text": "Stop this, please.", "stops_contact": "on"})
    assert ada.post(url(world, "contact_goes_on")).status_code == 404
    assert ada.get(reverse("sessions:meeting_new", args=[world.ada_ben.code])).status_code == 403
    assert ben.post(url(world, "contact_goes_on")).status_code == 303
    assert Mentorship.objects.get(pk=world.ada_ben.pk).contact_stopped_at is None


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_was_asked(world, sign_in, number, django_assert_num_queries):
    ada, ben = rows.seats(world.ada_ben)
    for place in range(number):
        request = ask_coordinators(
            by=ben.enrolment, mentorship=world.ada_ben, kind="question", text=f"Question {place}"
        )
        answer_request(request=request, by=world.mira, text="Yes.")
        Concern.objects.create(mentorship=world.ada_ben, author=ben, text="It felt wrong.")
        Message.objects.create(mentorship=world.ada_ben, number=place + 1, author=ada, text="Hello")
    client = sign_in(world.ben)
    with django_assert_num_queries(8):
        client.get(url(world, "help"))
    with django_assert_num_queries(10):
        client.get(url(world, "help_wrong"))
