"""Attacks on a coordinator's week: names where they are hidden, a role after its end, words that would be run."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.enrolments import decline
from programs.actions.hand_overs import hand_over_for_holiday, turn_covers
from programs.models import CoordinatorNote, MailText, StaffRole
from tests import make
from tests.access.row import COORDINATOR_ONLY
from tests.access.table import ROWS
from tests.access.test_matrix import undone
from tests.world import World

SECRETS = ("Gunhild", "gunhild-x", "S-4711", "Vierzehnheiligen")
BRACES = "{name.__class__} {{ 7|add:7 }} {% debug %} {name!r} {0} {__import__}"


def applicant(world: World):
    person = make.person(
        world.orchard,
        "Gunhild Vierzehnheiligen",
        email="gunhild-x@orchard.example",
        reference="S-4711",
        department="Vierzehnheiligen",
        languages=["Danish"],
    )
    return make.enrolment(world.cohort, "mentee", person, state="applied", goal="Lead a team")


def names_in(answer) -> list[str]:
    """In the page, its title, its addresses, its headers."""
    told = answer.content.decode() + str(answer.headers)
    return [secret for secret in SECRETS if secret in told]


@pytest.mark.parametrize("decision", ["accepted", "declined", "waitlisted"])
def test_no_name_stands_anywhere_while_somebody_decides_without_them(world, sign_in, decision):
    place, mira = applicant(world), sign_in(world.mira)
    where = [world.program.code, world.cohort.code]
    queue, decide_at = (
        reverse(f"programs:{name}", args=where) for name in ("applications", "application_decide")
    )
    picked = {"pick": f"{place.code}:applied", "decision": decision, "blind": "on"}
    answers = [
        mira.get(queue, {"blind": "on"}),
        mira.get(decide_at, picked),
        mira.post(decide_at, {**picked, "text": "x" * 20_000}),
        mira.post(decide_at, {"pick": picked["pick"], "blind": "on"}),
    ]
    assert [one.status_code for one in answers] == [200, 200, 422, 422]
    with undone():
        answers.append(mira.post(decide_at, {**picked, "text": "Thank you."}, follow=True))
    decline(enrolment=place, by=world.mira)  # another coordinator was first
    answers.append(mira.post(decide_at, {**picked, "text": "Thank you."}))
    assert answers[-1].status_code == 409
    assert [names_in(one) for one in answers] == [[]] * len(answers)
    assert names_in(mira.get(decide_at, {**picked, "blind": ""})) == []


def coordinators_pages(world: World, client: Client) -> dict[str, int]:
    """Each page of a program that only its coordinators find, by what it answers."""
    found = {}
    for name, row in ROWS.items():
        if row.may == COORDINATOR_ONLY and row.get == 200 and "jobs" not in name and name not in JOBS:
            with undone():
                found[name] = client.get(reverse(name, kwargs=row.to(world))).status_code
    return found


JOBS = {"dashboards:job"}  # whoever started one keeps its page; what it does is asked anew


def test_a_session_from_the_holiday_opens_nothing_after_it(world, sign_in, frozen):
    hand_over_for_holiday(
        program=world.program, by=world.mira, to=world.nora, from_on=make.some_day(0), until=make.some_day(3)
    )
    nora = sign_in(world.nora)
    during = coordinators_pages(world, nora)
    assert (len(during) > 40, set(during.values())) == (True, {200})
    turn_covers(clock.now() + timedelta(days=5))
    assert set(coordinators_pages(world, nora).values()) == {404}
    assert not StaffRole.objects.filter(user=world.nora, program=world.program).exists()


def test_words_in_braces_are_words_or_refused_and_never_run(world, sign_in, frozen):
    mira = sign_in(world.mira)
    text = reverse("programs:program_mail_text", args=[world.program.code, "matched"])
    for look in ({}, {"look": "1"}):
        answer = mira.post(text, {"subject_line": "Hello", "body": BRACES, **look})
        assert answer.status_code == 422
        assert "{name.__class__}" in answer.content.decode()
    assert not MailText.objects.exists()
    said = {"subject_line": "A\r\nBcc: eve@elsewhere.example", "body": "<b>Hi</b> {{name}} %(x)s"}
    assert "<b>Hi</b>" not in mira.post(text, {**said, "look": "1"}).content.decode()
    assert mira.post(text, said).status_code == 303
    kept = MailText.objects.get()
    assert (kept.subject, kept.body) == ("A Bcc: eve@elsewhere.example", said["body"])
    new = reverse("dashboards:note_new", args=[world.program.code, world.cohort.code])
    answer = mira.post(new, {"all": "1", "whom": "both", "subject": "A\nB", "text": BRACES, "when": "now"})
    assert answer.status_code == 422
    assert not CoordinatorNote.objects.exists()
