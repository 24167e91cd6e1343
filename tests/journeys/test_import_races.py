"""Files that come in at the same moment, and what else happens to their people then: real PostgreSQL only."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorship.lib.refusals import Conflict
from programs.actions.import_undo import undo_import
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.actions.mentorships import start_mentorship
from programs.models import Member, Mentorship, PeopleImport, Person
from programs.queries.importing import Upload
from programs.queries.importing_reader import Choices
from tests import make
from tests.journeys.test_pair_races import BACKEND, at_once
from tests.world import World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
HEAD = "Mentor email,Mentee email\n"


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def kept(world: World, by: object, mentee: str, mentor: str) -> PeopleImport:
    upload = Upload(f"{HEAD}{mentor},{mentee}\n", "UTF-8")
    return keep_file(cohort=world.cohort, upload=upload, filename="pairs.csv", by=by)


def check(world: World, upload: PeopleImport) -> str:
    return reverse("programs:import_check", args=[world.program.code, world.cohort.code, upload.number])


def test_two_files_give_the_last_place_of_a_mentor_once(world):
    mentor = make.enrolment(world.cohort, "mentor")
    coordinators = [world.mira, make.coordinator(world.program)]
    uploads = [
        kept(world, by, f"new{n}@orchard.example", mentor.person.email) for n, by in enumerate(coordinators)
    ]
    clients = [client_of(by) for by in coordinators]
    presses = [
        lambda client=client, upload=upload: client.post(check(world, upload)).status_code
        for client, upload in zip(clients, uploads, strict=True)
    ]
    answers = at_once(presses)
    assert (answers[0], answers[1] in {409, 422}) == (303, True)  # the loser reads why, whenever it lost
    assert Member.objects.filter(enrolment=mentor).count() == 1
    assert Person.objects.filter(email__startswith="new").count() == 1


def test_one_file_pressed_in_two_windows_comes_in_once(world):
    upload = kept(world, world.mira, "new@orchard.example", "mentor@orchard.example")
    clients = [client_of(world.mira) for _ in range(2)]
    presses = [lambda client=client: client.post(check(world, upload)).status_code for client in clients]
    assert at_once(presses) == [303, 303]
    assert Mentorship.objects.filter(members__enrolment__person__email="new@orchard.example").count() == 1


def test_undoing_while_somebody_is_paired_keeps_them_or_refuses_the_pair(world):
    upload = keep_file(
        cohort=world.cohort,
        upload=Upload("email\nnew@orchard.example\n", "UTF-8"),
        filename="",
        by=world.mira,
    )
    done = import_people(
        upload=choose_columns(upload=upload, choices=Choices(("email",), "mentee")), by=world.mira
    )
    mentee = Person.objects.get(email="new@orchard.example").enrolments.get()
    mentor = make.enrolment(world.cohort, "mentor")

    def pair() -> int:
        try:
            start_mentorship(mentor=mentor, mentee=mentee, by=world.mira)
        except Conflict:
            return 409
        return 200

    def undo() -> int:
        undo_import(upload=done, by=world.mira)
        return 303

    answers = at_once([undo, pair])
    paired = answers == [200, 303]
    assert paired or answers == [303, 409]
    assert Person.objects.filter(email="new@orchard.example").count() == int(paired)
    assert Member.objects.filter(enrolment=mentor).count() == int(paired)
