"""Two coordinators decide on one application in the same instant: one of them does, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice, product
from threading import Barrier

import pytest
from django.db import connection

from mentorship.lib.refusals import Conflict
from programs.actions.applications import Pick, decide
from programs.models import ApplicationReply, AuditEvent, Enrolment
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DECISIONS = ("accepted", "declined", "waitlisted")
# Every decision against every other, 200 rounds of them.
ROUNDS = list(islice(cycle(product(DECISIONS, DECISIONS)), 200))


def test_two_coordinators_on_one_application_are_one_decision_and_one_conflict(world):
    gus = make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Gus"), state="applied")
    coordinators = (world.mira, make.coordinator(world.program))
    gate, kept = Barrier(2), []

    def sit(which: int) -> list[str]:
        """200 rounds of one coordinator: "" where the decision was theirs, else what they were told."""
        told = []
        try:
            for number, decisions in enumerate(ROUNDS):
                picked = Pick(Enrolment.objects.get(pk=gus.pk), "applied")
                gate.wait(timeout=30)
                try:
                    decide(pick=picked, decision=decisions[which], text=str(number), by=coordinators[which])
                    told.append("")
                except Conflict as conflict:
                    told.append(conflict.sentence)
                gate.wait(timeout=30)
                if which == 0:
                    now = Enrolment.objects.get(pk=gus.pk)
                    kept.append("waitlisted" if now.waits else now.state)
                    Enrolment.objects.filter(pk=gus.pk).update(state="applied", waiting_since=None)
                gate.wait(timeout=30)
        finally:
            connection.close()
        return told

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(sit, (0, 1))
    assert [(one == "") + (other == "") for one, other in zip(first, second, strict=True)] == [1] * 200
    losers = {told for told in (*first, *second) if told}
    states = ("accepted", "declined", "on the waiting list")
    assert losers <= {f"Gus: this place is already {state}." for state in states}
    won = [
        decisions[0] if told == "" else decisions[1] for decisions, told in zip(ROUNDS, first, strict=True)
    ]
    assert kept == won
    replies = ApplicationReply.objects.order_by("pk").values_list("decision", "text")
    assert list(replies) == [(decision, str(number)) for number, decision in enumerate(won)]
    assert AuditEvent.objects.filter(target=f"enrolment:{gus.pk}").count() == 200
