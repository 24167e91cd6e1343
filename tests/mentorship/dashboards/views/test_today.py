"""Putting a line of Today off, with script and without."""

from django.urls import reverse

from mentorship.accounts.models import Snooze
from mentorship.lib import clock
from tests.sessions import rows

LATER = "/today/later/"
HTMX = {"HX-Request": "true", "HX-Target": "lines"}


def keys(client) -> list[str]:
    page = client.get("/today/").context["page"]
    return [line.key for line in [page.hero, *page.waiting] if line]


def test_a_line_put_off_is_gone_and_the_next_is_first(world, sign_in):
    ben = sign_in(world.ben)
    first, second = keys(ben)
    answer = ben.post(LATER, {"line": first})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/today/")
    assert keys(ben) == [second]
    assert ben.get("/today/").context["page"].headline.startswith("One thing")


def test_with_script_only_the_lines_come_back_and_the_focus_goes_on(world, sign_in):
    ben = sign_in(world.ben)
    first, second = keys(ben)
    answer = ben.post(LATER, {"line": first}, headers=HTMX)
    html = answer.content.decode()
    assert (answer.status_code, "<html" in html, answer.headers["Vary"].count("HX-Request")) == (
        200,
        False,
        1,
    )
    assert html.count("hx-swap-oob") == 2
    assert html.count("data-focus") == 1
    last = ben.post(LATER, {"line": second}, headers=HTMX).content.decode()
    assert "Nothing more today" in last
    assert last.count("data-focus") == 1


def test_a_line_that_has_gone_changes_nothing(world, sign_in):
    ben = sign_in(world.ben)
    for key in ("", "made-up", "x" * 500):
        assert ben.post(LATER, {"line": key}).status_code == 303
    assert Snooze.objects.count() == 0
    assert len(keys(ben)) == 2


def test_after_three_times_the_line_asks_whether_to_stop(world, sign_in):
    ben = sign_in(world.ben)
    key = keys(ben)[0]
    Snooze.objects.create(user=world.ben.user, key=key, until=clock.now(), times=3)
    assert b"Stop asking?" in ben.get("/today/").content
    ben.post(LATER, {"line": key})
    assert key in keys(ben)
    ben.post(LATER, {"line": key, "stop": "1"})
    assert key not in keys(ben)


def test_an_action_is_ticked_on_today(world, sign_in):
    item = rows.action(world.member(world.ben), "Read the guide")
    ben = sign_in(world.ben)
    page = ben.get("/today/")
    assert [one.text for one in page.context["page"].actions] == ["Read the guide"]
    done = {"action": item.pk, "done": "1", "next": "/today/"}
    ben.post(reverse("sessions:action_done", args=[world.ada_ben.code]), done)
    assert ben.get("/today/").context["page"].actions == []
