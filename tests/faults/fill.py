"""Run as `python -m tests.faults.fill WHAT`, in the scratch database: rows made by the real actions, or a press."""

import json
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from matching.actions.orders import order_draft  # noqa: E402
from matching.engine import DEFAULT_RULES  # noqa: E402
from mentorship.accounts.models import User  # noqa: E402
from mentorship.lib import clock  # noqa: E402
from mentorship.notifications.models import Occurrence  # noqa: E402
from programs.actions.invitations import invite  # noqa: E402
from programs.models import Cohort, Enrolment  # noqa: E402
from tests import make  # noqa: E402
from tests.matching.people import fill  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def invitations(count: int) -> None:
    """`count` people invited: as many mails due now."""
    program = make.program(make.organisation())
    cohort, by = make.cohort(program), make.coordinator(program, "mira@orchard.example")
    for _ in range(count):
        invite(enrolment=make.enrolment(cohort, "mentee", state="applied"), by=by)


def unplanned(count: int) -> None:
    """`count` people invited, and a ledger that knows nothing of it yet."""
    invitations(count)
    Occurrence.objects.all().delete()


def pairs(count: int) -> None:
    """`count` pairs matched five weeks ago this morning: two mails to each, and a check-in that nobody planned."""
    with clock.at(clock.now() - timedelta(days=36)):
        program = make.program(make.organisation())
        cohort, by = make.cohort(program), make.coordinator(program)
        for _ in range(count):
            make.mentorship(cohort, by)


def uninvited(count: int) -> None:
    """`count` people who have applied, and who coordinates them."""
    program = make.program(make.organisation())
    cohort, _by = make.cohort(program), make.coordinator(program, "mira@orchard.example")
    for _ in range(count):
        make.enrolment(cohort, "mentee", state="applied")


def large_cohort(side: int) -> None:
    """`side` mentors and as many mentees in a cohort of their own, which becomes the latest."""
    program = make.program(make.organisation())
    make.coordinator(program, "nora@orchard.example")
    fill(make.cohort(program), side, side)


def large_run() -> None:
    """The order to match the people of the latest cohort."""
    cohort, by = Cohort.objects.latest("pk"), User.objects.get(email="nora@orchard.example")
    order_draft(cohort=cohort, by=by, rules=DEFAULT_RULES, policy="fair_floor")


def signed_in(file: str) -> None:
    """Writes down what a browser of the coordinator holds and may press."""
    cohort, client = Cohort.objects.latest("pk"), Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(email="mira@orchard.example"), BACKEND)
    where = [cohort.program.code, cohort.code]
    facts = {
        "session": client.cookies["sessionid"].value,
        "pages": [reverse("dashboards:today"), reverse("programs:people", args=where)],
        "presses": [
            reverse("programs:invite", args=[*where, place.person.code, place.role])
            for place in cohort.enrolments.select_related("person")
        ],
    }
    Path(file).write_text(json.dumps(facts))


def press(count: int) -> None:
    """The coordinator opens the list of people and invites one; prints the two answers and the seconds taken."""
    cohort = Cohort.objects.latest("pk")
    # Each press is a process of its own, whose makers count from one again.
    who = make.person(cohort.program.organisation, email=f"pressed{time.time_ns()}@example.org")
    place = make.enrolment(cohort, "mentee", who, state=Enrolment.State.APPLIED)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(email="mira@orchard.example"), BACKEND)
    where = [cohort.program.code, cohort.code]
    before = time.monotonic()
    page = client.get(reverse("programs:people", args=where))
    form = client.post(reverse("programs:invite", args=[*where, place.person.code, place.role]))
    sys.stdout.write(f"{page.status_code} {form.status_code} {time.monotonic() - before:.2f}\n")
    for bell in [thread for thread in threading.enumerate() if thread.name == "bell"]:
        # A server goes on living after its answer; this process would end in the middle of the ring.
        bell.join(5)


if __name__ == "__main__":
    {"invitations": invitations, "pairs": pairs, "press": press}[sys.argv[1]](int(sys.argv[2]))
