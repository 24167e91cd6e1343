"""The presses beside the problems of a file."""

import pytest
from django.test import Client
from django.urls import reverse

from programs.models import PeopleImport, Person
from tests.programs.views.test_imports import at, walk
from tests.world import World

FILE = (
    "name,email,role\nGil,Gil <gil@example.org>,Sr. Mentor\nHana,hana at example,mentee\nIda,ida@x,mentee\n"
)


@pytest.fixture
def mira(world: World, sign_in) -> Client:
    client = sign_in(world.mira)
    walk(client, world, FILE, "name", "email", "role", role="column")
    return client


def press(client: Client, world: World, do: str, **more: object) -> None:
    answer = client.post(at(world, "fix", 1), {"do": do, **more})
    assert (answer.status_code, answer["Location"]) == (303, at(world, "check", 1))


def groups(client: Client, world: World) -> dict[str, int]:
    return {group.code: group.total for group in client.get(at(world, "check", 1)).context["check"].groups}


def test_problems_are_mended_without_another_file(world: World, mira: Client):
    page = mira.get(at(world, "check", 1)).content.decode()
    for part in ('name="cell-3-1" value="hana at example"', "Keep the addresses alone (1)", "“Sr. Mentor”"):
        assert part in page
    press(mira, world, "repair:email_dressed")
    press(mira, world, "words", target=["role"], said=["Sr. Mentor"], means=["mentor"])
    press(mira, world, "cells", **{"cell-3-1": " hana@example.org ", "cell-x": "no cell"})
    assert groups(mira, world) == {"email": 1}
    press(mira, world, "leave:email")
    page = mira.get(at(world, "check", 1))
    assert "1 row is left out." in page.content.decode()
    press(mira, world, "back")
    assert groups(mira, world) == {"email": 1}
    press(mira, world, "leave:email")
    mira.post(at(world, "check", 1))
    assert sorted(Person.objects.filter(name__in=["Gil", "Hana", "Ida"]).values_list("name", flat=True)) == [
        "Gil",
        "Hana",
    ]


@pytest.mark.parametrize("press_of_another", ["repair:email_dressed", "words", "leave:email_dressed"])
def test_what_was_typed_at_one_problem_survives_a_press_at_another(
    world: World, mira: Client, press_of_another: str
):
    typed = {"cell-3-1": "hana@example.org", "cell-4-1": "ida@x"}
    said = {"target": ["role"], "said": ["Sr. Mentor"], "means": ["mentor"]}
    press(mira, world, press_of_another, **typed, **said)
    assert groups(mira, world).get("email") == 1
    assert "role" not in groups(mira, world)


@pytest.mark.parametrize(
    "given",
    [
        {"do": "made up"},
        {"do": "leave:made up"},
        {"do": "words", "target": ["name"], "said": ["Gil"], "means": ["mentor"]},
        {"do": "words", "target": ["role"], "said": ["Sr. Mentor"], "means": ["boss"]},
        {"do": "cells", "cell-999999-1": "x", "cell-3-999": "y" * 2001},
        {"do": "cells", "cell-999999-1": "x"},
    ],
)
def test_made_up_presses_change_nothing(world: World, mira: Client, given: dict[str, object]):
    before = groups(mira, world)
    answer = mira.post(at(world, "fix", 1), given)
    assert answer.status_code == 303
    assert groups(mira, world) == before
    assert PeopleImport.objects.get().mapping.get("values", {}) == {}


def test_only_its_coordinator_mends_a_file(world: World, mira: Client, sign_in):
    address = reverse("programs:import_fix", args=[world.program.code, world.cohort.code, 1])
    assert sign_in(world.nora).post(address, {"do": "leave:email"}).status_code == 404
    assert mira.get(address).status_code == 405
    assert groups(mira, world) == {"role": 1, "email_dressed": 1, "email": 2}


def in_place(client: Client, world: World, do: str, **more: object):
    headers = {"HX-Request": "true", "HX-Target": "checked"}
    return client.post(at(world, "fix", 1), {"do": do, **more}, headers=headers)


def test_a_press_changes_the_page_in_place_and_reads_the_counts_out(world: World, mira: Client):
    answer = in_place(mira, world, "repair:email_dressed")
    page = answer.content.decode()
    assert (answer.status_code, page.strip().startswith('<div class="split" id="checked">')) == (200, True)
    said = "The file was checked again. 0 new places, 0 already here, 3 to fix."
    assert f'<div id="announce" hx-swap-oob="innerHTML">{said}</div>' in page
    assert groups(mira, world) == {"role": 1, "email": 2}
    assert "was checked again" not in mira.get(at(world, "check", 1)).content.decode()


def test_focus_stays_on_what_is_still_there_and_else_goes_to_the_heading(world: World, mira: Client):
    kept = in_place(mira, world, "cells:email", **{"cell-3-1": "hana@example.org", "cell-4-1": "ida@x"})
    assert "data-focus" not in kept.content.decode()
    gone = in_place(mira, world, "leave:email").content.decode()
    assert '<h2 id="fix" tabindex="-1" data-focus>' in gone
    typed = in_place(mira, world, "cells", **{"cell-2-1": "gil@example.org"}).content.decode()
    assert "data-focus" in typed


def test_once_it_is_written_a_press_in_place_leads_to_what_became_of_it(world: World, mira: Client):
    mira.post(at(world, "check", 1), {"skip_problems": "on"})
    PeopleImport.objects.update(state="done", done_at="2026-11-18T10:00Z")
    answer = in_place(mira, world, "back")
    assert (answer.status_code, answer["HX-Redirect"]) == (204, at(world, "check", 1))


@pytest.mark.parametrize("ticked", [[], ["skip_problems"]])
def test_what_was_ticked_to_import_with_survives_a_repair_in_place(
    world: World, mira: Client, ticked: list[str]
):
    """It stands in another form, which a swap draws anew; both forms of repairs send it along."""
    press(mira, world, "words", target=["role"], said=["Sr. Mentor"], means=["mentor"])
    page = mira.get(at(world, "check", 1)).content.decode()
    assert (
        page.count('hx-include="closest form, #take [type=checkbox]"')
        == page.count('hx-target="#checked"')
        == 1
    )
    page = in_place(mira, world, "repair:email_dressed", **dict.fromkeys(ticked, "on")).content.decode()
    box = page.partition('name="skip_problems"')[2].partition(">")[0]
    assert ("checked" in box) == bool(ticked)
    page = in_place(
        mira, world, "leave:email"
    ).content.decode()  # what is left is the press to take them in again
    assert (
        page.count('hx-include="closest form, #take [type=checkbox]"')
        == page.count('hx-target="#checked"')
        == 1
    )
