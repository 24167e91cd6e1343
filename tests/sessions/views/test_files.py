"""A file goes out as an attachment that no page of this site can become."""

import pytest
from django.urls import reverse

from mentorship.lib.files import new_file
from programs.actions.mentorships import end_mentorship
from programs.models import Program
from sessions.actions.evidence import Shown, add_evidence
from sessions.actions.files import keep_file
from sessions.actions.resources import NewResource, share_resource
from tests.file_samples import GOOD
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, number: int = 1) -> str:
    return reverse("sessions:file", args=[world.ada_ben.code, number])


def keep(world, name: str = "notes.txt", data: bytes = b"<script>alert(1)</script>"):
    return keep_file(by=rows.seats(world.ada_ben)[0], upload=new_file(name, data))


def test_a_file_comes_back_as_it_was_locked_up(world, sign_in):
    keep(world)
    answer = sign_in(world.ben).get(url(world))
    assert answer.status_code == 200
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_an_attachment_of_its_own_type(world, sign_in, name):
    data, content_type = GOOD[name]
    keep(world, name, data)
    answer = sign_in(world.ada).get(url(world))
    assert (answer.content, answer["Content-Type"]) == (data, content_type)
    assert answer["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Grüße 🌱.txt", "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe%20%F0%9F%8C%B1.txt"),
        ('a";b\r\nX-Evil: 1.txt', 'attachment; filename="a\\";b X-Evil: 1.txt"'),
    ],
)
def test_a_name_cannot_leave_its_header(world, sign_in, name, header):
    keep(world, name, b"text")
    answer = sign_in(world.ben).get(url(world))
    assert answer["Content-Disposition"] == header
    assert not answer.has_header("X-Evil")


def test_a_file_of_other_people_or_of_another_number_is_not_there(world, sign_in):
    keep(world)
    assert [sign_in(who).get(url(world)).status_code for who in (world.cleo, world.mira, world.otto)] == [
        404
    ] * 3
    ben = sign_in(world.ben)
    assert ben.get(url(world, 2)).status_code == 404
    assert ben.get(url(world, 10**30)).status_code == 404
    assert sign_in(world.cleo).get(reverse("sessions:file", args=[world.cleo_dan.code, 1])).status_code == 404


def test_the_two_keep_reading_their_files_when_they_have_ended(world, sign_in):
    keep(world)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert sign_in(world.ben).get(url(world)).status_code == 200


def test_a_file_costs_as_much_however_many_there_are(world, sign_in, django_assert_num_queries):
    ben = sign_in(world.ben)
    for count in (1, 3, 30):
        while world.ada_ben.files.count() < count:
            keep(world)
        with django_assert_num_queries(4):
            ben.get(url(world))


def test_a_file_of_a_resource_is_not_there_while_the_program_uses_no_resources(world, sign_in):
    share_resource(
        by=rows.seats(world.ada_ben)[0],
        new=NewResource("A", kind="file", upload=new_file("a.txt", b"a")),
    )
    shown = Shown(file=new_file("b.txt", b"b"))
    add_evidence(by=rows.seats(world.ada_ben)[1], goal=rows.goal(world.ada_ben), shown=shown)
    ben = sign_in(world.ben)
    assert [ben.get(url(world, number)).status_code for number in (1, 2)] == [200, 200]
    Program.objects.update(chosen_parts=[])
    assert [ben.get(url(world, number)).status_code for number in (1, 2)] == [404, 200]
