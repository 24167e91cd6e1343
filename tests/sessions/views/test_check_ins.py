"""The page of one question, and the same question behind the link of a mail."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from programs.models import News, StaffRole
from sessions.actions.check_ins import answer_check_in
from sessions.models import CheckIn, CheckInAnswer, CheckInNote
from sessions.models.check_ins import SALT
from sessions.queries.check_ins import check_in_link
from tests import make
from tests.access.features.check_ins import a_check_in

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true", "HX-Target": "check-in"}
# GET and HEAD are what scanners of links and previews do.
LOOKS = ("get", "head")


def url(world, name: str = "check_in") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def pressed(check_in: CheckIn, choice: str = "2") -> dict[str, str]:
    return {"period": check_in.period.isoformat(), "choice": choice}


def choices() -> list[int]:
    return list(CheckInAnswer.objects.values_list("choice", flat=True))


def link(world, check_in: CheckIn) -> str:
    return urlsplit(check_in_link(world.ben.user, check_in.pk)).path


@pytest.fixture
def asked(world) -> CheckIn:
    found = a_check_in(world)
    News.objects.create(
        mentorship=world.ada_ben,
        reader=found.member,
        kind="check_in",
        ref=found.pk,
        asks=True,
        until=found.until,
    )
    return found


# --- signed in


def test_today_leads_to_the_question_until_it_is_answered(world, sign_in, asked):
    ben = sign_in(world.ben)
    today = ben.get("/today/").content.decode()
    assert ("One question about you and Ada, 20 seconds" in today, url(world) in today) == (True, True)
    page = ben.get(url(world)).content.decode()
    assert "Has what you two work towards moved in the last few weeks?" in page
    assert [page.count(f'name="choice" value="{value}"') for value in (1, 2, 3, 4, 5, "skip")] == [1] * 6
    assert ben.post(url(world), pressed(asked)).status_code == 303
    after = ben.get(url(world)).content.decode()
    assert ("Counted. Thank you." in after, "A little" in after) == (True, True)
    assert "One question about you" not in ben.get("/today/").content.decode()
    assert choices() == [2]


def test_the_partner_and_the_coordinator_learn_nothing(world, sign_in, asked):
    sign_in(world.ben).post(url(world), pressed(asked))
    assert "Nothing is asked right now" in sign_in(world.ada).get(url(world)).content.decode()
    space = reverse("sessions:space", args=[world.ada_ben.code])
    assert "One question" not in sign_in(world.ada).get(space).content.decode()
    assert "One question" not in sign_in(world.ben).get(space).content.decode()
    assert sign_in(world.ada).post(url(world), pressed(asked)).status_code == 404
    assert sign_in(world.mira).get(url(world)).status_code == 404


def test_skipping_is_as_good(world, sign_in, asked):
    ben = sign_in(world.ben)
    assert ben.post(url(world), pressed(asked, "skip")).status_code == 303
    page = ben.get(url(world)).content.decode()
    assert ("Skipped, and that is fine" in page, "send-note" in page) == (True, True)
    assert (choices(), News.objects.open().count()) == ([], 0)


@pytest.mark.parametrize("choice", ["", "0", "6", "2.5", "all"])
def test_an_odd_answer_is_refused_and_the_question_stays(world, sign_in, asked, choice):
    ben = sign_in(world.ben)
    for headers in ({}, HTMX):
        answer = ben.post(url(world), pressed(asked, choice), headers=headers)
        shown = "Choose one of the five answers, or skip." in answer.content.decode()
        assert (answer.status_code, shown) == (422, True)
    assert (choices(), News.objects.open().count()) == ([], 1)


def test_a_second_press_is_told_and_changes_nothing(world, sign_in, asked):
    ben = sign_in(world.ben)
    ben.post(url(world), pressed(asked))
    again = ben.post(url(world), pressed(asked, "5"))
    assert (again.status_code, "settled already" in again.content.decode()) == (409, True)
    assert choices() == [2]


def test_by_htmx_the_card_alone_is_answered(world, sign_in, asked):
    answer = sign_in(world.ben).post(url(world), pressed(asked), headers=HTMX)
    page = answer.content.decode()
    assert (answer.status_code, "<html" in page, "Counted. Thank you." in page) == (200, False, True)
    assert "data-focus" in page


def test_a_page_left_open_answers_the_question_it_showed(world, sign_in, asked):
    later = CheckIn.objects.create(
        member=asked.member,
        period=asked.period + timedelta(days=7),
        about="relationship",
        until=asked.until + timedelta(days=7),
    )
    ben = sign_in(world.ben)
    ben.post(url(world), pressed(asked))
    assert list(CheckInAnswer.objects.values_list("check_in", "about")) == [(asked.pk, "goals")]
    assert "Can you say what you think" in ben.get(url(world)).content.decode()
    ben.post(url(world), pressed(later, "5"))
    assert sorted(CheckInAnswer.objects.values_list("about", "choice")) == [("goals", 2), ("relationship", 5)]


@pytest.mark.parametrize("period", ["", "soon", "2026-13-01", "2020-01-06"])
def test_a_question_that_was_never_asked_is_not_there(world, sign_in, asked, period):
    answer = sign_in(world.ben).post(url(world), {"period": period, "choice": "2"})
    assert (answer.status_code, choices()) == (404, [])


def test_nothing_is_asked_once_the_pair_has_ended(world, sign_in, asked):
    ben = sign_in(world.ben)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert "Nothing is asked right now" in ben.get(url(world)).content.decode()
    answer = ben.post(url(world), pressed(asked))
    assert (answer.status_code, "This mentorship has ended" in answer.content.decode()) == (409, True)


# --- a line to the coordinators


def test_a_line_is_offered_after_the_answer_and_sent_by_a_press_of_its_own(world, sign_in, asked):
    ben = sign_in(world.ben)
    assert "send-note" not in ben.get(url(world)).content.decode()
    ben.post(url(world), pressed(asked))
    page = ben.get(url(world)).content.decode()
    assert ("send-note" in page, "mira@orchard.example" in page) == (True, True)
    typed = {"period": asked.period.isoformat(), "text": "We need a room.", "form_key": "n" * 24}
    for _press in range(2):
        assert ben.post(url(world, "check_in_note"), typed).status_code == 303
    assert [note.text for note in CheckInNote.objects.all()] == ["We need a room."]
    after = ben.get(url(world)).content.decode()
    assert ("We need a room." in after, "send-note" in after) == (True, False)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_an_empty_line_is_refused_and_a_second_one_keeps_its_text(world, sign_in, asked, headers):
    ben = sign_in(world.ben)
    ben.post(url(world), pressed(asked))
    there, period = url(world, "check_in_note"), asked.period.isoformat()
    empty = ben.post(there, {"period": period, "text": " "}, headers=headers)
    assert (empty.status_code, "Write a sentence first." in empty.content.decode()) == (422, True)
    assert CheckInNote.objects.count() == 0
    with clock.at(asked.until):
        late = ben.post(there, {"period": period, "text": "Kept"}, headers=headers)
    assert late.status_code == 409


def test_no_line_is_offered_where_only_the_partner_coordinates(world, sign_in, asked):
    StaffRole.objects.filter(user=world.mira).update(user=world.ada.user)
    answer_check_in(check_in=asked, choice=3)
    assert "send-note" not in sign_in(world.ben).get(url(world)).content.decode()


# --- the link of a mail


@pytest.mark.parametrize("look", LOOKS)
def test_looking_at_the_link_changes_nothing(world, asked, look):
    for _time in range(3):
        assert getattr(Client(), look)(link(world, asked)).status_code == 200
    assert (choices(), News.objects.open().count()) == ([], 1)
    asked.refresh_from_db()
    assert asked.skipped_at is None


def test_one_press_behind_the_link_answers_without_signing_in(world, asked):
    client = Client(enforce_csrf_checks=True)
    page = client.get(link(world, asked)).content.decode()
    assert ("About you" in page or "about you and Ada" in page, "<textarea" in page) == (True, False)
    assert client.post(link(world, asked), {"choice": "4"}).status_code == 403
    token = client.cookies["csrftoken"].value
    typed = {"choice": "4", "csrfmiddlewaretoken": token}
    assert client.post(link(world, asked), typed).status_code == 303
    assert (choices(), News.objects.open().count()) == ([4], 0)
    after = client.get(link(world, asked)).content.decode()
    assert ("Counted. Thank you." in after, "A good way" in after) == (True, False)
    assert client.post(link(world, asked), {**typed, "choice": "1"}).status_code == 409
    assert choices() == [4]
    assert "_auth_user_id" not in client.session


def test_skipping_behind_the_link(world, asked):
    assert Client().post(link(world, asked), {"choice": "skip"}).status_code == 303
    assert "Skipped, and that is fine" in Client().get(link(world, asked)).content.decode()
    assert (choices(), News.objects.open().count()) == ([], 0)


def test_after_its_last_day_the_link_is_gone(world, asked):
    there = link(world, asked)
    with clock.at(asked.until):
        assert Client().get(there).status_code == 410
        assert Client().post(there, {"choice": "2"}).status_code == 409
    assert choices() == []


def test_the_link_of_an_ended_pair_is_gone(world, asked):
    there = link(world, asked)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert (Client().get(there).status_code, Client().post(there, {"choice": "2"}).status_code) == (410, 409)


def test_whose_account_changed_the_link_no_longer_fits(world, asked):
    there = link(world, asked)
    world.ben.user.is_active = False
    world.ben.user.save()
    assert Client().get(there).status_code == 404


def forged(world, asked) -> list[str]:
    return [
        "made-up",
        signing.dumps([asked.pk, world.ben.user.pk], salt="another"),
        signing.dumps([asked.pk, world.ada.user.pk], salt=SALT),
        signing.dumps([asked.pk], salt=SALT),
        signing.dumps(asked.pk, salt=SALT),
        signing.dumps([asked.pk + 1, world.ben.user.pk], salt=SALT),
    ]


def test_a_made_up_link_opens_nothing(world, asked):
    paths = [reverse("sessions:check_in_by_mail", args=[signed]) for signed in forged(world, asked)]
    assert [Client().get(path).status_code for path in paths] == [404] * len(paths)
    assert [Client().post(path, {"choice": "2"}).status_code for path in paths] == [404] * len(paths)
    assert choices() == []


def test_whoever_is_signed_in_comes_to_the_page_with_everything_on_it(world, sign_in, asked):
    answer = sign_in(world.ben).get(link(world, asked))
    assert (answer.status_code, answer["Location"]) == (302, url(world))
    assert sign_in(world.ada).get(link(world, asked)).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_stay_constant(world, sign_in, django_assert_num_queries, count):
    for number in range(count):
        period = make.NOW.date() - timedelta(days=7 * number)
        CheckIn.objects.create(
            member=world.member(world.ben), period=period, about="goals", until=make.NOW + timedelta(days=9)
        )
    ben = sign_in(world.ben)
    with django_assert_num_queries(5):
        ben.get(url(world))
    for one in CheckIn.objects.all():
        answer_check_in(check_in=one, choice=3)
    with django_assert_num_queries(7):
        ben.get(url(world))
