"""All one's open actions, by when; another day, handed back, removed."""

import pytest
from django.urls import reverse

from mentorship.lib import clock
from sessions.models import ActionItem
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
DESK = {"HX-Request": "true", "HX-Target": "desk"}


def url(world, name: str = "action_date") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def desk(client, tab: str = "") -> str:
    return client.get(reverse("sessions:my_actions"), {"tab": tab} if tab else {}).content.decode()


def test_actions_of_all_mentorships_stand_by_when(world, sign_in):
    ben = rows.seats(world.ada_ben)[1]
    for text, days in (("Late", -1), ("Soon", 3), ("Far", 30)):
        rows.action(ben, text, due_on=make.some_day(days))
    rows.action(ben, "Some day")
    rows.action(ben, "Done", done_at=clock.now())
    shown = desk(sign_in(world.ben))
    places = [shown.index(word) for word in ("Past their date", "Late", "This week", "Soon")]
    places += [shown.index(word) for word in ("Later<", "Far", "No date", "Some day")]
    assert places == sorted(places)
    assert "Nothing promised. That’s allowed." in desk(sign_in(world.dan))
    assert "Soon" in desk(sign_in(world.ada), "promised")
    assert "Soon" not in desk(sign_in(world.cleo), "promised")


@pytest.mark.parametrize("headers", [{}, DESK])
def test_another_day_and_handing_back(world, sign_in, headers):
    item = rows.action(rows.seats(world.ada_ben)[1], "Send it", due_on=make.some_day(-2))
    ben = sign_in(world.ben)
    day = make.some_day(5)
    moved = ben.post(url(world), {"action": item.pk, "due_on": day.isoformat()}, headers=headers)
    assert moved.status_code == (200 if headers else 303)
    item.refresh_from_db()
    assert item.due_on == day
    back = ben.post(url(world, "action_back"), {"action": item.pk, "line": "No time."}, headers=headers)
    assert back.status_code == (200 if headers else 303)
    assert "Send it" not in desk(ben)
    assert "No time." in desk(sign_in(world.ada), "promised")
    assert "No time." in sign_in(world.ada).get(url(world, "action_new")).content.decode()


@pytest.mark.parametrize("headers", [{}, DESK])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("action_date", {"due_on": "2026-11-01"}),
        ("action_date", {"due_on": "soon"}),
        ("action_back", {"line": ""}),
    ],
)
def test_what_cannot_be_is_422_beside_its_field(world, sign_in, headers, name, typed):
    item = rows.action(rows.seats(world.ada_ben)[1], "Send it")
    answer = sign_in(world.ben).post(url(world, name), {"action": item.pk, **typed}, headers=headers)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert next(iter(typed.values())) in answer.content.decode()


def test_a_mistake_is_removed_and_what_is_closed_stays(world, sign_in):
    ben = rows.seats(world.ada_ben)[1]
    item, done = rows.action(ben), rows.action(ben, done_at=clock.now())
    client = sign_in(world.ben)
    assert client.post(url(world, "action_remove"), {"action": item.pk}).status_code == 303
    assert client.post(url(world, "action_remove"), {"action": done.pk}).status_code == 409
    assert ActionItem.objects.get() == done


def test_others_actions_are_not_theirs_to_change(world, sign_in):
    item = rows.action(rows.seats(world.ada_ben)[1])
    for name in ("action_date", "action_back", "action_remove"):
        assert sign_in(world.ada).post(url(world, name), {"action": item.pk}).status_code == 403
        assert sign_in(world.cleo).post(url(world, name), {"action": item.pk}).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        rows.action(rows.seats(world.ada_ben)[1], str(number))
    ben = sign_in(world.ben)
    desk(ben)
    with django_assert_num_queries(5):
        desk(ben)
