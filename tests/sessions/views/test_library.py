"""From a page of the library into a mentorship, in one press."""

import pytest
from django.urls import reverse

from programs.actions.library import add_item
from sessions.models import AgendaItem, Resource
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_a_guide_and_an_item_are_shared_in_one_press(world, sign_in):
    item = add_item(program=world.program, by=world.mira, title="House rules", text="Be kind.")
    ada = sign_in(world.ada)
    for slug in ("listening", item.code):
        answer = ada.post(url(world, "share_from_library"), {"slug": slug})
        assert (answer.status_code, answer["Location"]) == (303, url(world, "resources"))
    again = ada.post(url(world, "share_from_library"), {"slug": "listening"})
    assert again.status_code == 409
    assert "You share this already" in again.content.decode()
    assert [row.slug for row in Resource.objects.order_by("number")] == ["listening", item.code]
    page = sign_in(world.ben).get(url(world, "resources")).content.decode()
    assert reverse("programs:library_page", args=[item.code]) in page


def test_topics_go_onto_the_agenda_in_one_press(world, sign_in):
    ben = sign_in(world.ben)
    sent = {"slug": "first-meeting-agenda"}
    refused = ben.post(url(world, "agenda_from_library"), sent)
    assert refused.status_code == 409
    assert "Find a date first" in refused.content.decode()
    meeting = rows.meeting(world.ada_ben, days=2)
    answer = ben.post(url(world, "agenda_from_library"), sent)
    assert answer["Location"] == reverse("sessions:meeting", args=[world.ada_ben.code, meeting.number])
    assert AgendaItem.objects.count() == 6


@pytest.mark.parametrize("slug", ["", "nothing", "listening' or 1=1"])
def test_what_is_not_in_the_library_is_not_there(world, sign_in, slug):
    ben = sign_in(world.ben)
    assert ben.post(url(world, "share_from_library"), {"slug": slug}).status_code == 404
    assert ben.post(url(world, "agenda_from_library"), {"slug": slug}).status_code == 404


def test_a_guide_without_topics_goes_onto_no_agenda(world, sign_in):
    assert (
        sign_in(world.ben).post(url(world, "agenda_from_library"), {"slug": "listening"}).status_code == 404
    )


def test_an_item_of_another_program_is_not_theirs_to_share(world, sign_in):
    other = world.nora.staff_roles.get().program
    item = add_item(program=other, by=world.nora, title="Not yours", text="x")
    ada = sign_in(world.ada)
    assert ada.post(url(world, "share_from_library"), {"slug": item.code}).status_code == 404
    assert Resource.objects.count() == 0
