"""A file of pairs on the pages of a coordinator."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentorship.notifications.models import Occurrence
from tests.programs.queries.test_importing_workbook import workbook
from tests.programs.views.test_imports import at, columns, given
from tests.world import World


@pytest.fixture
def mira(world: World, sign_in) -> Client:
    return sign_in(world.mira)


PAIRS = (
    "Mentor,Mentor email,Mentee,Mentee email,Start,Rhythm,Dates met\n"
    "Gil,gil@example.org,Hana,hana@example.org,2026-03-01,every 2 weeks,2026-03-05\n"
)


def test_pairs_come_in_with_two_presses_after_the_file(world: World, mira: Client):
    answer = mira.post(at(world), given(PAIRS, "pairs.csv"))
    assert answer["Location"] == at(world, "check", 1)
    page = mira.get(at(world, "check", 1))
    assert (page.context["check"].pairs, page.context["check"].dates_met) == (1, 1)
    for words in ("Gil and Hana", "since 1 March 2026", "every 2 weeks", "met once", "Import 1 pair<"):
        assert words in page.content.decode()
    assert mira.post(at(world, "check", 1))["Location"] == at(world, "done", 1)
    done = mira.get(at(world, "done", 1)).content.decode()
    assert "1 mentorship runs in Autumn" in done
    assert "1 date on which they met was noted." in done


def test_columns_of_pairs_that_nobody_needs_are_named_on_the_check(world: World, mira: Client):
    text = PAIRS.replace("Start", "Notes").replace("2026-03-01", "nice people")
    assert mira.post(at(world), given(text, "pairs.csv"))["Location"] == at(world, "check", 1)
    assert "Not used: Notes" in mira.get(at(world, "check", 1)).content.decode()


def test_the_order_of_dates_is_asked_once_for_the_file(world: World, mira: Client):
    answer = mira.post(at(world), given(PAIRS.replace("2026-03-01", "03/04/2026"), "pairs.csv"))
    assert answer["Location"] == at(world, "map", 1)
    targets = ("mentor_name", "mentor_email", "mentee_name", "mentee_email", "started", "rhythm", "met")
    page = mira.post(at(world, "map", 1), columns(*targets, role="pairs"))
    assert page.context["form"].errors == {
        "dates": ["Say what comes first in these dates: the file leaves it open."]
    }
    mira.post(at(world, "map", 1), columns(*targets, role="pairs", dates="mdy"))
    assert "since 4 March 2026" in mira.get(at(world, "check", 1)).content.decode()


def test_columns_of_pairs_and_of_people_do_not_mix(world: World, mira: Client):
    mira.post(at(world), given(PAIRS, "pairs.csv"))
    rest = ("", "", "mentee_email", "", "", "")
    page = mira.post(at(world, "map", 1), columns("department", *rest, role="pairs"))
    assert page.context["form"].errors == {
        "column-0": [
            "Choose a column for the mentor and one for the mentee.",
            "“Department” is about one person. Choose something of pairs, or “not used”.",
        ]
    }
    page = mira.post(at(world, "map", 1), columns("email", *rest, role="mentor"))
    assert list(page.context["form"].errors) == ["column-3"]


def test_a_workbook_of_pairs_comes_in_like_any_other_file(world: World, mira: Client):
    rows = [
        ["Mentor", "Mentor email", "Mentee", "Mentee email", "Start", "Rhythm", "Met 1", "Met 2"],
        ["Gil", "gil@example.org", "Hana", "hana@example.org", date(2026, 3, 1), 2, date(2026, 3, 5), None],
    ]
    file = SimpleUploadedFile("pairs.xlsx", workbook(rows, title="Running pairs"))
    assert mira.post(at(world), {"file": file})["Location"] == at(world, "check", 1)
    assert "from the sheet “Running pairs”" in mira.get(at(world, "map", 1)).content.decode()
    check = mira.get(at(world, "check", 1)).context["check"]
    assert (check.pairs, check.dates_met, check.together[0].weeks) == (1, 1, 2)
    assert mira.post(at(world, "check", 1), {"announce": "on"}).status_code == 303
    told = Occurrence.objects.filter(kind="matched", recipient__email="gil@example.org")
    assert told.count() == 1


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_check_of_pairs_asks_the_same_number_of_statements(
    world: World, mira: Client, rows: int, django_assert_num_queries
):
    lines = "".join(f"A,a{n}@example.org,B,b{n}@example.org,,,\n" for n in range(rows))
    mira.post(at(world), given(PAIRS.splitlines()[0] + "\n" + lines, "pairs.csv"))
    with django_assert_num_queries(9):
        assert mira.get(at(world, "check", 1)).context["check"].pairs == rows
