"""Coordinators fill the library of their program."""

import pytest
from django.urls import reverse

from programs.actions.library import add_item
from programs.models import LibraryItem

pytestmark = pytest.mark.usefixtures("frozen")
WORDS = {
    "title": "House rules",
    "link": "",
    "text": "Be kind.",
    "topics": "manners\nbeginning",
    "minutes": "2",
}


def items_of(world) -> str:
    return reverse("programs:program_library", args=[world.program.code])


def item_page(world, item, name: str = "library_item") -> str:
    return reverse(f"programs:{name}", args=[world.program.code, item.code])


def add(world) -> LibraryItem:
    return add_item(program=world.program, by=world.mira, title="House rules", text="Be kind.")


def test_an_item_is_added_once_and_read_by_the_people_of_the_program(world, sign_in):
    mira = sign_in(world.mira)
    answers = [mira.post(items_of(world), {**WORDS, "form_key": "a" * 24}) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, items_of(world))] * 2
    item = LibraryItem.objects.get()
    assert (item.title, item.topics, item.minutes, item.for_whom) == (
        "House rules",
        ["manners", "beginning"],
        2,
        "everybody",
    )
    assert "House rules" in sign_in(world.ben).get(reverse("programs:library")).content.decode()
    assert "Everybody who takes part in this program" in mira.get(items_of(world)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "Give it a title."),
        ({"text": ""}, "Give a link or write a text"),
        ({"link": "javascript:alert(1)"}, "Give a web address"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"for_whom": "cats"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(world, sign_in, sent, sentence):
    answer = sign_in(world.mira).post(items_of(world), {**WORDS, **sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "manners" in answer.content.decode()
    assert LibraryItem.objects.count() == 0


def test_two_coordinators_at_once_lose_nothing(world, sign_in):
    item = add(world)
    mira = sign_in(world.mira)
    assert mira.post(item_page(world, item), {**WORDS, "title": "First", "version": "1"}).status_code == 303
    second = mira.post(item_page(world, item), {**WORDS, "title": "Second", "version": "1"})
    page = second.content.decode()
    assert second.status_code == 409
    assert ("First" in page, "Second" in page, 'name="version" value="2"' in page) == (True, True, True)
    assert mira.post(item_page(world, item), {**WORDS, "title": "Second", "version": "2"}).status_code == 303
    assert LibraryItem.objects.get().title == "Second"


def test_an_item_is_changed_and_removed_by_its_coordinators_only(world, sign_in):
    item = add(world)
    nora = sign_in(world.nora)
    assert nora.get(item_page(world, item)).status_code == 404
    assert nora.post(item_page(world, item, "library_item_remove")).status_code == 404
    own = world.nora.staff_roles.get().program
    assert nora.get(reverse("programs:library_item", args=[own.code, item.code])).status_code == 404
    mira = sign_in(world.mira)
    assert mira.get(item_page(world, item)).status_code == 200
    assert mira.post(item_page(world, item, "library_item_remove")).status_code == 303
    assert mira.post(item_page(world, item, "library_item_remove")).status_code == 404
    assert LibraryItem.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_however_many_items_there_are(
    world, sign_in, django_assert_num_queries, count
):
    for _ in range(count):
        add(world)
    mira = sign_in(world.mira)
    with django_assert_num_queries(5):
        mira.get(items_of(world))
