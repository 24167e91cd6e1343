"""The page on which a cohort is closed, walked from what is open to the next one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorship.notifications.models import Occurrence
from programs.actions.closings import archive_cohort
from programs.actions.mentorships import end_mentorship
from programs.models import Cohort, CohortOutcome, CoordinatorNote, Ending
from tests import make


def at(world, name="cohort_close"):
    return reverse(f"dashboards:{name}", args=[world.program.code, world.cohort.code])


def all_ended(world):
    for pair in (world.ada_ben, world.cleo_dan):
        end_mentorship(mentorship=pair, by=world.mira)


def test_cohort_is_closed_step_by_step(world, sign_in):
    client = sign_in(world.mira)
    page = client.get(at(world)).content.decode()
    assert ("Ada · Ben" in page, "<b>2</b> pairs are running" in page) == (True, True)
    some = {"which": "chosen", "m": [world.ada_ben.code], "until": make.some_day(20)}
    assert client.post(at(world, "cohort_end_kindly"), some).status_code == 303
    assert Ending.objects.get().mentorship == world.ada_ben
    pair = sign_in(world.ben).get(reverse("sessions:ending", args=[world.ada_ben.code])).content.decode()
    assert ("Your program ends." in pair, "We go on after all" in pair) == (True, False)
    assert client.post(at(world, "cohort_archive"), {"texts_until": ""}).status_code == 409
    all_ended(world)
    typed = {"completed": "2", "stopped_early": "", "worked": "The kick-off", "change": ""}
    assert client.post(at(world, "cohort_outcome"), typed).status_code == 303
    assert CohortOutcome.objects.get().worked == "The kick-off"
    thanks = client.get(at(world)).context["thanks_form"].initial
    answer = client.post(at(world, "cohort_thanks"), {name: str(words) for name, words in thanks.items()})
    assert (answer.status_code, CoordinatorNote.objects.count()) == (303, 1)
    assert Occurrence.objects.filter(kind="coordinator_note").count() == 4
    assert client.post(at(world, "cohort_archive"), {"texts_until": make.some_day(60)}).status_code == 303
    page = client.get(at(world)).content.decode()
    assert ("The kick-off" in page, "Open it again" in page) == (True, True)


def test_thanks_say_to_how_many_people_they_go(world, sign_in):
    """Ada’s two seats make one mail, and Gus, who has no address, gets none."""
    ada = world.ada_ben.members.get(role="mentor").enrolment
    gus = make.enrolment(world.cohort, "mentee", make.person(world.orchard, email="", reference="G1"))
    make.mentorship(world.cohort, world.mira, ada, gus)
    mira = sign_in(world.mira)
    page = mira.get(at(world))
    assert "Send the thanks to 4 people" in page.content.decode()
    words = page.context["thanks_form"].initial
    mira.post(at(world, "cohort_thanks"), {name: str(text) for name, text in words.items()})
    assert Occurrence.objects.filter(kind="coordinator_note").count() == 4


def test_nobody_is_there_to_thank(world, sign_in):
    cohort = make.cohort(world.program)
    address = reverse("dashboards:cohort_close", args=[world.program.code, cohort.code])
    page = sign_in(world.mira).get(address).content.decode()
    assert ('id="nobody-to-thank"' in page, 'id="send-thanks"' in page) == (True, False)


def test_archived_cohort_is_read_only_for_its_coordinators_and_for_nobody_else(world, sign_in):
    all_ended(world)
    archive_cohort(cohort=world.cohort, by=world.mira, texts_until=None)
    mira, args = sign_in(world.mira), [world.program.code, world.cohort.code]
    for name in ("programs:people", "dashboards:mentorships", "programs:requests", "dashboards:summary"):
        assert mira.get(reverse(name, args=args)).status_code == 200
    for name in ("programs:person_new", "programs:cohort_dates", "matching:rules", "dashboards:note_send"):
        assert mira.post(reverse(name, args=args)).status_code == 409
    assert sign_in(world.zed).post(reverse("programs:person_new", args=args)).status_code == 404
    space = reverse("sessions:keepsake", args=[world.ada_ben.code])
    assert sign_in(world.ben).get(space).status_code == 200
    assert mira.post(at(world, "cohort_reopen")).status_code == 303
    assert Cohort.objects.get(pk=world.cohort.pk).archived_at is None


@pytest.mark.parametrize("name", ["cohort_extend", "cohort_end_kindly"])
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"which": "all", "until": ""}, "until"),
        ({"which": "all", "until": "2020-01-01"}, "until"),
        ({"which": "chosen", "until": "in-range"}, "which"),
        ({"which": "x", "until": "in-range"}, "which"),
    ],
)
def test_bad_input_is_refused_beside_its_field(world, sign_in, name, typed, field):
    typed = {**typed, "until": make.some_day(20)} if typed["until"] == "in-range" else typed
    answer = sign_in(world.mira).post(at(world, name), typed)
    assert (answer.status_code, list(answer.context["pairs_form"].errors)) == (422, [field])
    assert Ending.objects.count() == 0


def test_an_ending_for_all_says_whom_it_reaches_and_how_it_is_called_off(world, sign_in):
    client, typed = sign_in(world.mira), {"which": "all", "until": make.some_day(20)}
    done = client.post(at(world, "cohort_end_kindly"), typed, follow=True).content.decode()
    assert ("2 pairs end kindly by" in done, "A later day for them calls that off." in done) == (True, True)
    assert "<b>2</b> of them are on their way to a kind end" in done
    later = client.post(at(world, "cohort_extend"), {**typed, "until": make.some_day(40)}, follow=True)
    assert "2 pairs have until" in later.content.decode()
    assert ("to a kind end" in later.content.decode(), Ending.objects.count()) == (False, 0)


def test_outcome_too_long_keeps_what_was_typed(world, sign_in):
    answer = sign_in(world.mira).post(at(world, "cohort_outcome"), {"worked": "w" * 3001, "completed": "-1"})
    assert answer.status_code == 422
    assert sorted(answer.context["outcome_form"].errors) == ["completed", "worked"]
    assert "w" * 3001 in answer.content.decode()


def test_next_cohort_is_started_by_the_one_door_also_when_this_one_is_archived(world, sign_in):
    all_ended(world)
    archive_cohort(cohort=world.cohort, by=world.mira, texts_until=None)
    client = sign_in(world.mira)
    door = f"{reverse('programs:cohort_new', args=[world.program.code])}?like={world.cohort.code}"
    assert f'href="{door}"' in client.get(at(world)).content.decode()
    days = dict(zip(("enrol_from", "enrol_until", "starts_on", "ends_on"), (200, 220, 230, 400), strict=True))
    typed = {"cohort_name": "Spring", **{name: make.some_day(n) for name, n in days.items()}}
    assert client.post(door, typed).status_code == 303
    assert Cohort.objects.filter(program=world.program, name="Spring").count() == 1
    wrong = client.post(door, {**typed, "ends_on": make.some_day(1)})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["ends_on"])


def test_page_takes_the_same_few_statements_for_many_pairs(world, sign_in):
    client, counts = sign_in(world.mira), []
    end_mentorship(mentorship=world.cleo_dan, by=world.mira)
    for wanted in (1, 3, 30):
        while world.cohort.mentorships.filter(state="active").count() < wanted:
            make.mentorship(world.cohort, world.mira)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(at(world)).content.decode().count("data-row") == wanted
        counts.append(len(taken))
    assert counts[0] <= 12, counts
    assert len(set(counts)) == 1
