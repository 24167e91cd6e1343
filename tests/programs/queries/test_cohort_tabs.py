"""Where a coordinator is in a cohort: six things at most at the top, one of them current."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mentorship.lib import clock
from programs.models import Cohort
from programs.models.programs import Part
from programs.queries.cohort_tabs import GROUPS, cohort_tabs
from tests.world import World

PAGES = [(group, name) for group, _label, held in GROUPS for name in held]


@pytest.mark.parametrize("group, name", PAGES)
def test_each_page_is_marked_once_and_its_group_with_it(
    group: str, name: str, world: World, django_assert_num_queries
):
    with django_assert_num_queries(0):
        tabs = cohort_tabs(world.program, world.cohort, name)
    assert len(tabs.groups) <= 6
    assert [one.key for one in tabs.groups if one.current] == [group]
    if tabs.pages:
        assert [one.key for one in tabs.pages if one.current == "page"] == [name]
        assert {one.current for one in tabs.groups} == {"", "true"}
    else:
        assert {one.current for one in tabs.groups} == {"", "page"}


def test_a_group_leads_to_its_first_page(world: World):
    tabs = cohort_tabs(world.program, world.cohort, "notes")
    assert (tabs.within, [one.key for one in tabs.pages]) == ("In touch", ["requests", "notes", "timeline"])
    assert next(one.url for one in tabs.groups if one.key == "touch") == tabs.pages[0].url


def test_what_a_program_does_not_use_is_not_there(world: World):
    world.program.chosen_parts = [part for part in Part.values if part != Part.TIMELINE]
    tabs = cohort_tabs(world.program, world.cohort, "notes")
    assert [one.key for one in tabs.pages] == ["requests", "notes"]


def test_an_archived_cohort_says_so(world: World):
    assert cohort_tabs(world.program, world.cohort, "overview").pages == []
    Cohort.objects.filter(pk=world.cohort.pk).update(archived_at=clock.now())
    world.cohort.refresh_from_db()
    pages = cohort_tabs(world.program, world.cohort, "overview").pages
    assert [(one.key, one.label) for one in pages] == [("overview", "Overview"), ("close", "Archived")]


@pytest.mark.parametrize("route", [route for _g, _l, held in GROUPS for _w, route in held.values()])
def test_every_tab_leads_to_a_page_that_marks_itself(route: str, world: World, sign_in):
    mira: Client = sign_in(world.mira)
    url = reverse(route, args=[world.program.code, world.cohort.code])
    page = mira.get(url).content.decode()
    navs = "".join(re.findall(r'<nav class="(?:tabs|subtabs)[^>]*>.*?</nav>', page, re.DOTALL))
    assert re.findall(r'href="([^"]+)" aria-current="page"', navs) == [url]
    assert navs.count("aria-current") <= 2
