"""“What they see”: real screens, an invented pair, nothing left of it, nothing to press."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse

from mentorship.dashboards.queries.samples import ROLES, SCREENS, to_look_at
from programs.models import Program
from sessions.actions.goals import set_goal


def at(world, role="mentee", screen="today"):
    return reverse("dashboards:what_they_see", args=[world.program.code, role, screen])


def rows() -> dict[str, int]:
    labels = ("accounts", "notifications", "work", "programs", "matching", "mentoring_sessions", "dashboards")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: model.objects.count() for model in models}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("role", ROLES)
def test_screen_is_shown_with_the_invented_pair_and_leaves_nothing(world, sign_in, role, screen):
    set_goal(by=world.member(world.ben), sentence="CANARY of a real pair")
    client = sign_in(world.mira)
    before = rows()
    answer = client.get(at(world, role, screen))
    assert answer.status_code == 200
    shown = str(answer.context["shown"])
    other = {"mentee": "Robin", "mentor": "Alex"}[role]
    assert other in shown
    assert "CANARY" not in answer.content.decode()
    assert rows() == before
    assert mail.outbox == []
    enabled = [
        tag
        for tag in re.findall(r"<(?:button|input|select|textarea)\b[^>]*>", shown)
        if "disabled" not in tag
    ]
    assert enabled == []
    links = set(re.findall(r'href="([^"]*)"', shown))
    assert {link for link in links if "/what-they-see/" not in link} == set()
    assert "<h1" not in shown
    assert not re.search(r"\s(?:action|formaction|hx-\w+)=", shown)


@pytest.mark.parametrize("role", ROLES)
def test_check_in_is_shown_with_its_question_and_its_five_words(world, sign_in, role):
    shown = str(sign_in(world.mira).get(at(world, role, "check_in")).context["shown"])
    assert len(re.findall(r'<(?:button|input)\b[^>]*\bname="choice"', shown)) == 6  # and one to skip


def test_real_people_find_no_trace_and_the_coordinator_stays_who_she_is(world, sign_in):
    client = sign_in(world.mira)
    client.get(at(world))
    page = client.get(reverse("dashboards:today")).content.decode()
    assert ("Sample" in page, client.get(at(world)).wsgi_request.user == world.mira) == (False, True)
    people = reverse("programs:people", args=[world.program.code, world.cohort.code])
    assert "Robin" not in client.get(people).content.decode()


def test_parts_that_are_off_leave_no_trace_in_the_sample(world, sign_in):
    client = sign_in(world.mira)
    with_parts = str(client.get(at(world, screen="space")).context["shown"])
    Program.objects.filter(pk=world.program.pk).update(chosen_parts=[])
    without = str(client.get(at(world, screen="space")).context["shown"])
    assert ("Messages" in with_parts, "Messages" in without) == (True, False)


@pytest.mark.parametrize(("role", "screen"), [("coordinator", "today"), ("mentee", "nothing")])
def test_what_is_not_in_the_list_is_not_there(world, sign_in, role, screen):
    assert sign_in(world.mira).get(at(world, role, screen)).status_code == 404


def test_picture_of_a_page_acts_on_nothing():
    html = (
        '<main id="main"><h1>A</h1><a id="x" href="/real/" aria-label="Go: there">go</a><a href="/known/">k</a>'
        '<form method="post" action="/do/" hx-post="/do/"><button type="submit" data-focus>B</button>'
        '<input name="c" value="1"></form></main>'
    )
    assert to_look_at(html, {"/known/": "/sample/"}) == (
        '<h2>A</h2><a id="x">go</a><a href="/sample/">k</a>'
        '<form><button disabled type="submit">B</button><input disabled name="c" value="1"></form>'
    )
