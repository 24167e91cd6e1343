"""A file becomes people: whole, once, with the rules of adding one person."""

import os
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.actions import imports
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.actions.people import add_person
from programs.models import AuditEvent, Cohort, Enrolment, PeopleImport, Person
from programs.queries.importing import Upload, decoded, read_sheet
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_reader import Choices
from tests import make
from tests.world import World

Row = dict[str, Any]


def prepared(world: World, text: str, *, role: str = "mentor", **choices: Any) -> PeopleImport:
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="people.csv", by=world.mira)
    columns = tuple(guess.target for guess in guess_columns(read_sheet(text)))
    return choose_columns(upload=kept, choices=Choices(columns, role, **choices))


def imported(world: World, text: str, *, skip_problems: bool = False, **choices: Any) -> PeopleImport:
    return import_people(upload=prepared(world, text, **choices), by=world.mira, skip_problems=skip_problems)


def everything() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Person, Enrolment, User, EmailAddress, AuditEvent, Occurrence)
    )


def test_keep_file_keeps_the_text_encrypted_and_a_guess(world: World):
    text = "name,email\nAda Zed,zed@example.org\n"
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="mentors.csv", by=world.mira)
    assert (kept.number, kept.state, kept.content) == (1, "uploaded", text)
    assert kept.mapping == {
        "encoding": "UTF-8",
        "sheet": "",
        "header": ["name", "email"],
        "remembered": False,
        "chosen": False,
        "columns": ["name", "email"],
        "role": "mentor",
        "dates": "",
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, mapping FROM programs_peopleimport")
        assert "zed@example.org" not in str(cursor.fetchone())


def test_keep_file_takes_the_next_number_and_drops_ones_own_unfinished(world: World):
    first = prepared(world, "id\n1\n")
    second = prepared(world, "id\n2\n")
    assert (first.number, second.number) == (1, 2)
    assert [upload.number for upload in PeopleImport.objects.all()] == [2]


def test_import_people_writes_person_account_place_and_manager(world: World):
    text = (
        "name,email,staff number,manager,capacity,languages\n"
        "Gil,Gil@example.org,7,hana@example.org,3,English\nHana,hana@example.org,,ada@orchard.example,,\nIda,,9,7,0,\n"
    )
    done = imported(world, text, capacity=2)
    gil, hana, ida = (Person.objects.get(name=name) for name in ("Gil", "Hana", "Ida"))
    assert (gil.email, gil.reference, gil.languages) == ("gil@example.org", "7", ["English"])
    assert (gil.line_manager, hana.line_manager, ida.line_manager) == (hana, world.ada, gil)
    assert ida.user is None
    assert gil.user is not None
    assert not gil.user.has_usable_password()
    assert list(EmailAddress.objects.filter(user=gil.user).values_list("email", "primary", "verified")) == [
        ("gil@example.org", True, False)
    ]
    places = Enrolment.objects.filter(person__in=[gil, hana, ida]).order_by("person__name")
    assert [(place.role, place.state, place.capacity) for place in places] == [
        ("mentor", "accepted", 3),
        ("mentor", "accepted", 2),
        ("mentor", "accepted", 0),
    ]
    assert all(place.decided_at and place.zone_assumed for place in places)
    assert (done.state, done.content, done.added, done.unchanged) == ("done", "", 3, 0)
    assert done.mapping["result"] == {
        "skipped": [],
        "no_capacity": 1,
        "no_zone": 3,
        "new_people": 3,
        "pairs": 0,
        "dates_met": 0,
        "answers": 0,
        "questions": 0,
        "updated": 0,
    }
    assert AuditEvent.objects.filter(verb="people.imported", actor=world.mira).count() == 1
    assert Occurrence.objects.filter(recipient__in=[gil.user, hana.user]).count() == 0


def test_import_people_leaves_them_as_applied_where_asked(world: World):
    imported(world, "id\n7\n", accept=False)
    place = Enrolment.objects.get(person__reference="7")
    assert (place.state, place.decided_at) == ("applied", None)


def test_import_people_adds_nothing_the_second_time(world: World):
    text = "name,email,id\nGil,gil@example.org,\nHana,,8\nAda,ada@orchard.example,\n"
    first = imported(world, text)
    before = everything()
    second = imported(world, text)
    assert (first.added, first.unchanged, second.added, second.unchanged) == (2, 1, 0, 3)
    assert everything()[:4] == before[:4]


def test_import_people_writes_once_however_often_it_is_pressed(world: World):
    upload = prepared(world, "id\n7\n")
    import_people(upload=upload, by=world.mira)
    before = everything()
    again = import_people(upload=upload, by=world.mira)
    assert (everything(), again.added) == (before, 1)


def test_import_people_gives_both_roles_one_person_and_account_with_the_zone_of_the_file(world: World):
    imported(world, "email,role,time zone\nboth@example.org,both,Asia/Tokyo\n", role="column")
    person = Person.objects.get(email="both@example.org", user__time_zone="Asia/Tokyo")
    assert sorted(person.enrolments.values_list("role", flat=True)) == ["mentee", "mentor"]


def test_import_people_joins_handles_that_stand_in_different_rows(world: World):
    text = "id,email,role\n7,,mentor\n7,seven@example.org,mentee\n"
    imported(world, text, role="column")
    person = Person.objects.get(reference="7")
    assert (person.email, person.user.email, person.enrolments.count()) == ("seven@example.org",) * 2 + (2,)


def test_import_people_keeps_what_is_known_about_somebody(world: World):
    other = make.cohort(world.program)
    world.ada.department = "Design"
    world.ada.time_zone = "Europe/Oslo"
    world.ada.save()
    world.cohort = other
    done = imported(
        world, "email,name,department,manager\nADA@orchard.example,Adele,Sales,ben@orchard.example\n"
    )
    world.ada.refresh_from_db()
    assert (world.ada.name, world.ada.department, world.ada.line_manager) == ("Ada", "Design", None)
    place = Enrolment.objects.get(cohort=other)
    assert (place.person, place.zone_assumed, done.added) == (world.ada, False, 1)
    assert done.mapping["result"]["new_people"] == 0


def test_import_people_takes_an_account_that_exists_elsewhere(world: World):
    imported(world, "email\neve@elsewhere.example\n")
    person = Person.objects.get(email="eve@elsewhere.example", organisation=world.orchard)
    assert (person.user, person.pk == world.eve.pk) == (world.eve.user, False)
    assert EmailAddress.objects.filter(user=world.eve.user).count() == 1


def test_import_people_refuses_problems_until_they_are_to_be_skipped(world: World):
    upload = prepared(world, "email\ngil@example.org\nnot an address\n")
    before = everything()
    with pytest.raises(Refusal) as refusal:
        import_people(upload=upload, by=world.mira)
    assert refusal.value.field == "skip_problems"
    assert refusal.value.sentence == ("1 row does not fit. Correct it, or tick that it is to be skipped.")
    assert everything() == before
    done = import_people(upload=upload, by=world.mira, skip_problems=True)
    assert (done.added, done.mapping["result"]["skipped"]) == (1, [3])


def test_import_people_refuses_columns_nobody_chose(world: World):
    upload = keep_file(cohort=world.cohort, upload=Upload("id\n1\n", ""), filename="", by=world.mira)
    with pytest.raises(Refusal) as refusal:
        import_people(upload=upload, by=world.mira)
    assert refusal.value.sentence == "Say first what the columns mean."


def test_import_people_keeps_formulas_as_text(world: World):
    imported(world, 'id,name,skills\n"=HYPERLINK(""x"")",@SUM(A1),"+1; -2"\n')
    person = Person.objects.get(name="@SUM(A1)")
    assert person.reference == '=HYPERLINK("x")'
    assert person.enrolments.get().expertise == ["+1", "-2"]


def test_import_people_takes_all_back_when_a_reference_is_taken_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    upload = prepared(world, "id,email\n7,gil@example.org\n8,hana@example.org\n")
    check = imports.check_file

    def somebody_is_faster(*given: Any) -> Any:
        found = check(*given)
        add_person(organisation=world.orchard, reference="8", name="Faster")
        return found

    monkeypatch.setattr(imports, "check_file", somebody_is_faster)
    before = everything()
    with pytest.raises(Conflict) as conflict:
        import_people(upload=upload, by=world.mira)
    assert conflict.value.sentence == (
        "Somebody was added meanwhile. Nothing was written; check the file again."
    )
    assert everything() == before
    monkeypatch.undo()
    upload.refresh_from_db()
    assert (upload.state, import_people(upload=upload, by=world.mira).added) == ("uploaded", 2)


def test_choose_columns_is_too_late_once_the_file_is_in(world: World):
    upload = prepared(world, "id\n7\n")
    import_people(upload=upload, by=world.mira)
    with pytest.raises(Conflict):
        choose_columns(upload=upload, choices=Choices(("reference",), "mentee"))


REAL = pytest.mark.real_data


def real_file(name: str) -> Upload:
    return decoded((Path(os.environ["REAL_DATA"]) / name).read_bytes())


def import_real(cohort: Cohort, name: str) -> PeopleImport:
    upload = real_file(name)
    kept = keep_file(cohort=cohort, upload=upload, filename=name, by=None)
    choices = Choices(tuple(kept.mapping["columns"]), kept.mapping["role"], capacity=1)
    return import_people(upload=choose_columns(upload=kept, choices=choices), by=None)


@REAL
@pytest.mark.parametrize(
    "name, rows, with_capacity",
    [("wcc_mentors_2024_2026.csv", 101, 63), ("advisory_sg_mentors_2020.csv", 563, 233)],
)
def test_real_files_import_with_their_own_headings(world: World, name: str, rows: int, with_capacity: int):
    cohort = make.cohort(world.program)
    sheet = read_sheet(real_file(name).text)
    at = next(
        sheet.header.index(heading) for heading in ("num_mentee", "capacity") if heading in sheet.header
    )
    given = {cells[0]: int(cells[at]) for _number, cells in sheet.rows if cells[at]}
    assert (len(sheet.rows), len(given)) == (rows, with_capacity)
    done = import_real(cohort, name)
    places = Enrolment.objects.filter(cohort=cohort).select_related("person")
    assert (done.added, done.unchanged, places.count()) == (rows, 0, rows)
    assert done.mapping["result"]["no_capacity"] == rows - with_capacity
    assert {place.role for place in places} == {"mentor"}
    assert {place.person.shown_name: place.capacity for place in places} == {
        cells[0]: given.get(cells[0], 1) for _number, cells in sheet.rows
    }
    assert all(place.zone_assumed and place.person.user is None for place in places)
    again = import_real(cohort, name)
    assert (again.added, again.unchanged) == (0, rows)


@REAL
def test_real_mentors_bring_languages_expertise_topics_and_seniority(world: World):
    import_real(world.cohort, "wcc_mentors_2024_2026.csv")
    sheet = read_sheet(real_file("wcc_mentors_2024_2026.csv").text)
    at = {name: sheet.header.index(name) for name in sheet.header}
    _number, cells = sheet.rows[0]
    place = Enrolment.objects.select_related("person").get(person__reference=cells[at["mentor_id"]])
    assert place.person.languages == cells[at["spoken_languages"]].split(";")
    assert place.topics == cells[at["focus"]].split(";")
    assert place.expertise == [
        *cells[at["technical_areas"]].split(";"),
        *cells[at["code_languages"]].split(";"),
    ]
    assert place.person.introduction == cells[at["role_title"]]
    years = {cells[at["mentor_id"]]: int(cells[at["years"]]) for _number, cells in sheet.rows}
    levels = dict(Person.objects.filter(reference__in=years).values_list("reference", "seniority"))
    expected = {
        reference: 1 if y <= 3 else 2 if y <= 7 else 3 if y <= 15 else 4 for reference, y in years.items()
    }
    assert levels == expected
