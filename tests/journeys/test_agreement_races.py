"""Two people at one agreement in the same moment, on a real PostgreSQL."""

import pytest
from django.urls import reverse

from programs.models import Agreement, AgreementAnswer, AgreementSide, News
from programs.queries.agreement_words import terms_of
from sessions.actions import agreements
from tests.access.features.agreement import own
from tests.journeys.test_pair_races import at_once, client_of
from tests.sessions import rows

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def url(world, name: str) -> str:
    return reverse(f"sessions:agreement_{name}", args=[world.ada_ben.code])


def test_two_signatures_at_once_are_one_agreement_that_holds(world):
    text = agreements.take_suggestion(by=rows.seats(world.ada_ben)[0])
    AgreementSide.objects.update(signed_at=None)
    clients = [client_of(who) for who in (world.ada, world.ben, world.ada)]
    press = {"read": text.serial}
    presses = [lambda client=client: client.post(url(world, "sign"), press).status_code for client in clients]
    assert at_once(presses) == [303] * 3
    assert Agreement.objects.get().signed_at is not None
    assert News.objects.filter(kind="agreement_signed").count() == 1


def test_signing_against_an_edit_never_signs_words_nobody_read(world):
    text = agreements.take_suggestion(by=rows.seats(world.ada_ben)[0])
    said = {name: "" if value is None else value for name, value in terms_of(text).items()}
    typed = {**said, **own(), "why": "Other words", "read": text.serial}
    ada, ben = client_of(world.ada), client_of(world.ben)
    statuses = at_once(
        [
            lambda: ben.post(url(world, "sign"), {"read": text.serial}).status_code,
            lambda: ada.post(url(world, "edit"), typed).status_code,
        ]
    )
    assert statuses in ([303, 303], [303, 409])
    latest = Agreement.objects.order_by("-serial")[0]
    assert (latest.why, latest.sides.filter(signed_at=None).count()) == ("Other words", 2)
    assert latest.version == (2 if statuses == [303, 303] else 1)


def test_both_answering_at_once_open_both_and_make_one_text(world):
    clients = [client_of(who) for who in (world.ada, world.ben)]
    presses = [
        lambda client=client, why=why: client.post(url(world, "answer"), {"why": why}).status_code
        for client, why in zip(clients, ("Ada’s", "Ben’s"), strict=True)
    ]
    assert at_once(presses) == [303, 303]
    assert AgreementAnswer.objects.filter(opened_at=None).count() == 0
    assert Agreement.objects.get().why == ""


def test_the_suggestion_taken_by_both_at_once_is_taken_by_one(world):
    clients = [client_of(who) for who in (world.ada, world.ben)]
    presses = [lambda client=client: client.post(url(world, "take")).status_code for client in clients]
    assert at_once(presses) == [303, 409]
    assert Agreement.objects.count() == 1
