"""Sharing something with the other, saying that one read it, talking about it, taking it back."""

import pytest
from django.core.exceptions import PermissionDenied

from mentorship.lib.files import new_file
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.mentorships import end_mentorship
from programs.models import News
from sessions.actions import resources
from sessions.actions.resources import NewResource, mark_read, share_resource, take_back, talk_about
from sessions.models import AgendaItem, PairFile, Resource, ResourceRead
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
TALK = NewResource(title="A talk", why="It shaped me", link="https://example.org/talk")


def news() -> list[tuple[str, int, str]]:
    return [
        (one.kind, one.ref, one.reader.role) for one in News.objects.select_related("reader").order_by("pk")
    ]


def test_what_is_shared_gets_a_number_and_the_other_hears_of_it(world):
    ada, ben = rows.seats(world.ada_ben)
    first = share_resource(by=ada, new=TALK)
    second = share_resource(by=ben, new=NewResource(title="A book", kind="book", direction="both"))
    assert [(row.number, row.author, row.kind, row.direction) for row in (first, second)] == [
        (1, ada, "link", "partner"),
        (2, ben, "book", "both"),
    ]
    assert news() == [("resource_shared", 1, "mentee"), ("resource_shared", 2, "mentor")]


def test_a_file_comes_with_it_and_goes_with_it(world):
    ada, ben = rows.seats(world.ada_ben)
    upload = new_file("plan.txt", b"A plan.")
    made = share_resource(by=ada, new=NewResource(title="Plan", kind="file", upload=upload))
    assert (made.file.name, made.file.author) == ("plan.txt", ada)
    with pytest.raises(PermissionDenied, match="Only whoever added"):
        take_back(by=ben, resource=made)
    take_back(by=ada, resource=made)
    assert (Resource.objects.count(), PairFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "https://"]
)
def test_only_web_pages_are_links(world, link):
    with pytest.raises(Refusal, match="Give a web address") as refused:
        share_resource(by=rows.seats(world.ada_ben)[0], new=NewResource(title="x", link=link))
    assert refused.value.field == "link"


def test_two_hundred_are_enough(world, monkeypatch):
    monkeypatch.setattr(resources, "MOST", 2)
    ada = rows.seats(world.ada_ben)[0]
    share_resource(by=ada, new=TALK)
    share_resource(by=ada, new=TALK)
    with pytest.raises(Refusal, match="more than anybody reads"):
        share_resource(by=ada, new=TALK)


@pytest.mark.parametrize(
    ("direction", "may"), [("partner", ["mentee"]), ("author", ["mentor"]), ("both", ["mentor", "mentee"])]
)
def test_whoever_it_is_for_says_that_they_read_it(world, direction, may):
    members = rows.seats(world.ada_ben)
    made = share_resource(by=members[0], new=NewResource(title="x", kind="book", direction=direction))
    for member in members:
        if member.role in may:
            mark_read(by=member, resource=made, read=True)
        else:
            with pytest.raises(PermissionDenied, match="for the other one"):
                mark_read(by=member, resource=made, read=True)
    assert list(ResourceRead.objects.order_by("pk").values_list("member__role", flat=True)) == may


def test_a_mark_can_be_taken_back_and_is_told_once(world):
    ada, ben = rows.seats(world.ada_ben)
    made = share_resource(by=ada, new=TALK)
    for read in (True, True, False, True):
        mark_read(by=ben, resource=made, read=read)
    assert ResourceRead.objects.count() == 1
    assert news() == [("resource_shared", 1, "mentee"), ("resource_read", 1, "mentor")]


def test_it_becomes_a_topic_of_the_next_meeting_once(world):
    ada, ben = rows.seats(world.ada_ben)
    made = share_resource(by=ada, new=TALK)
    with pytest.raises(Conflict, match="No meeting is booked"):
        talk_about(by=ben, resource=made)
    rows.meeting(world.ada_ben, days=20)
    soon = rows.meeting(world.ada_ben, days=2)
    rows.meeting(world.ada_ben, days=1, state="cancelled")
    talk_about(by=ben, resource=made)
    with pytest.raises(Conflict, match="on the agenda of your next meeting already"):
        talk_about(by=ada, resource=made)
    topic = AgendaItem.objects.get()
    assert (topic.meeting, topic.author, topic.title) == (soon, ben, "Talk about “A talk”")
    assert Resource.objects.get().topic == topic


def test_nothing_changes_when_the_mentorship_has_ended(world):
    ada, ben = rows.seats(world.ada_ben)
    made = share_resource(by=ada, new=TALK)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    for late in (
        lambda: share_resource(by=ada, new=TALK),
        lambda: mark_read(by=ben, resource=made, read=True),
        lambda: talk_about(by=ben, resource=made),
        lambda: take_back(by=ada, resource=made),
    ):
        with pytest.raises(Conflict, match="has ended"):
            late()
    assert Resource.objects.get() == made
