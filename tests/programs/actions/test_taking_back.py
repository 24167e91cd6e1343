"""Undo of a publication: everything goes while nobody has used it; else nothing does, and somebody says why."""

from datetime import timedelta

import pytest
from django.db import connection

from matching.actions.drafts import run_matching
from matching.actions.publishing import HOLD, publish, undo
from matching.models import Draft, Publication
from mentorship import outbox
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions.enrolments import withdraw
from programs.models import AuditEvent, Enrolment, Member, Mentorship
from sessions.models import Message
from tests import make
from tests.matching.threads import together
from tests.rounds import ROUNDS


@pytest.fixture
def cohort(db):
    return make.cohort(make.program(make.organisation()))


@pytest.fixture
def mira(cohort):
    return make.coordinator(cohort.program)


def published(cohort, mira, mentors=2, mentees=3) -> Publication:
    for _ in range(mentors):
        make.enrolment(cohort, "mentor")
    for _ in range(mentees):
        make.enrolment(cohort, "mentee")
    publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    return Publication.objects.get()


def test_mails_of_a_publication_are_due_in_ten_minutes_and_not_before(cohort, mira, settings):
    settings.MAIL_WORKS = True
    found = published(cohort, mira)
    assert set(Occurrence.objects.values_list("due_at", flat=True)) == {found.at + HOLD}
    assert outbox.send_due(found.at + HOLD - timedelta(seconds=1))["sent"] == 0
    assert outbox.send_due(found.at + HOLD)["sent"] == 5


def test_undo_takes_back_mentorships_and_mails_and_opens_every_draft_again(cohort, mira):
    other = None
    for role in ("mentor", "mentor", "mentee", "mentee", "mentee"):
        make.enrolment(cohort, role)
    other = run_matching(cohort=cohort, by=mira)
    draft = publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    before = list(draft.proposals.values_list("code", "mentor", "mentee").order_by("code"))
    draft = undo(publication=Publication.objects.get(), by=mira)
    other.refresh_from_db()
    assert (draft.state, draft.published_by, draft.published_at) == ("open", None, None)
    assert (other.state, other.closed_by) == ("open", None)
    assert (Mentorship.objects.count(), Member.objects.count(), Occurrence.objects.count()) == (0, 0, 0)
    assert list(draft.proposals.values_list("code", "mentor", "mentee").order_by("code")) == before
    assert AuditEvent.objects.filter(verb="draft.taken_back").count() == 1
    undo(publication=Publication.objects.get(), by=mira)
    assert AuditEvent.objects.filter(verb="draft.taken_back").count() == 1


def test_publish_after_an_undo_tells_everybody_again(cohort, mira):
    found = published(cohort, mira)
    kinds = sorted(Occurrence.objects.values_list("kind", "recipient"))
    draft = undo(publication=found, by=mira)
    publish(draft=draft, by=mira)
    assert sorted(Occurrence.objects.values_list("kind", "recipient")) == kinds
    assert Mentorship.objects.count() == 2


def test_undo_after_somebody_wrote_takes_nothing_back_and_names_the_two(cohort, mira):
    found = published(cohort, mira)
    one = Mentorship.objects.first()
    author = one.members.select_related("enrolment__person").get(role="mentee")
    Message.objects.create(mentorship=one, number=1, author=author, text="Hello!")
    with pytest.raises(Conflict, match=f"{author.enrolment.person.shown_name}.* have begun already"):
        undo(publication=found, by=mira)
    found.refresh_from_db()
    assert (Mentorship.objects.count(), Occurrence.objects.count(), found.undone_at) == (2, 5, None)
    assert Draft.objects.get().state == "published"
    assert Draft.objects.get().proposals.exclude(mentorship=None).count() == 2


@pytest.mark.parametrize("state", ["sending", "sent", "failed"])
def test_undo_after_one_mail_left_or_is_leaving_takes_nothing_back(cohort, mira, state):
    found = published(cohort, mira)
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(state=state)
    with pytest.raises(Conflict, match="The first mail has left"):
        undo(publication=found, by=mira)
    assert (Mentorship.objects.count(), Occurrence.objects.count()) == (2, 5)


def test_undo_after_ten_minutes_takes_nothing_back(cohort, mira):
    found = published(cohort, mira)
    with clock.at(found.held_until), pytest.raises(Conflict, match="ten minutes are over"):
        undo(publication=found, by=mira)
    assert Mentorship.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_undo_against_the_first_mail_is_won_by_one_and_the_other_does_nothing(settings):
    """Twelve threads: six undo, six senders. Either no mail left and everything is gone, or nothing is."""
    assert connection.vendor == "postgresql"
    settings.MAIL_WORKS = True
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    for role in ("mentor", "mentee") * 3:
        make.enrolment(cohort, role)
    for _ in range(ROUNDS):
        publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
        found = Publication.objects.latest("pk")
        now = clock.now()
        Occurrence.objects.update(due_at=now)
        Delivery.objects.update(due_at=now)

        def work(number, found=found):
            return undo(publication=found, by=mira) if number % 2 else outbox.send_due(seconds=20)

        answers = together(12, work)
        sent = sum(answer["sent"] for answer in answers[::2])
        refused = [one for one in answers[1::2] if isinstance(one, Conflict)]
        found.refresh_from_db()
        if found.undone_at:
            assert (sent, Mentorship.objects.count(), Occurrence.objects.count()) == (0, 0, 0)
            assert refused == []
        else:
            assert (sent, Mentorship.objects.count(), len(refused)) == (6, 3, 6)
            assert {one.sentence for one in refused} == {
                "The first mail has left; this can’t be taken back any more."
            }
        Occurrence.objects.all().delete()
        Publication.objects.all().delete()
        Draft.objects.all().delete()
        Mentorship.objects.all().delete()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publish_against_withdrawals_starts_all_or_nothing_and_nobody_who_left():
    assert connection.vendor == "postgresql"
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    for role in ("mentor", "mentee") * 4:
        make.enrolment(cohort, role)
    for _ in range(ROUNDS):
        draft = run_matching(cohort=cohort, by=mira)
        leaving = list(Enrolment.objects.mentees().filter(cohort=cohort)[:2])

        def work(number, draft=draft, leaving=leaving):
            if number < 10:
                return publish(draft=Draft.objects.get(pk=draft.pk), by=mira)
            return withdraw(enrolment=Enrolment.objects.get(pk=leaving[number - 10].pk), by=mira)

        answers = together(12, work)
        draft.refresh_from_db()
        refused = [one for one in answers[:10] if isinstance(one, Conflict)]
        if draft.state == "published":
            assert Mentorship.objects.count() == 4
        else:
            assert (Mentorship.objects.count(), len(refused)) == (0, 10)
            assert all("is not taking part" in one.sentence for one in refused)
        live = Member.objects.filter(mentorship__state="active", enrolment__in=leaving)
        assert live.count() == 0
        Mentorship.objects.all().delete()
        Draft.objects.all().delete()
        Enrolment.objects.filter(pk__in=[one.pk for one in leaving]).update(state="accepted")
