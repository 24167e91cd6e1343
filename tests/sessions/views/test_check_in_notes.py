"""Lines sent to the coordinators with a check-in: by name, and gone from Today once somebody has read them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sessions.models import CheckIn, CheckInAnswer, CheckInNote
from tests import make
from tests.access.features.check_ins import a_note

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "check_in_notes") -> str:
    return reverse(f"sessions:{name}", args=[world.program.code, world.cohort.code])


def test_a_line_stands_on_today_and_on_its_page_until_it_is_read(world, sign_in):
    mira = sign_in(world.mira)
    assert "Nothing new to read." in mira.get(url(world)).content.decode()
    note = a_note(world, "We need a room.")
    today = mira.get("/today/").content.decode()
    assert ("1 line sent to you with a check-in" in today, url(world) in today) == (True, True)
    page = mira.get(url(world)).content.decode()
    assert ("<b>Ben</b>" in page, "We need a room." in page) == (True, True)
    requests = reverse("programs:requests", args=[world.program.code, world.cohort.code])
    assert url(world) in mira.get(requests).content.decode()
    assert mira.post(url(world, "check_in_note_read"), {"note": note.pk}).status_code == 303
    assert "sent to you with a check-in" not in mira.get("/today/").content.decode()
    assert "read by mira@orchard.example" in mira.get(url(world)).content.decode()


def test_the_answer_is_nowhere_beside_the_name(world, sign_in):
    note = a_note(world, "We need a room.")
    CheckInAnswer.objects.create(
        check_in=note.check_in, member=note.check_in.member, about="goals", choice=1, answered_at=make.NOW
    )
    page = sign_in(world.mira).get(url(world)).content.decode()
    assert ("Not at all" in page, "We need a room." in page) == (False, True)


def test_a_line_of_another_cohort_or_of_ones_own_pair_is_not_there(world, sign_in):
    note = a_note(world, "We need a room.")
    other = make.cohort(world.program)
    there = reverse("sessions:check_in_note_read", args=[world.program.code, other.code])
    assert sign_in(world.mira).post(there, {"note": note.pk}).status_code == 404
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    ada = sign_in(world.ada)
    assert "We need a room." not in ada.get(url(world)).content.decode()
    assert ada.post(url(world, "check_in_note_read"), {"note": note.pk}).status_code == 404
    assert "sent to you with a check-in" not in ada.get("/today/").content.decode()
    note.refresh_from_db()
    assert note.read_at is None


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    for number in range(2 * count):
        period = make.NOW.date() - timedelta(days=7 * number)
        check_in = CheckIn.objects.create(
            member=world.member(world.ben), period=period, about="goals", until=make.NOW
        )
        read = {"read_at": make.NOW, "read_by": world.mira} if number % 2 else {}
        CheckInNote.objects.create(check_in=check_in, text=str(number), **read)
    mira = sign_in(world.mira)
    mira.get(url(world))
    with django_assert_num_queries(7):
        mira.get(url(world))
