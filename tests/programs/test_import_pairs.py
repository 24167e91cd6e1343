"""A file of pairs on the pages of a coordinator."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentorship.notifications.models import Occurrence
from programs.models import Answer, Mentorship, Person, Question, SharedAnswer, Veto
from tests import make
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


def test_a_column_of_pairs_becomes_a_question_to_whom_its_heading_names(world: World, mira: Client):
    """Hana is new, Ada has her place; “Site” names neither, so both are asked."""
    text = (
        "Mentor email,Mentee,Mentee email,Mentee: why now,Site\n"
        f"{world.ada.email},Hana,hana@example.org,A new role,Berlin\n"
    )
    mira.post(at(world), given(text, "pairs.csv"))
    means = ("mentor_email", "mentee_name", "mentee_email", "ask-partner", "ask")
    answer = mira.post(at(world, "map", 1), columns(*means, role="pairs"))
    assert answer["Location"] == at(world, "check", 1)
    check = mira.get(at(world, "check", 1)).context["check"]
    assert [(one.label, str(one.asked), one.answers, one.new) for one in check.asked] == [
        ("Mentee: why now", Question.Asked.MENTEES.label, 1, True),
        ("Site", Question.Asked.BOTH.label, 2, True),
    ]
    assert mira.post(at(world, "check", 1), {"update": "on"})["Location"] == at(world, "done", 1)
    said = {(one.enrolment.person.name, one.question.label, one.text) for one in Answer.objects.all()}
    assert said == {("Hana", "Site", "Berlin"), ("Ada", "Site", "Berlin")}
    shared = SharedAnswer.objects.get()
    assert (shared.enrolment.person.name, shared.text) == ("Hana", "A new role")


def test_what_does_not_fit_a_question_to_both_is_one_problem(world: World, mira: Client):
    text = PAIRS.replace("Start", "Site").replace("2026-03-01", "x" * 2001)
    mira.post(at(world), given(text, "pairs.csv"))
    targets = ("mentor_name", "mentor_email", "mentee_name", "mentee_email", "ask", "rhythm", "met")
    mira.post(at(world, "map", 1), columns(*targets, role="pairs"))
    check = mira.get(at(world, "check", 1)).context["check"]
    assert [(group.code, group.total) for group in check.groups] == [("long_text", 1)]


def test_what_is_cut_off_says_how_many_more(world: World, mira: Client):
    more = "".join(f"A{n},a{n}@example.org,B{n},b{n}@example.org,,,\n" for n in range(4))
    mira.post(at(world), given(PAIRS + more, "pairs.csv"))
    page = mira.get(at(world, "check", 1)).content.decode()
    assert '<p class="meta" id="more-together">and 2 more</p>' in page


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


def known_pairs(world: World, count: int) -> str:
    """A file of pairs who are here and share no language."""
    lines = []
    for number in range(count):
        for role, language in (("mentor", "Finnish"), ("mentee", "English")):
            email = f"{role}{number}@orchard.example"
            person = make.person(world.orchard, f"{role} {number}", email=email, languages=[language])
            make.enrolment(world.cohort, role, person)
        lines.append(f"A,mentor{number}@orchard.example,B,mentee{number}@orchard.example,,,\n")
    return PAIRS.splitlines()[0] + "\n" + "".join(lines)


def test_the_check_says_beside_a_pair_which_rules_it_breaks_and_imports_it(world: World, mira: Client):
    """Its line comes first, whatever its row."""
    easy = PAIRS.splitlines()[1] + "\n"
    head, rest = known_pairs(world, 1).split("\n", 1)
    mira.post(at(world), given(f"{head}\n{easy}{rest}", "pairs.csv"))
    page = mira.get(at(world, "check", 1))
    assert [(pair.row, pair.against) for pair in page.context["check"].together] == [
        (3, "Your rules would not allow this pair: no shared language."),
        (2, ""),
    ]
    text = page.content.decode()
    assert "1 pair breaks a rule of your matching. It runs already, so it is imported all the same." in text
    assert text.count("Your rules would not allow this pair: no shared language.") == 1
    assert mira.post(at(world, "check", 1))["Location"] == at(world, "done", 1)
    assert Mentorship.objects.filter(cohort=world.cohort).count() == 4


def test_the_part_after_a_repair_says_so_too(world: World, mira: Client):
    mira.post(at(world), given(known_pairs(world, 1) + ",not an address,,,,,\n", "pairs.csv"))
    headers = {"HX-Request": "true", "HX-Target": "checked"}
    answer = mira.post(at(world, "fix", 1), {"do": "cells"}, headers=headers)
    assert "1 pair breaks a rule of your matching." in answer.content.decode()


def test_a_veto_is_in_no_line_of_the_check(world: World, mira: Client):
    text = known_pairs(world, 1)
    mira.post(at(world), given(text, "pairs.csv"))
    before = mira.get(at(world, "check", 1)).context["check"]
    who = [Person.objects.get(email=f"{role}0@orchard.example") for role in ("mentor", "mentee")]
    Veto.objects.create(author=who[0], about=who[1], reason="canary")
    page = mira.get(at(world, "check", 1))
    assert page.context["check"] == before
    refused = mira.post(at(world, "check", 1))
    assert (refused.status_code, Mentorship.objects.count()) == (409, 2)
    assert "mentor 0 and mentee 0 can’t be matched. Nothing was written." in refused.content.decode()


def test_of_people_whom_nobody_knows_the_rules_say_nothing(world: World, mira: Client):
    mira.post(at(world), given(PAIRS, "pairs.csv"))
    page = mira.get(at(world, "check", 1))
    assert (page.context["check"].against, page.context["check"].together[0].against) == ("", "")


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_rules_ask_the_same_number_of_statements_for_any_number_of_pairs(
    world: World, mira: Client, rows: int, django_assert_num_queries
):
    mira.post(at(world), given(known_pairs(world, rows), "pairs.csv"))
    with django_assert_num_queries(15):
        page = mira.get(at(world, "check", 1)).context["check"]
    assert (page.pairs, len(page.together), page.against[:2].strip()) == (rows, min(rows, 10), str(rows))
