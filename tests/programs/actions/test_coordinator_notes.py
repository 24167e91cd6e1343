"""A coordinator's note: one mail for each person, once a day, in few statements."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import BouncedAddress, Occurrence
from programs.actions.coordinator_notes import send_note, send_test
from programs.actions.mentorships import end_mentorship
from programs.models import AuditEvent, CoordinatorNote, Mentorship
from programs.queries.coordinator_notes import (
    WHOM,
    Places,
    filled,
    recipients_among,
    recipients_of,
    unknown_words,
)
from programs.queries.note_groups import Group, counts_of, places_of
from programs.queries.notes_sent import notes_sent
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
TEXT = "Hello {name}, you and {partner} meet next: {next date}."


def note(world, pairs, whom="both", **facts) -> CoordinatorNote:
    facts = {"subject": "A room", "text": TEXT, **facts}
    ids = [one.pk for one in pairs]
    return send_note(cohort=world.cohort, to=ids, whom=whom, by=world.mira, **facts)


def told() -> list[str]:
    found = Occurrence.objects.filter(kind="coordinator_note").select_related("recipient")
    return sorted(one.recipient.email.partition("@")[0] for one in found)


@pytest.mark.parametrize(
    ("whom", "mailed"),
    [("both", ["ada", "ben", "cleo", "dan"]), ("mentors", ["ada", "cleo"]), ("mentees", ["ben", "dan"])],
)
def test_each_person_gets_a_mail_of_their_own(world, whom, mailed):
    note(world, [world.ada_ben, world.cleo_dan], whom)
    assert told() == mailed
    assert AuditEvent.objects.filter(verb="note.sent").count() == 1


def test_somebody_in_several_gets_one_mail_that_names_everybody(world):
    second = make.mentorship(world.cohort, world.mira, world.enrolment(world.ada), world.enrolment(world.fay))
    rows.meeting(second, days=3)
    note(world, [world.ada_ben, second], "mentors")
    assert told() == ["ada"]
    mail = outbox.desk().compose(Occurrence.objects.get(kind="coordinator_note"))
    words = mail.context["text"]
    assert words == "Hello Ada, you and Ben and Fay meet next: Sat 21 Nov, 10:00."


def test_the_number_of_mails_is_that_of_the_mails_and_reads_nothing_more(world, django_assert_num_queries):
    places = Places(tuple(places_of(world.mira, world.cohort, Group())))
    note(world, [world.ada_ben])
    for found in (
        recipients_among(world.program, places),
        recipients_of(world.program, [world.ada_ben.pk, world.cleo_dan.pk]),
    ):
        with django_assert_num_queries(0):
            counts = {whom: found.mails_to(whom) for whom in WHOM}
            mailed = {whom: len(found.only(whom).mailed(also_again=False)) for whom in WHOM}
            assert [str(one) for one in found.persons] == sorted(str(one) for one in found.persons)
        assert counts == mailed
        assert counts["both"] > 0


def test_a_second_note_on_one_day_leaves_out_who_had_one_unless_it_is_said(world):
    note(world, [world.ada_ben])
    with pytest.raises(Conflict, match="Nobody among them"):
        note(world, [world.ada_ben])
    note(world, [world.ada_ben, world.cleo_dan])
    assert told() == ["ada", "ben", "cleo", "dan"]
    found = recipients_of(world.program, [world.ada_ben.pk, world.cleo_dan.pk])
    assert [person.name for person in found.again] == ["Ada", "Ben", "Cleo", "Dan"]
    note(world, [world.ada_ben], also_again=True)
    assert told() == ["ada", "ada", "ben", "ben", "cleo", "dan"]


def test_the_next_day_is_another_day_on_the_wall_of_the_program(world):
    from mentorship.lib import clock  # noqa: PLC0415 - only here

    note(world, [world.ada_ben])
    midnight = clock.wall_time(make.some_day(1), clock.now().min.time(), world.program.zone)
    with clock.at(midnight):
        assert recipients_of(world.program, [world.ada_ben.pk]).again == []


def test_a_word_nothing_stands_for_is_refused_and_a_name_with_braces_is_a_name(world):
    with pytest.raises(Refusal, match=r"\{nmae\}") as refused:
        note(world, [world.ada_ben], text="Hello {nmae}")
    assert (refused.value.field, CoordinatorNote.objects.count()) == ("text", 0)
    assert unknown_words("{name}, {next date}, {Partner}") == ["Partner"]
    assert filled("{name} {partner}", {"name": "{partner}", "partner": "Bo"}) == "{partner} Bo"


def test_who_has_no_address_or_a_broken_one_is_named(world):
    silent = make.enrolment(
        world.cohort, "mentee", make.person(world.orchard, "Sol", email="", reference="s1")
    )
    pair = make.mentorship(world.cohort, world.mira, world.enrolment(world.cleo), silent)
    BouncedAddress.objects.create(user=world.ada.user, reason="550")
    found = recipients_of(world.program, [world.ada_ben.pk, pair.pk])
    assert [person.name for person in found.silent] == ["Sol"]
    assert [person.name for person in found.bounced] == ["Ada"]
    note(world, [pair])
    assert told() == ["cleo"]


def test_a_test_goes_to_its_author_and_nobody_else_reads_it(world):
    like = recipients_of(world.program, [world.ada_ben.pk]).only("mentees").people[0]
    made = send_test(cohort=world.cohort, like=like, by=world.mira, subject="A room", text=TEXT)
    assert told() == ["mira"]
    mail = outbox.desk().compose(Occurrence.objects.get(kind="coordinator_note"))
    assert mail.context["text"] == "Hello Ben, you and Ada meet next: no date yet."
    readers = (world.mira, world.ben.user, world.ada.user)
    assert [made in CoordinatorNote.objects.visible_to(user) for user in readers] == [True, False, False]
    assert recipients_of(world.program, [world.ada_ben.pk]).again == []
    assert notes_sent(world.mira, world.cohort) == ([], 0)


def test_what_became_of_a_note_is_told_as_counts(world):
    note(world, [world.ada_ben])
    outbox.send_due(make.NOW)
    ((sent,), total) = notes_sent(world.mira, world.cohort)
    assert (sent.subject, sent.by, total) == ("A room", "mira@orchard.example", 1)
    assert (sent.mails, sent.left, sent.waiting, sent.refused) == (2, 2, 0, 0)


def test_six_hundred_mails_are_planned_in_few_statements(world, django_assert_max_num_queries):
    mentor = make.enrolment(world.cohort, "mentor", capacity=1200)
    people = make_many(world, 600)
    pairs = Mentorship.objects.bulk_create(
        Mentorship(cohort=world.cohort, pair_key=f"many-{number}") for number in range(len(people))
    )
    members = Mentorship.members.rel.related_model.objects
    members.bulk_create(
        members.model(mentorship=pair, enrolment=one, role=one.role)
        for pair, mentee in zip(pairs, people, strict=True)
        for one in (mentor, mentee)
    )
    with django_assert_max_num_queries(40):
        note(world, pairs)
    assert len(told()) == 601


@pytest.mark.parametrize(
    ("state", "people", "words"),
    [
        ("accepted", ["fay"], "Hello Fay, you and your partner meet next: no date yet."),
        ("matched", ["ada", "ben", "cleo", "dan"], "Hello Ada, you and Ben meet next: no date yet."),
    ],
)
def test_people_are_written_to_with_a_pair_or_without(world, state, people, words):
    to_people(world, Group(state))
    assert told() == people
    first = Occurrence.objects.filter(kind="coordinator_note").order_by("recipient__email")[0]
    assert outbox.desk().compose(first).context["text"] == words


def test_whose_time_has_ended_is_a_group_of_its_own_and_hears_of_whom_it_was(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    to_people(world, Group("ended"))
    assert told() == ["ada", "ben"]
    one = Occurrence.objects.get(kind="coordinator_note", recipient=world.ben.user)
    assert outbox.desk().compose(one).context["text"] == "Hello Ben, you and Ada meet next: no date yet."
    counts = counts_of(world.mira, world.cohort)
    assert {name: counts[name] for name in ("everybody", "accepted", "matched", "ended", "declined")} == {
        "everybody": 5,
        "accepted": 1,
        "matched": 2,
        "ended": 2,
        "declined": 0,
    }


def test_whose_contact_was_stopped_hears_what_everybody_hears_and_no_name(world):
    world.ada_ben.contact_stopped_at = make.NOW
    world.ada_ben.save()
    found = recipients_among(world.program, Places(tuple(places_of(world.mira, world.cohort, Group()))))
    assert {one.person.name: len(one.members) for one in found.people}["Ada"] == 0  # nor in a preview
    to_people(world, Group(), "mentors")
    one = Occurrence.objects.get(kind="coordinator_note", recipient=world.ada.user)
    words = "Hello Ada, you and your partner meet next: no date yet."
    assert outbox.desk().compose(one).context["text"] == words


def test_a_note_for_the_daily_mail_is_a_line_of_it_even_for_whoever_looked_at_today(world, mailoutbox):
    note(world, [world.ada_ben], "mentees", now=False)
    outbox.send_due(make.NOW)
    ((sent,), _total) = notes_sent(world.mira, world.cohort)
    assert (sent.mails, sent.left, sent.waiting) == (1, 0, 1)
    morning = make.NOW + timedelta(days=1)
    User.objects.filter(pk=world.ben.user_id).update(seen_today_at=morning)
    outbox.plan_due(morning)
    outbox.send_due(morning)
    ((sent,), _total) = notes_sent(world.mira, world.cohort)
    assert (sent.left, sent.waiting) == (1, 0)
    (mail,) = [one for one in mailoutbox if "A room" in one.subject]
    assert (mail.to, mail.reply_to) == ([world.ben.email], [])
    assert "Hello Ben, you and Ada meet next: no date yet." in mail.body


def to_people(world, group: Group, whom: str = "both") -> None:
    places = Places(tuple(places_of(world.mira, world.cohort, group)), ended=group.ended)
    send_note(cohort=world.cohort, to=places, whom=whom, by=world.mira, subject="A room", text=TEXT)


def make_many(world, number: int) -> list:
    """Mentees with an account each, written straight."""
    from programs.models import Enrolment, Person  # noqa: PLC0415

    users = User.objects.bulk_create(User(email=f"many{n}@example.org") for n in range(number))
    people = Person.objects.bulk_create(
        Person(organisation=world.orchard, name=f"Many {user.pk}", email=user.email, user=user)
        for user in users
    )
    return Enrolment.objects.bulk_create(
        Enrolment(person=one, cohort=world.cohort, role="mentee", state="accepted") for one in people
    )
