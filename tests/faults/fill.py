"""Run as `python -m tests.faults.fill WHAT`, in the scratch database: rows made by the real actions, or a press."""

import sys
import threading
import time
from datetime import timedelta

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from mentorship.accounts.models import User  # noqa: E402
from mentorship.lib import clock  # noqa: E402
from programs.actions.invitations import invite  # noqa: E402
from programs.models import Cohort, Enrolment  # noqa: E402
from tests import make  # noqa: E402


def invitations(count: int) -> None:
    """`count` people invited: as many mails due now."""
    program = make.program(make.organisation())
    cohort, by = make.cohort(program), make.coordinator(program, "mira@orchard.example")
    for _ in range(count):
        invite(enrolment=make.enrolment(cohort, "mentee", state="applied"), by=by)


def pairs(count: int) -> None:
    """`count` pairs matched five weeks ago this morning: two mails to each, and a check-in that nobody planned."""
    with clock.at(clock.now() - timedelta(days=36)):
        program = make.program(make.organisation())
        cohort, by = make.cohort(program), make.coordinator(program)
        for _ in range(count):
            make.mentorship(cohort, by)


def press(count: int) -> None:
    """The coordinator opens the list of people and invites one; prints the two answers and the seconds taken."""
    cohort = Cohort.objects.latest("pk")
    # Each press is a process of its own, whose makers count from one again.
    who = make.person(cohort.program.organisation, email=f"pressed{time.time_ns()}@example.org")
    place = make.enrolment(cohort, "mentee", who, state=Enrolment.State.APPLIED)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(
        User.objects.get(email="mira@orchard.example"), "allauth.account.auth_backends.AuthenticationBackend"
    )
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
