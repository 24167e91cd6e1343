"""An import taken back: what nobody touched goes, the rest stays."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions.import_orders import KEPT, drop_old_files
from programs.actions.import_undo import undo_import
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.actions.invitations import invite
from programs.actions.mentorships import end_mentorship
from programs.actions.people import edit_person
from programs.models import AuditEvent, Enrolment, Member, Mentorship, PeopleImport, Person
from programs.queries.importing import Upload, read_sheet
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_reader import Choices
from sessions.models import Meeting
from tests import make
from tests.world import World

PEOPLE = "name,email,id,manager\nGil,gil@example.org,,\nHana,hana@example.org,,gil@example.org\nIda,,I7,\n"
PAIRS = (
    "Mentor,Mentor email,Mentee,Mentee email,Dates met\n"
    "Gil,gil@example.org,Hana,hana@example.org,2026-04-02\n"
    "Gil,gil@example.org,Ida,ida@example.org,2026-04-03\n"
    "Jo,jo@example.org,Fay,fay@orchard.example,2026-04-04\n"
)


@pytest.fixture(autouse=True)
def on_a_wednesday(frozen: None) -> None:
    return frozen


def imported(world: World, text: str, role: str = "mentor", **wishes: Any) -> PeopleImport:
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="x.csv", by=world.mira)
    columns = tuple(guess.target for guess in guess_columns(read_sheet(text)))
    upload = choose_columns(upload=kept, choices=Choices(columns, role))
    return import_people(upload=upload, by=world.mira, **wishes)


def undone(world: World, upload: PeopleImport) -> dict[str, int]:
    return dict(undo_import(upload=upload, by=world.mira).mapping["undone"])


def everything() -> tuple[int, ...]:
    models = (Person, Enrolment, User, EmailAddress, Mentorship, Member, Meeting)
    return tuple(model.objects.count() for model in models)


def emails() -> set[str]:
    return set(Person.objects.filter(email__endswith="@example.org").values_list("email", flat=True))


@pytest.mark.parametrize("text, role", [(PEOPLE, "mentor"), (PAIRS, "pairs")])
def test_undo_leaves_no_row_behind(world: World, text: str, role: str):
    before = everything()
    upload = imported(world, text, role)
    assert everything() != before
    assert undone(world, upload)["kept_people"] == 0
    assert everything() == before
    upload.refresh_from_db()
    assert (upload.state, upload.trail) == ("undone", "")
    assert AuditEvent.objects.filter(verb="people.import_undone", actor=world.mira).count() == 1


def test_undo_counts_what_is_gone(world: World):
    assert undone(world, imported(world, PAIRS, "pairs")) == {
        "pairs": 3,
        "people": 4,
        "places": 4,
        "restored": 0,
        "kept_people": 0,
        "questions": 0,
    }


def _signs_in(world: World, gil: Person) -> None:
    User.objects.filter(pk=gil.user_id).update(last_login=clock.now())


def _is_edited(world: World, gil: Person) -> None:
    edit_person(person=gil, by=world.mira, department="Sales")


def _is_invited(world: World, gil: Person) -> None:
    invite(enrolment=gil.enrolments.get(), by=world.mira)


def _is_mailed(world: World, gil: Person) -> None:
    ledger.plan("note", subject_id=1, recipient=gil.user)


def _leads_somebody(world: World, gil: Person) -> None:
    Person.objects.filter(pk=world.ada.pk).update(line_manager=gil)


def _is_elsewhere(world: World, gil: Person) -> None:
    make.enrolment(make.cohort(world.program), "mentor", gil)


@pytest.mark.parametrize(
    "touch", [_signs_in, _is_edited, _is_invited, _is_mailed, _leads_somebody, _is_elsewhere]
)
def test_undo_keeps_whoever_was_touched(world: World, touch: Any):
    upload = imported(world, PEOPLE)
    gil = Person.objects.get(email="gil@example.org")
    touch(world, gil)
    assert undone(world, upload)["kept_people"] == 1
    assert emails() == {"gil@example.org"}
    assert gil.enrolments.filter(cohort=world.cohort).count() == 1
    assert User.objects.filter(pk=gil.user_id).count() == 1
    assert Person.objects.filter(reference="I7").count() == 0


def _has_a_meeting(pair: Mentorship) -> None:
    start = clock.now() + timedelta(days=3)
    Meeting.objects.create(
        mentorship=pair, number=9, starts_at=start, ends_at=start + timedelta(hours=1), zone="UTC"
    )


def _is_ended(pair: Mentorship) -> None:
    end_mentorship(mentorship=pair, by=None)


def _has_its_date_corrected(pair: Mentorship) -> None:
    Meeting.objects.filter(mentorship=pair).update(state=Meeting.State.MISSED)


def _is_mailed_about(pair: Mentorship) -> None:
    fay = User.objects.get(email="fay@orchard.example")
    ledger.plan("rhythm", subject_id=pair.pk, recipient=fay, period="1")


@pytest.mark.parametrize("touch", [_has_a_meeting, _is_ended, _has_its_date_corrected, _is_mailed_about])
def test_undo_keeps_a_pair_that_was_touched_and_its_people(world: World, touch: Any):
    upload = imported(world, PAIRS, "pairs")
    touch(Mentorship.objects.get(members__enrolment__person__email="jo@example.org"))
    found = undone(world, upload)
    assert (found["pairs"], found["kept_people"]) == (2, 1)
    assert emails() == {"jo@example.org"}
    assert Meeting.objects.filter(mentorship__members__enrolment__person=world.fay).exists()


def test_undo_keeps_both_pairs_of_a_mentor_who_signed_in(world: World):
    upload = imported(world, PAIRS, "pairs")
    _signs_in(world, Person.objects.get(email="gil@example.org"))
    assert undone(world, upload)["pairs"] == 1
    assert emails() == {"gil@example.org", "hana@example.org", "ida@example.org"}


def test_undo_puts_facts_back_that_are_still_what_the_file_made_them(world: World):
    Person.objects.filter(pk__in=[world.ada.pk, world.cleo.pk]).update(department="Sales")
    text = "email,department,languages\nada@orchard.example,Design,English\ncleo@orchard.example,Design,English\n"
    upload = imported(world, text, update=True)
    edit_person(person=world.cleo, by=world.mira, department="Law")
    assert undone(world, upload)["restored"] == 2
    world.ada.refresh_from_db()
    world.cleo.refresh_from_db()
    assert (world.ada.department, world.ada.languages) == ("Sales", [])
    assert (world.cleo.department, world.cleo.languages) == ("Law", [])


def test_facts_are_taken_over_only_when_that_is_asked(world: World):
    text = "email,department\nada@orchard.example,Design\n"
    imported(world, text)
    world.ada.refresh_from_db()
    assert world.ada.department == ""
    done = imported(world, text, update=True)
    world.ada.refresh_from_db()
    assert (world.ada.department, done.mapping["result"]["updated"]) == ("Design", 1)


def test_undo_is_once_and_for_a_day(world: World):
    upload = imported(world, PEOPLE)
    with clock.at(make.NOW + timedelta(hours=24)), pytest.raises(Conflict, match="a day has passed"):
        undo_import(upload=upload, by=world.mira)
    with clock.at(make.NOW + timedelta(hours=23, minutes=59)):
        first = undone(world, upload)
    assert undone(world, upload) == first


def test_the_night_drops_trails_and_skipped_rows(world: World):
    upload = imported(world, PEOPLE + "Jo,no address,,\n", skip_problems=True)
    assert (bool(upload.trail), "no address" in upload.skipped) == (True, True)
    with clock.at(make.NOW + timedelta(hours=25)):
        drop_old_files()
    upload.refresh_from_db()
    assert (upload.trail, "no address" in upload.skipped) == ("", True)
    with clock.at(make.NOW + KEPT + timedelta(hours=1)):
        drop_old_files()
    upload.refresh_from_db()
    assert upload.skipped == ""
