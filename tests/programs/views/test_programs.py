"""The list of programs, a new one, and an owner's way into one."""

import pytest
from django.urls import reverse

from programs.models import AuditEvent, Cohort, Program, StaffRole
from tests import make

LIST = reverse("programs:programs")
NEW = reverse("programs:program_new")


def typed(**changes):
    facts = {
        "name": "Spring",
        "purpose": "Learn from each other.",
        "kind": "classic",
        "months": "6",
        "rhythm_weeks": "4",
        "time_zone": "Europe/Berlin",
        "cohort_name": "2027",
        "enrol_from": make.some_day().isoformat(),
        "enrol_until": make.some_day(20).isoformat(),
        "starts_on": make.some_day(30).isoformat(),
        "ends_on": make.some_day(200).isoformat(),
    }
    return {**facts, **changes}


def test_list_shows_own_programs_with_counts_and_no_others(world, sign_in):
    page = sign_in(world.mira).get(LIST)
    (card,) = page.context["programs"].own
    (line,) = card.cohorts
    assert (card.name, line.name, line.people, line.matched) == ("Growing together", "Autumn", 5, 2)
    assert page.context["programs"].others == []
    assert "Another program" not in page.text


def test_list_of_an_owner_names_programs_without_their_inside(world, sign_in):
    page = sign_in(world.otto).get(LIST)
    assert [one.name for one in page.context["programs"].others] == ["Another program", "Growing together"]
    assert page.context["programs"].own == []
    assert "Autumn" not in page.text


@pytest.mark.parametrize("programs", (1, 3, 30))
def test_list_asks_the_same_number_of_questions_for_any_number_of_programs(
    world, sign_in, django_assert_num_queries, programs
):
    for _ in range(programs):
        program = make.program(world.orchard)
        make.cohort(program)
        StaffRole.objects.create(
            user=world.mira, organisation=world.orchard, program=program, role="coordinator"
        )
    client = sign_in(world.mira)
    with django_assert_num_queries(6):
        client.get(LIST)


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_owner_creates_a_program_and_coordinates_it(world, sign_in, headers, status):
    answer = sign_in(world.otto).post(NEW, typed(), headers=headers)
    program = Program.objects.get(name="Spring")
    cohort = Cohort.objects.get(program=program)
    to = reverse("programs:cohort", args=[program.code, cohort.code])
    assert (answer.status_code, answer.headers.get("HX-Redirect") or answer["Location"]) == (status, to)
    assert [role.user for role in StaffRole.objects.coordinators().filter(program=program)] == [world.otto]
    assert AuditEvent.objects.filter(verb="program.created", target=f"program:{program.pk}").count() == 1


def test_new_program_is_made_once_however_often_it_is_sent(world, sign_in):
    client = sign_in(world.otto)
    first, second = (client.post(NEW, typed(form_key="same")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Program.objects.filter(name="Spring").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"name": "x" * 121}, "name", "Ensure this value has at most 120 characters (it has 121)."),
        ({"months": "0"}, "months", "Ensure this value is greater than or equal to 1."),
        (
            {"time_zone": "Mars"},
            "time_zone",
            "Select a valid choice. Mars is not one of the available choices.",
        ),
        ({"starts_on": "2027-13-45"}, "starts_on", "Enter a valid date."),
        ({"starts_on": "0001-01-01"}, "starts_on", "Choose a day between the years 2000 and 2100."),
        (
            {"ends_on": "2001-01-01"},
            "ends_on",
            "The cohort ends before it starts. Choose a later day to end.",
        ),
        (
            {
                **dict.fromkeys(("starts_on", "enrol_from", "enrol_until"), "2001-01-01"),
                "ends_on": "2001-05-01",
            },
            "ends_on",
            "This cohort would be over already. Choose a later day to end.",
        ),
        (
            {"enrol_until": "2001-01-01"},
            "enrol_until",
            "Enrolment closes before it opens. Choose a later day to close.",
        ),
    ],
)
def test_new_program_with_bad_input_says_so_and_writes_nothing(world, sign_in, changes, field, sentence):
    before = Program.objects.count()
    answer = sign_in(world.otto).post(NEW, typed(**changes))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert 'value="2027"' in answer.text  # what was typed stays
    assert Program.objects.count() == before


def test_new_program_is_not_there_for_those_who_own_nothing(world, sign_in):
    assert sign_in(world.mira).get(NEW).status_code == 404
    assert sign_in(world.ada).post(NEW, typed()).status_code == 404
    assert sign_in(world.otto).get(NEW).status_code == 200


def test_template_fills_in_kind_length_and_rhythm(world, sign_in):
    form = sign_in(world.otto).get(NEW, {"template": "onboarding"}).context["form"]
    assert (form["kind"].value(), form["months"].value(), form["rhythm_weeks"].value()) == (
        "onboarding",
        3,
        2,
    )
    assert sign_in(world.otto).get(NEW, {"template": "made up"}).context["chosen"].key == "classic"


def test_owner_takes_the_coordinators_role_and_it_is_written_down(world, sign_in):
    client = sign_in(world.otto)
    people = reverse("programs:people", args=[world.program.code, world.cohort.code])
    assert client.get(people).status_code == 404
    answer = client.post(reverse("programs:take_role", args=[world.program.code]))
    assert answer.status_code == 303
    assert client.get(people).status_code == 200
    assert AuditEvent.objects.filter(verb="coordinator.role_taken", actor=world.otto).count() == 1


def test_role_is_not_taken_by_anybody_else(world, sign_in):
    take = reverse("programs:take_role", args=[world.program.code])
    for who in (world.nora, world.ada, world.zed):
        assert sign_in(who).post(take).status_code == 404
