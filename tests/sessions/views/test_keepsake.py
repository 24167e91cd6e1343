"""What is left to keep, as a page and as files; and the story."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from programs.models import Enrolment, Letter, Mentorship, SharedStory
from sessions.models import Evidence, Thanks
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


@pytest.fixture
def ended(world):
    """A mentorship with something of everything in it."""
    ada, ben = rows.seats(world.ada_ben)
    rows.meeting(world.ada_ben, days=-9)
    goal = rows.goal(world.ada_ben, "I lead a team.", state="reached")
    rows.milestone(goal, "Held the first talk", reached_at=make.NOW)
    Evidence.objects.create(goal=goal, author=ben, kind="text", text="They asked me to stay on.")
    Thanks.objects.create(mentorship=world.ada_ben, author=ben, text="For your patience.")
    letter = {"mentorship": world.ada_ben, "done_at": make.NOW}
    Letter.objects.create(**letter, author=ada, text="Dear Ben, sealed")
    Letter.objects.create(**letter, author=ben, text="Dear Ada", opened_at=make.NOW)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended", ended_at=make.NOW)
    return world


KEPT = (
    "I lead a team.",
    "Held the first talk",
    "They asked me to stay on.",
    "For your patience.",
    "Dear Ada",
)


@pytest.mark.parametrize("name", ["keepsake", "keepsake_html", "keepsake_json"])
def test_it_holds_what_this_reader_may_read_and_nothing_sealed(ended, sign_in, name):
    mine = sign_in(ended.ben).get(url(ended, name)).content.decode()
    assert [words for words in KEPT if words not in mine] == []
    assert "sealed" not in mine
    assert "Dear Ben, sealed" in sign_in(ended.ada).get(url(ended, name)).content.decode()


def test_the_files_are_attachments_and_json_is_json(ended, sign_in):
    ben = sign_in(ended.ben)
    html, plain = ben.get(url(ended, "keepsake_html")), ben.get(url(ended, "keepsake_json"))
    code = ended.ada_ben.code
    names = [answer["Content-Disposition"] for answer in (html, plain)]
    assert names == [f'attachment; filename="keepsake-{code}.{kind}"' for kind in ("html", "json")]
    found = json.loads(plain.content)
    assert (found["format"], found["mentor"], len(found["meetings"])) == ("trellis-keepsake-1", "Ada", 1)


def test_own_letter_that_waits_keeps_the_day_it_was_finished(ended, sign_in):
    Letter.objects.filter(author__role="mentor").update(done_at=make.NOW - timedelta(days=3))
    found = json.loads(sign_in(ended.ada).get(url(ended, "keepsake_json")).content)
    assert sorted(one["at"][:10] for one in found["letters"]) == ["2026-11-15", "2026-11-18"]


def test_a_goal_somebody_kept_to_themselves_is_theirs_alone(ended, sign_in):
    rows.goal(ended.ada_ben, "Mine alone.", only_me=True)
    shown = [
        "Mine alone." in sign_in(who).get(url(ended, "keepsake")).content.decode()
        for who in (ended.ben, ended.ada)
    ]
    assert shown == [True, False]


def test_a_mentee_is_invited_to_mentor_with_the_form_filled_in(ended, sign_in):
    Enrolment.objects.filter(person=ended.ben).update(topics=["Delegation"], expertise=["Payroll"])
    ben = sign_in(ended.ben)
    join = f"{reverse('programs:join', args=[ended.program.code, ended.cohort.code])}?as=mentor"
    assert f'href="{join}"' in ben.get(url(ended, "keepsake")).content.decode()
    assert join not in sign_in(ended.ada).get(url(ended, "keepsake")).content.decode()
    other = make.cohort(ended.program)
    form = ben.get(reverse("programs:join", args=[ended.program.code, other.code]), {"as": "mentor"})
    page = form.content.decode()
    assert (page.count("Delegation"), "Payroll" in page) == (2, True)


def test_a_story_is_written_approved_and_taken_back(ended, sign_in):
    ada, ben = sign_in(ended.ada), sign_in(ended.ben)
    assert ben.post(url(ended, "story"), {"text": "", "version": 0}).status_code == 422
    assert ben.post(url(ended, "story"), {"text": "We met.", "version": 0}).status_code == 303
    stale = ada.post(url(ended, "story"), {"text": "Mine, kept", "version": 0})
    assert (stale.status_code, "Mine, kept" in stale.content.decode()) == (409, True)
    assert ada.post(url(ended, "story_approve"), {"version": 7}).status_code == 409
    cohort = reverse("programs:cohort", args=[ended.program.code, ended.cohort.code])
    mira = sign_in(ended.mira)
    assert "We met." not in mira.get(cohort).content.decode()
    assert ada.post(url(ended, "story_approve"), {"version": 1}).status_code == 303
    assert "We met." in mira.get(cohort).content.decode()
    assert ben.post(url(ended, "story_back")).status_code == 303
    assert not SharedStory.objects.exists()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_was_kept(ended, sign_in, number, django_assert_num_queries):
    for place in range(number):
        goal = rows.goal(ended.ada_ben)
        rows.milestone(goal, reached_at=make.NOW)
        rows.meeting(ended.ada_ben, days=-10 - place)
    ben = sign_in(ended.ben)
    with django_assert_num_queries(12):
        ben.get(url(ended, "keepsake"))
    with django_assert_num_queries(6):
        ben.get(url(ended, "story"))


def test_keepsake_counts_goals_reached_only_where_there_are_any(world, sign_in):
    goal = rows.goal(world.ada_ben)
    assert "reached" not in sign_in(world.ben).get(url(world, "keepsake")).content.decode()
    goal.state = "reached"
    goal.save()
    assert "<b>1</b> goal reached" in sign_in(world.ben).get(url(world, "keepsake")).content.decode()
