"""The page on how the server does, for its owners."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship import jobs
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import holds, ledger
from mentorship.notifications.models import BouncedAddress, Delivery
from mentorship.work import alarms, queue
from mentorship.work.models import Job, Process
from programs.models import AuditEvent
from tests.mentorship.dashboards.views.test_jobs import text

PAGE = reverse("dashboards:system")
AGAIN = reverse("dashboards:system_mail_again")


@pytest.fixture
def otto(world, sign_in):
    Delivery.objects.all().delete()
    return sign_in(world.otto)


def mails(count: int, kind: str = "word", error: str = "", **facts) -> list[int]:
    """Deliveries to people of another organisation, whose addresses must not show here."""
    found = []
    for _ in range(count):
        number = User.objects.count()
        reader = User.objects.create_user(f"elsewhere{number}@far.example")
        ledger.plan(kind, subject_id=number, recipient=reader)
        row = Delivery.objects.get(occurrence__recipient=reader)
        Delivery.objects.filter(pk=row.pk).update(last_error=error, **facts)
        found.append(row.pk)
    return found


def states(pks: list[int]) -> list[str]:
    return list(Delivery.objects.filter(pk__in=pks).order_by("pk").values_list("state", flat=True))


def test_quiet_server_says_that_everything_runs(otto):
    page = text(otto.get(PAGE))
    assert "Everything runs." in page
    assert "No mail waits." in page
    assert "No worker and no clock has been heard of today." in page
    assert "none seen that manage.py backup made" in page


def test_queue_is_told_by_number_and_age_and_names_nobody(otto):
    since = clock.now() - timedelta(hours=2)
    mails(2, due_at=since)
    mails(1, due_at=clock.now() + timedelta(hours=1))
    BouncedAddress.objects.create(user=User.objects.latest("pk"), reason="550 no elsewhere@far.example")
    jobs.beat("send_due")
    jobs.beat("backup")
    page = text(otto.get(PAGE))
    assert "2 mails are due and have not left; the oldest waits since" in page
    assert "1 address does not work; its coordinators see whose." in page
    assert "none seen that manage.py backup made" not in page
    assert "far.example" not in page


def test_processes_stand_there_until_they_have_been_silent_for_a_day(otto):
    now = clock.now()
    for name, silent in (("worker@a:1", 0), ("beat@a:2", 5), ("worker@old:3", 1500)):
        Process.objects.create(
            name=name, role=name[:6], beat_at=now - timedelta(minutes=silent), broker_ok=True
        )
    rows = otto.get(PAGE).context["page"].processes
    assert [(row.name, row.silent) for row in rows] == [("beat@a:2", True), ("worker@a:1", False)]


def test_failed_mail_is_counted_by_kind_and_cause_without_the_server_s_words(otto):
    mails(2, error="550 5.1.1 <elsewhere@far.example> unknown", state="failed")
    mails(1, error="given up after five days: timeout", state="failed")
    mails(3, kind="agenda", error="KeyError at agenda, line 3", state="failed")
    answer = otto.get(PAGE)
    rows = [(row.kind, row.cause, row.count) for row in answer.context["page"].failed_mail]
    assert rows == [("agenda", "broken", 3), ("word", "refused", 2), ("word", "given_up", 1)]
    assert "far.example" not in text(answer)


def test_sending_again_makes_those_of_one_kind_and_cause_due_and_writes_it_down(otto, world):
    wanted = mails(2, error="550 no", state="failed", attempts=3)
    others = [
        *mails(1, error="KeyError at x, line 1", state="failed"),
        *mails(1, kind="agenda", error="550 no", state="failed"),
        *mails(1, error="550 no", state="sent"),
    ]
    answer = otto.post(AGAIN, {"kind": "word", "cause": "refused"}, follow=True)
    assert "2 mails are due again." in text(answer)
    assert (states(wanted), states(others)) == (["due", "due"], ["failed", "failed", "sent"])
    assert AuditEvent.objects.get(verb="mail.sent_again").actor == world.otto


def test_sending_again_what_is_not_a_cause_is_422(otto):
    assert otto.post(AGAIN, {"kind": "word", "cause": "x"}).status_code == 422


def test_long_runs_that_broke_go_again_and_refused_ones_are_their_starters(otto, world):
    broken, refused = (queue.add("import", subject_id=number, by=world.mira) for number in (1, 2))
    Job.objects.update(state="failed", ended_at=clock.now())
    Job.objects.filter(pk=broken.pk).update(failure="KeyError at x, line 1")
    Job.objects.filter(pk=refused.pk).update(refusal="No.")
    page = otto.get(PAGE)
    assert [row.code for row in page.context["page"].failed_jobs] == [broken.code]
    assert "It runs. Some things failed and can be tried again." in text(page)
    assert "KeyError at x, line 1" in text(page)
    assert otto.post(reverse("dashboards:system_job_again", args=[broken.code])).status_code == 303
    broken.refresh_from_db()
    assert broken.state == "queued"
    assert AuditEvent.objects.filter(verb="job.done_again").count() == 1


def test_hold_and_alarms_stand_at_the_top(otto):
    holds.hold("restored")
    alarms.begin("mail late")
    page = text(otto.get(PAGE))
    assert "This is a restored copy: no mail leaves it" in page
    assert "A mail has been due for more than 15 minutes" in page
    assert "Everything runs." not in page


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_page_is_read_in_a_constant_number_of_statements(otto, world, rows, django_assert_num_queries):
    mails(rows, error="550 no", state="failed")
    for number in range(rows):
        Process.objects.create(name=f"worker@a:{number}", role="worker")
        queue.add("import", subject_id=number, by=world.mira)
    Job.objects.update(state="failed", ended_at=clock.now(), failure="KeyError at x, line 1")
    # session, user, roles, the organisation; heartbeats, jobs, hold, alarms, queue, bounced, failed, processes
    with django_assert_num_queries(12):
        assert otto.get(PAGE).status_code == 200
