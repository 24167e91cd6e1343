"""A draft whose pairs are asked: who is asking each other already is named, and holds nobody else up."""

import pytest

from matching.actions.drafts import run_matching
from matching.actions.proposals import unpair
from matching.actions.publishing import publish
from matching.models import AskNote, Offer
from matching.queries.changes import pairs_now
from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Occurrence
from tests.matching import offers

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def mentors(world):
    """Nobody of the world has a place left; these have one each."""
    world.cohort.enrolments.filter(role="mentor").update(capacity=1)
    return [offers.mentor(world, name, capacity=1) for name in ("Gus", "Ida", "Kim", "Lou")]


def paired(world):
    """A draft that proposes Fay and Hal, and the two pairs."""
    draft = run_matching(cohort=world.cohort, by=world.mira)
    fay = draft.proposals.select_related("mentor__person").get(mentee=world.enrolment(world.fay))
    return draft, fay, draft.proposals.exclude(pk=fay.pk).get()


def states() -> list[tuple[str, str]]:
    return list(Offer.objects.order_by("pk").values_list("origin", "state"))


def test_a_pair_with_an_open_ask_is_named_and_without_it_the_others_go(world, mentors):
    hal = offers.mentee(world, "Hal")
    offers.way(world, "both")
    draft, fay, other = paired(world)
    offers.asked(fay.mentee, fay.mentor)
    words = f"{fay.mentor.person.shown_name} and {world.fay.shown_name} are asking each other already."
    assert {one.code: one.changed for one in pairs_now(draft, world.mira)} == {
        fay.code: words,
        other.code: "",
    }
    with pytest.raises(Conflict, match=f"Nothing was published, because one pair changed: {words}"):
        publish(draft=draft, by=world.mira)
    assert states() == [("ask", "open")]
    unpair(draft=draft, code=fay.code, version=fay.version, by=world.mira)
    publish(draft=draft, by=world.mira)
    assert states() == [("ask", "open"), ("draft", "open")]
    assert Offer.objects.last().mentee == hal


def test_a_pair_with_an_open_ask_begins_where_nobody_is_asked(world, mentors):
    offers.mentee(world, "Hal")
    draft, fay, _other = paired(world)
    offers.asked(fay.mentee, fay.mentor)
    assert [one.changed for one in pairs_now(draft, world.mira)] == ["", ""]
    publish(draft=draft, by=world.mira)
    assert draft.proposals.filter(mentorship__isnull=False).count() == 2


def test_an_ask_that_waits_for_its_turn_makes_way_for_the_proposal_unseen(world, mentors):
    offers.mentee(world, "Hal")
    offers.way(world, "both")
    draft, fay, _other = paired(world)
    for mentor in [one for one in mentors if one.pk != fay.mentor_id]:
        offers.asked(fay.mentee, mentor)
    waits = offers.asked(fay.mentee, fay.mentor)
    assert waits.state == "queued"
    assert [one.changed for one in pairs_now(draft, world.mira)] == ["", ""]
    publish(draft=draft, by=world.mira)
    waits.refresh_from_db()
    assert waits.state == "withdrawn"
    assert AskNote.objects.visible_to(fay.mentee.person.user).filter(offer=waits.pk).exists()
    assert not AskNote.objects.visible_to(fay.mentor.person.user).filter(offer=waits.pk).exists()
    made = Offer.objects.get(mentor=fay.mentor, mentee=fay.mentee, origin="draft")
    assert (made.origin, made.state) == ("draft", "open")
    assert Occurrence.objects.filter(kind="proposal", subject_id__in=made.sides.values("pk")).count() == 2
    assert not Occurrence.objects.filter(kind="proposal_ended").exists()
