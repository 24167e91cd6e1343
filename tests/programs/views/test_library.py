"""Reading in the library, marks, the record of practice."""

import csv
import io

import pytest
from django.urls import reverse

from programs.actions.library import add_item, mark_read
from programs.models import LibraryMark
from programs.queries.guides import GUIDES

pytestmark = pytest.mark.usefixtures("frozen")
LIBRARY = reverse("programs:library")


def page_of(slug: str, name: str = "library_page") -> str:
    return reverse(f"programs:{name}", args=[slug])


def test_every_guide_is_listed_and_opens(world, sign_in):
    ben = sign_in(world.ben)
    listed = ben.get(LIBRARY).content.decode()
    assert [slug for slug in GUIDES if f'href="{page_of(slug)}"' not in listed] == []
    assert {ben.get(page_of(slug)).status_code for slug in GUIDES} == {200}
    assert ben.get(page_of("nothing")).status_code == 404


def test_a_search_narrows_and_says_when_nothing_fits(world, sign_in):
    ben = sign_in(world.ben)
    found = ben.get(LIBRARY, {"q": "say back", "role": "mentee"}).content.decode()
    assert (page_of("listening") in found, page_of("feedback") in found) == (True, False)
    part = ben.get(
        LIBRARY, {"q": "xyz"}, headers={"HX-Request": "true", "HX-Target": "entries"}
    ).content.decode()
    assert part.lstrip().startswith('<div id="entries"')
    assert "Nothing fits" in part
    odd = ben.get(LIBRARY, {"role": "everyone", "topic": "x" * 300, "q": "y" * 300})
    assert odd.status_code == 200
    assert page_of("listening") in odd.content.decode()


def test_a_programs_item_stands_above_the_guides_with_its_marks_drawn_safely(world, sign_in):
    item = add_item(
        program=world.program,
        by=world.mira,
        title="House <rules>",
        text="## First\n<script>alert(1)</script>",
        link="https://example.org/x",
        minutes=3,
        language="English",
    )
    ben = sign_in(world.ben)
    listed = ben.get(LIBRARY).content.decode()
    assert listed.index("House &lt;rules&gt;") < listed.index(page_of("listening"))
    page = ben.get(page_of(item.code)).content.decode()
    assert "<h4>First</h4>" in page
    assert "<script>alert" not in page
    assert 'href="https://example.org/x" rel="noopener noreferrer nofollow"' in page


def test_read_in_place_and_plainly_and_taken_back(world, sign_in):
    ben = sign_in(world.ben)
    plain = ben.post(page_of("listening", "library_mark"), {"read": "1"})
    assert (plain.status_code, plain["Location"]) == (303, f"{page_of('listening')}#mark")
    assert "read 18 Nov" in ben.get(LIBRARY).content.decode()
    htmx = {"HX-Request": "true", "HX-Target": "mark"}
    part = ben.post(page_of("listening", "library_mark"), {"read": "0"}, headers=htmx).content.decode()
    assert part.lstrip().startswith('<div id="mark"')
    assert "Not marked as read any more." in part
    assert LibraryMark.objects.count() == 0
    assert ben.post(page_of("nothing", "library_mark"), {"read": "1"}).status_code == 404


def test_the_record_of_practice_has_dates_and_can_be_taken_along(world, sign_in):
    ada = sign_in(world.ada)
    assert "Nothing here yet" in ada.get(reverse("programs:library_record")).content.decode()
    for slug in ("listening", "networking"):
        mark_read(user=world.ada.user, slug=slug, read=True)
    page = ada.get(reverse("programs:library_record")).content.decode()
    assert "18 Nov 2026" in page
    answer = ada.get(reverse("programs:library_record"), {"as": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="mentoring-practice.csv"'
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    guide = GUIDES["listening"]
    assert table[1:] == [[str(guide.title), str(guide.summary), "2026-11-18", str(guide.minutes)]]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_cost_the_same_however_much_there_is(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        item = add_item(program=world.program, by=world.mira, title=f"Item {number}", text="x")
        mark_read(user=world.ada.user, slug=item.code, read=True)
    ada = sign_in(world.ada)
    with django_assert_num_queries(5):
        ada.get(LIBRARY)
    with django_assert_num_queries(9):
        ada.get(page_of(item.code))
    with django_assert_num_queries(4):
        ada.get(reverse("programs:library_record"))
