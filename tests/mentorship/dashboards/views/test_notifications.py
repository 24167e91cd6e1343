"""What somebody gets by mail, what they were told, and the two addresses that lead to less."""

from datetime import date, time, timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from mentorship.accounts.models import Snooze, User
from mentorship.lib import clock
from mentorship.notifications import choosing, ledger
from mentorship.notifications.fewer import fewer_link, stop_link
from mentorship.notifications.models import Delivery, MailChoice, MailHours
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")

URL, HAPPENED = reverse("dashboards:notifications"), reverse("dashboards:happened")
HOURS = {"quiet_from": "20:00", "quiet_until": "07:30", "on_weekends": "on", "paused_until": ""}
State = Delivery.State


def path_of(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:8000")


def choices_of(client: Client) -> dict[str, str]:
    form = client.get(URL).context["form"]
    return {name: str(form[name].value()) for name in form.fields}


def told(kind: str, user: User, *, subject: int, **facts) -> Delivery:
    ledger.plan(kind, subject_id=subject, recipient=user)
    Delivery.objects.filter(occurrence__kind=kind, occurrence__subject_id=subject).update(**facts)
    return Delivery.objects.get(occurrence__kind=kind, occurrence__subject_id=subject)


def test_choices_are_kept_and_the_usual_way_is_no_row(world, sign_in):
    client = sign_in(world.ben)
    wanted = {**choices_of(client), "goal": "weekly", "times_proposed": "daily"}
    assert (wanted["agenda"], wanted["feedback_asked"]) == ("daily", "at_once")
    assert "request_received" not in wanted  # he coordinates nothing
    answer = client.post(URL, {**wanted, **HOURS})
    assert answer.status_code == 303
    assert set(MailChoice.objects.values_list("user", "kind", "when")) == {
        (world.ben.user_id, "goal", "weekly"),
        (world.ben.user_id, "times_proposed", "daily"),
    }
    hours = MailHours.objects.get()
    assert (hours.user_id, hours.quiet_from, hours.quiet_until) == (world.ben.user_id, time(20), time(7, 30))
    assert (hours.on_weekends, hours.paused_until) == (True, None)
    assert choices_of(client)["goal"] == "weekly"


@pytest.mark.parametrize(
    "wrong",
    [{"goal": "hourly"}, {"quiet_from": "25:00"}, {"quiet_until": ""}, {"paused_until": "2031-01-01"}],
)
def test_what_cannot_be_chosen_is_said_and_nothing_is_kept(world, sign_in, wrong):
    client = sign_in(world.ben)
    answer = client.post(URL, {**choices_of(client), "agenda": "never", **HOURS, **wrong})
    assert (answer.status_code, b"There is a problem" in answer.content) == (422, True)
    assert (MailChoice.objects.count(), MailHours.objects.count()) == (0, 0)


def test_a_coordinator_chooses_about_requests_and_nothing_of_a_pair(world, sign_in):
    assert list(choices_of(sign_in(world.mira))) == ["request_received"]


def test_what_happened_says_when_why_and_in_which_way(world, sign_in):
    ben, now = world.ben.user, clock.now()
    Delivery.objects.all().delete()
    daily = told("daily", ben, subject=ben.pk, state=State.SENT, sent_at=now)
    told("goal", ben, subject=1, state=State.SENT, sent_at=now, daily=daily)
    told("agenda", ben, subject=2, state=State.CANCELLED, last_error="seen on Today")
    told("agenda", ben, subject=3, state=State.CANCELLED, last_error="lapsed")
    told("feedback", world.ada.user, subject=4, state=State.SENT, sent_at=now)
    page = sign_in(world.ben).get(HAPPENED)
    rows = [(str(one.label), str(one.state), one.within) for one in page.context["told"]]
    assert sorted(rows) == [
        ("A goal nobody touched", "sent", True),
        ("An agenda to write", "not mailed: you had seen it on Today", False),
        ("The daily mail", "sent", False),
    ]
    assert b"when a goal in focus has not moved" in page.content
    only = sign_in(world.ben).get(HAPPENED, {"only": "lines"}).context["told"]
    assert [str(one.label) for one in only] == ["A goal nobody touched"]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_what_happened_reads_in_the_same_statements_for_any_number(
    world, sign_in, rows, django_assert_num_queries
):
    Delivery.objects.all().delete()
    for subject in range(rows):
        told("goal", world.ben.user, subject=subject, state=State.SENT, sent_at=clock.now())
    client = sign_in(world.ben)
    with django_assert_num_queries(4):  # session, user, roles, what was told
        client.get(HAPPENED)
    with django_assert_num_queries(8):  # and choices, hours, stopped, bounced
        client.get(URL)


def test_nothing_told_yet_is_said(world, sign_in):
    assert "it will stand here with its reason" in sign_in(world.fay).get(HAPPENED).content.decode()


# --- the addresses in a mail


def rows_of(user: User) -> tuple[list, list]:
    """What opening an address must not change."""
    about = Q(occurrence__recipient=user)
    return list(Delivery.objects.filter(about).values()), list(MailChoice.objects.values())


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}, {}])
def test_one_press_without_a_sign_in_stops_a_kind_and_opening_it_nothing(world, body):
    """RFC 8058; F16."""
    ben = world.ben.user
    waiting = told("goal", ben, subject=1)
    path, client = path_of(fewer_link(ben, "goal")), Client(enforce_csrf_checks=True)
    before = rows_of(ben)
    for _ in range(20):
        assert (client.get(path).status_code, client.head(path).status_code) == (200, 200)
    assert rows_of(ben) == before
    answer = client.post(path, body)
    assert (answer.status_code, b"does not come by mail any more" in answer.content) == (200, True)
    assert list(MailChoice.objects.values_list("user", "kind", "when")) == [(ben.pk, "goal", "never")]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (State.CANCELLED, "not wanted by mail")
    assert client.post(path, body).status_code == 200


def test_stopping_the_daily_mail_stops_every_kind_that_comes_in_it(world):
    Client().post(path_of(fewer_link(world.ben.user, "daily")))
    kinds = set(MailChoice.objects.filter(when="never").values_list("kind", flat=True))
    assert {"agenda", "feedback", "rhythm", "goal"} <= kinds
    assert {"invitation", "feedback_asked", "daily"} & kinds == set()


def test_one_line_is_stopped_for_good_and_asked_again(world):
    path, client = path_of(stop_link(world.ben.user, "goal-k7f3-1")), Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert Snooze.objects.count() == 0
    assert b"asked this again" in client.post(path).content
    assert list(Snooze.objects.values_list("user", "key")) == [(world.ben.user_id, "goal-k7f3-1")]
    assert client.post(path, {"again": "yes"}).status_code == 200
    assert Snooze.objects.count() == 0


@pytest.mark.parametrize("name", ["dashboards:fewer", "dashboards:stop_line"])
def test_address_made_up_cut_or_of_somebody_gone_changes_nothing(world, name):
    make_link = {"dashboards:fewer": fewer_link, "dashboards:stop_line": stop_link}[name]
    whole = path_of(make_link(world.ben.user, "goal"))
    other = {"dashboards:fewer": stop_link, "dashboards:stop_line": fewer_link}[name]
    swapped = reverse(name, args=[path_of(other(world.ben.user, "goal")).rstrip("/").rsplit("/", 1)[-1]])
    for path in (reverse(name, args=["made-up"]), f"{whole[:-4]}/", swapped):
        assert (Client().get(path).status_code, Client().post(path).status_code) == (410, 410)
    User.objects.filter(pk=world.ben.user_id).update(is_active=False)
    assert Client().post(whole).status_code == 410
    assert (MailChoice.objects.count(), Snooze.objects.count()) == (0, 0)


def test_looking_at_today_is_kept_once_in_ten_minutes(world, sign_in):
    client = sign_in(world.ben)
    for minutes, kept in ((0, 0), (9, 0), (11, 11)):
        with clock.at(make.NOW + timedelta(minutes=minutes)):
            client.get(reverse("dashboards:today"))
        seen = User.objects.get(pk=world.ben.user_id).seen_today_at
        assert seen == make.NOW + timedelta(minutes=kept)


def test_hours_that_pass_no_midnight_are_none(world):
    hours = choosing.choose_hours(
        user=world.ben.user, quiet_from=time(8), quiet_until=time(8), paused_until=date(2026, 12, 1)
    )
    assert (hours.quiet_from, hours.paused_until) == (time(8), date(2026, 12, 1))
