"""Publishing: everything or nothing, once, and everybody is told once.

The races run a few rounds here; TRELLIS_ROUNDS=200 runs as many as one likes.
"""

import pytest
from django.db import connection

from matching.actions.drafts import run_matching
from matching.actions.publishing import publish
from matching.models import Draft
from mentorship.lib.refusals import Conflict
from mentorship.lib.statistics import MANY, renew_statistics
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import start_mentorship
from programs.models import AuditEvent, Enrolment, Member, Mentorship
from tests import make
from tests.matching.people import fill
from tests.matching.threads import together
from tests.mentorship.lib.test_statistics import believed
from tests.rounds import ROUNDS


def enrol(cohort, mentors, mentees):
    """People with addresses, so that they can be told."""
    return (
        [make.enrolment(cohort, "mentor") for _ in range(mentors)],
        [make.enrolment(cohort, "mentee") for _ in range(mentees)],
    )


def told(kind: str) -> list[int]:
    return sorted(Occurrence.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_publish_starts_every_pair_and_tells_everybody_once(cohort, mira):
    mentors, mentees = enrol(cohort, 2, 3)
    draft = publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    assert (draft.state, draft.published_by) == ("published", mira)
    assert Mentorship.objects.active().filter(cohort=cohort).count() == 2
    lone = draft.leftovers.get().enrolment
    paired = [one for one in (*mentors, *mentees) if one.pk != lone.pk]
    assert told("matched") == sorted(one.person.user_id for one in paired)
    assert told("unmatched") == [lone.person.user_id]
    assert Occurrence.objects.get(kind="unmatched").subject_id == lone.pk
    assert AuditEvent.objects.filter(verb="draft.published").count() == 1


def test_publish_again_gives_the_published_draft_and_tells_nobody_twice(cohort, mira):
    enrol(cohort, 2, 3)
    draft = publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    before = Occurrence.objects.count()
    second = make.coordinator(cohort.program)
    assert publish(draft=Draft.objects.get(pk=draft.pk), by=second).published_by == mira
    assert (Mentorship.objects.count(), Occurrence.objects.count()) == (2, before)


def test_publish_with_somebody_withdrawn_names_them_and_marks_nothing(cohort, mira):
    enrol(cohort, 3, 3)
    draft = run_matching(cohort=cohort, by=mira)
    gone = draft.proposals.first().mentee
    Enrolment.objects.filter(pk=gone.pk).update(state="withdrawn")
    with pytest.raises(Conflict, match=f"{gone.person.shown_name} is not taking part"):
        publish(draft=draft, by=mira)
    draft = Draft.objects.get(pk=draft.pk)
    assert (draft.state, draft.published_at) == ("open", None)
    assert (Mentorship.objects.count(), Occurrence.objects.count()) == (0, 0)


def test_publish_over_a_place_taken_meanwhile_names_the_mentor_and_starts_nothing(cohort, mira):
    (mentor,), (first, second) = enrol(cohort, 1, 2)
    draft = run_matching(cohort=cohort, by=mira)
    other = next(one for one in (first, second) if not one.proposals_as_mentee.exists())
    start_mentorship(mentor=mentor, mentee=other, by=mira)
    with pytest.raises(Conflict, match=f"{mentor.person.shown_name} has no place left"):
        publish(draft=draft, by=mira)
    assert Mentorship.objects.count() == 1


def test_publish_to_people_without_an_address_tells_nobody_and_starts_them(cohort, mira):
    fill(cohort, 3, 3, easy=True)
    publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    assert (Mentorship.objects.count(), Occurrence.objects.count()) == (3, 0)


def test_publish_closes_the_drafts_beside_it(cohort, mira):
    enrol(cohort, 1, 1)
    first, second = run_matching(cohort=cohort, by=mira), run_matching(cohort=cohort, by=mira)
    publish(draft=first, by=mira)
    second.refresh_from_db()
    assert (second.state, second.closed_by) == ("discarded", first)
    with pytest.raises(Conflict, match="Another draft was published instead"):
        publish(draft=second, by=mira)
    assert Mentorship.objects.count() == 1


def test_publish_of_another_number_of_pairs_than_the_page_said_is_a_conflict(cohort, mira):
    enrol(cohort, 2, 2)
    draft = run_matching(cohort=cohort, by=mira)
    with pytest.raises(Conflict, match="it would be 2 pairs now, not 3"):
        publish(draft=draft, by=mira, pairs=3)
    publish(draft=draft, by=mira, pairs=2)
    assert Mentorship.objects.count() == 2


def test_publish_of_a_second_round_tells_who_is_still_unmatched_again(cohort, mira):
    _, mentees = enrol(cohort, 1, 2)
    publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    make.enrolment(cohort, "mentor", make.person(cohort.program.organisation, languages=["Finnish"]))
    alone = next(one for one in mentees if not one.members.exists())
    alone.person.languages = ["English"]
    alone.person.save()
    draft = run_matching(cohort=cohort, by=mira)
    with pytest.raises(Conflict, match="no pair to publish"):
        publish(draft=draft, by=mira)
    assert told("unmatched") == [alone.person.user_id]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_coordinators_publishing_with_many_presses_publish_once():
    assert connection.vendor == "postgresql"
    cohort = make.cohort(make.program(make.organisation()))
    coordinators = [make.coordinator(cohort.program) for _ in range(2)]
    enrol(cohort, 6, 8)
    for _ in range(ROUNDS):
        draft = run_matching(cohort=cohort, by=coordinators[0])
        answers = together(
            12, lambda n, pk=draft.pk: publish(draft=Draft.objects.get(pk=pk), by=coordinators[n % 2])
        )
        assert {answer.state for answer in answers} == {"published"}
        assert AuditEvent.objects.filter(verb="draft.published", target=f"draft:{draft.pk}").count() == 1
        assert Mentorship.objects.active().count() == 6
        members = list(Member.objects.filter(mentorship__state="active").values_list("pk", flat=True))
        matched = Occurrence.objects.filter(kind="matched", subject_id__in=members)
        assert matched.count() == len(members) == 12
        assert Occurrence.objects.filter(kind="unmatched", period=f"draft-{draft.number}").count() == 2
        Mentorship.objects.update(state="ended")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_pairings_race_for_the_last_places_and_none_is_over():
    assert connection.vendor == "postgresql"
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    mentor = make.enrolment(cohort, "mentor", capacity=2)
    mentees = [make.enrolment(cohort, "mentee") for _ in range(12)]
    for _ in range(ROUNDS):
        answers = together(
            12, lambda n: start_mentorship(mentor=mentor, mentee=mentees[n], by=mira, announce=False)
        )
        refused = [answer for answer in answers if isinstance(answer, Conflict)]
        assert len(refused) == 10
        assert {refusal.sentence for refusal in refused} == {f"{mentor.person.shown_name} has no place left."}
        assert Member.objects.filter(enrolment=mentor, mentorship__state="active").count() == 2
        Mentorship.objects.update(state="ended")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publishing_while_its_mentors_are_paired_by_hand_never_goes_over_and_never_locks_up():
    assert connection.vendor == "postgresql"
    cohort = make.cohort(make.program(make.organisation()))
    mira = make.coordinator(cohort.program)
    mentors, _ = enrol(cohort, 6, 6)
    walk_ins = [make.enrolment(cohort, "mentee") for _ in range(6)]
    Enrolment.objects.filter(pk__in=[one.pk for one in walk_ins]).update(state="declined")
    for _ in range(ROUNDS):
        draft = run_matching(cohort=cohort, by=mira)
        Enrolment.objects.filter(pk__in=[one.pk for one in walk_ins]).update(state="accepted")

        def work(number, pk=draft.pk):
            if number < 2:
                return publish(draft=Draft.objects.get(pk=pk), by=mira)
            return start_mentorship(
                mentor=mentors[number % 6], mentee=walk_ins[number % 6], by=mira, announce=False
            )

        together(12, work)
        for mentor in mentors:
            assert Member.objects.filter(enrolment=mentor, mentorship__state="active").count() <= 1
        draft.refresh_from_db()
        published = draft.state == "published"
        assert (
            AuditEvent.objects.filter(target=f"draft:{draft.pk}", verb="draft.published").count() == published
        )
        Mentorship.objects.update(state="ended")
        Enrolment.objects.filter(pk__in=[one.pk for one in walk_ins]).update(state="declined")


@pytest.mark.postgres
def test_pages_after_a_publication_of_many_pairs_are_planned_for_as_many(cohort, mira):
    fill(cohort, MANY, MANY)
    renew_statistics(Mentorship)
    publish(draft=run_matching(cohort=cohort, by=mira), by=mira)
    assert believed(Mentorship) >= Mentorship.objects.count() == MANY
