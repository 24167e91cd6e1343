"""The library as one person sees it."""

import pytest

from programs.actions.library import add_item, mark_read
from programs.queries.guides import GUIDES
from programs.queries.library import (
    Wanted,
    entries_for,
    find,
    left_to_read,
    pairs_of,
    record_of,
    suggested_for,
    topics_of,
)

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def item(world):
    return add_item(
        program=world.program, by=world.mira, title="House rules", text="Be kind.", topics=["manners"]
    )


def test_items_are_for_the_people_of_their_program(world, item):
    readers = {
        name
        for name in ("ada", "ben", "fay", "mira", "otto", "nora", "eve", "zed", "sam")
        if find(getattr(getattr(world, name), "user", None) or getattr(world, name), item.code)
    }
    assert readers == {"ada", "ben", "fay", "mira"}


def test_an_applicant_who_was_not_accepted_reads_none(world, item):
    place = world.enrolment(world.fay)
    type(place).objects.filter(pk=place.pk).update(state="applied")
    assert find(world.fay.user, item.code) is None
    assert find(world.fay.user, "listening") is not None


def test_items_come_first_and_once_however_many_ways_lead_to_them(world, item):
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    entries = entries_for(world.ada.user)
    assert [entry.slug for entry in entries] == [item.code, *GUIDES]
    assert topics_of(entries)[:2] == ["manners", "beginning"]


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        (Wanted(words="say back heard"), ["listening"]),
        (Wanted(words="LISTENING heard"), ["listening"]),
        (Wanted(topic="goals"), ["goals", "results-take-time"]),
        (Wanted(role="mentor", topic="beginning"), ["start-mentor", "first-meeting"]),
        (Wanted(words="nothing like that"), []),
    ],
)
def test_what_somebody_looks_for_is_found(world, wanted, slugs):
    assert [entry.slug for entry in entries_for(world.ada.user) if wanted.takes(entry)] == slugs


def test_a_record_is_what_a_mentor_read_about_mentoring(world):
    for slug in ("networking", "listening", "start-mentor"):
        mark_read(user=world.ada.user, slug=slug, read=True)
    record = record_of(world.ada.user)
    assert [one.title for one in record] == [
        str(GUIDES["listening"].title),
        str(GUIDES["start-mentor"].title),
    ]
    left = [guide.slug for guide in left_to_read(record)]
    assert "listening" not in left
    assert "feedback" in left
    assert record_of(world.ben.user) == []


def test_something_on_ones_topics_is_suggested(world, item):
    found = suggested_for(world.ben.user, ["Manners", "of"])
    assert [entry.slug for entry in found] == [item.code]
    assert [entry.slug for entry in suggested_for(world.ben.user, ["leadership"])] == ["leadership"]
    assert suggested_for(world.ben.user, [""]) == []


def test_pairs_are_ones_live_mentorships(world):
    assert pairs_of(world.ada.user) == [(world.ada_ben.code, "Ben")]
    assert pairs_of(world.ada.user, "resources") == [(world.ada_ben.code, "Ben")]
    assert pairs_of(world.fay.user) == pairs_of(world.mira) == []
