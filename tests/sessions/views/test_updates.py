"""Updates: posted from their page or any other, turned into topics."""

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from sessions.actions.messages import post_update
from sessions.models import AgendaItem, Update
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true", "HX-Target": "updates"}


@pytest.fixture
def url(world):
    return reverse("sessions:updates", args=[world.ada_ben.code])


def test_update_is_posted_and_shown_to_both(world, url, sign_in):
    rows.goal(world.ada_ben, "By June I will lead a team.")
    ben = sign_in(world.ben)
    words = {"progress": "Outline done", "obstacle": "No slot", "link": "https://example.org/a", "goal": "1"}
    part = ben.post(url, words, headers=HTMX)
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<section id="updates"')
    assert "Posted. Ada can read it now." in part.content.decode()
    shown = sign_in(world.ada).get(url).content.decode()
    assert [word in shown for word in ("Outline done", "No slot", "example.org/a", "lead a team")] == [
        True
    ] * 4


def test_update_from_another_page_leads_back_there(world, url, sign_in):
    ben, goals = sign_in(world.ben), reverse("sessions:space", args=[world.ada_ben.code])
    words = {"progress": "Done", "next": goals, "form_key": "k" * 24}
    assert [ben.post(url, words)["Location"] for _ in range(2)] == [goals, goals]
    assert Update.objects.count() == 1
    assert ben.post(url, {"progress": "x", "next": "https://elsewhere.example/"})["Location"] == url


def test_bad_update_keeps_its_text(world, url, sign_in):
    rows.goal(world.ada_ben)
    ben = sign_in(world.ben)
    assert ben.post(url, {}).status_code == 422
    bad = ben.post(url, {"progress": "Kept", "link": "javascript:alert(1)"})
    assert bad.status_code == 422
    assert "Kept" in bad.content.decode()
    assert '<details id="update-more" open>' in bad.content.decode()
    assert ben.post(url, {"progress": "x", "goal": "77"}).status_code == 422
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert ben.post(url, {"progress": "Late"}).status_code == 409
    assert "update-form" not in ben.get(url).content.decode()
    assert not Update.objects.exists()


def test_the_obstacle_is_what_becomes_a_topic(world, url, sign_in):
    rows.update(rows.seats(world.ada_ben)[1], "Moved", obstacle="Stuck with the budget")
    rows.meeting(world.ada_ben, days=2)
    turn = reverse("sessions:message_turn", args=[world.ada_ben.code])
    done = sign_in(world.ada).post(turn, {"what": "update", "number": "1", "into": "topic"})
    assert done["Location"] == url
    assert AgendaItem.objects.get().title == "Stuck with the budget"
    assert clock.now() == Update.objects.get().posted_at


def test_a_goal_kept_to_oneself_stands_in_no_update(world, url, sign_in):
    """Neither offered, nor taken when named by hand; one that a row names all the same is not shown."""
    goal = rows.goal(world.ada_ben, "SECRET goal", only_me=True)
    ben = sign_in(world.ben)
    assert "SECRET goal" not in ben.get(url).content.decode()
    assert ben.post(url, {"progress": "Moved", "goal": str(goal.number)}).status_code in {303, 422}
    assert not Update.objects.exclude(goal=None).exists()
    rows.update(rows.seats(world.ada_ben)[1], "Moved on", goal=goal)
    assert "SECRET goal" not in sign_in(world.ada).get(url).content.decode()


def test_post_update_takes_no_goal_its_author_keeps(world):
    ben = rows.seats(world.ada_ben)[1]
    assert post_update(by=ben, progress="x", goal=rows.goal(world.ada_ben, only_me=True)).goal is None
