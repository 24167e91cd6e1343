"""Pairs of a file become mentorships that run, in silence."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Occurrence
from programs.actions import imports
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import AuditEvent, Enrolment, Mentorship, PeopleImport, Person, Veto
from programs.queries.importing import Upload, read_sheet
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_reader import Choices
from sessions.models import Meeting
from tests import make
from tests.world import World

HEAD = "Mentor,Mentor email,Mentee,Mentee email,Start,Rhythm,Dates met\n"
TWO = (
    "Gil,gil@example.org,Hana,hana@example.org,2026-03-01,2,2026-04-02; 2026-03-05\n"
    "Gil,gil@example.org,Ida,ida@example.org,,,\n"
)


@pytest.fixture(autouse=True)
def on_a_wednesday(frozen: None) -> None:
    return frozen


def prepared(world: World, text: str) -> PeopleImport:
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="pairs.csv", by=world.mira)
    columns = tuple(guess.target for guess in guess_columns(read_sheet(text)))
    return choose_columns(upload=kept, choices=Choices(columns, "pairs"))


def test_pairs_whose_headings_are_known_need_no_second_step(world: World):
    text = HEAD + TWO
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="pairs.csv", by=world.mira)
    assert (kept.mapping["role"], kept.mapping["chosen"]) == ("pairs", True)
    text = text.replace("2026-03-01", "01/03/2026")
    asked = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="pairs.csv", by=world.mira)
    assert asked.mapping["chosen"] is False


def test_import_people_starts_the_pairs_of_a_file(world: World):
    done = import_people(upload=prepared(world, HEAD + TWO), by=world.mira)
    gil = Enrolment.objects.get(person__email="gil@example.org")
    assert (gil.role, gil.state, gil.capacity) == ("mentor", "accepted", 2)
    first, second = Mentorship.objects.filter(members__enrolment=gil).order_by("pk")
    assert (first.state, first.rhythm_weeks, second.rhythm_weeks) == ("active", 2, world.program.rhythm_weeks)
    assert first.started_at == datetime(2026, 3, 1, 12, 0, tzinfo=world.program.zone).astimezone(UTC)
    assert second.started_at == make.NOW
    assert sorted(first.members.values_list("role", flat=True)) == ["mentee", "mentor"]
    meetings = Meeting.objects.filter(mentorship=first).order_by("number")
    assert [(one.number, one.starts_at.date().isoformat(), one.state, one.booked_by) for one in meetings] == [
        (1, "2026-03-05", "held", None),
        (2, "2026-04-02", "held", None),
    ]
    assert {(one.place, one.line) for one in meetings} == {("", "")}
    assert AuditEvent.objects.filter(verb="mentorship.started", actor=world.mira).count() >= 2
    result = done.mapping["result"]
    assert (done.added, result["pairs"], result["dates_met"]) == (3, 2, 2)


def test_import_people_tells_nobody_of_pairs_unless_asked(world: World):
    before = Occurrence.objects.count()
    import_people(upload=prepared(world, HEAD + TWO), by=world.mira)
    assert Occurrence.objects.count() == before
    text = HEAD + "Jo,jo@example.org,Kim,kim@example.org,,,\n"
    import_people(upload=prepared(world, text), by=world.mira, announce=True)
    told = Occurrence.objects.filter(
        kind="matched", recipient__email__in=["jo@example.org", "kim@example.org"]
    )
    assert told.count() == 2


def test_import_people_adds_no_pair_the_second_time(world: World):
    import_people(upload=prepared(world, HEAD + TWO), by=world.mira)
    again = import_people(upload=prepared(world, HEAD + TWO), by=world.mira)
    assert (again.added, again.unchanged, again.mapping["result"]["pairs"]) == (0, 2, 0)
    assert Mentorship.objects.filter(members__enrolment__person__email="gil@example.org").count() == 2


def test_import_people_pairs_those_who_are_here(world: World):
    fay = world.enrolment(world.fay)
    mentor = make.enrolment(world.cohort, "mentor")
    text = f"Mentor,Mentee\n{mentor.person.email},{world.fay.email}\n"
    before = Person.objects.count()
    import_people(upload=prepared(world, text), by=world.mira)
    started = Mentorship.objects.get(members__enrolment=mentor)
    assert set(started.members.values_list("enrolment", flat=True)) == {mentor.pk, fay.pk}
    assert Person.objects.count() == before


def test_import_people_starts_a_pair_that_a_rule_of_matching_would_forbid(world: World):
    """They meet already: the file tells what is, and no rule undoes it."""
    Person.objects.filter(pk=world.fay.pk).update(languages=["Finnish"])
    gil = make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Gil", languages=["English"]))
    row = f"Gil,{gil.person.email},Fay,{world.fay.email},,,\n"
    import_people(upload=prepared(world, HEAD + row), by=world.mira)
    assert Mentorship.objects.active().filter(members__enrolment=gil).count() == 1


def test_import_people_says_of_a_veto_only_that_the_two_cannot_be_matched(world: World):
    gil = make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Gil"))
    Veto.objects.create(author=gil.person, about=world.fay, reason="canary")
    row = f"Gil,{gil.person.email},Fay,{world.fay.email},,,\n"
    with pytest.raises(Conflict) as refused:
        import_people(upload=prepared(world, HEAD + row), by=world.mira)
    assert refused.value.sentence == "Gil and Fay can’t be matched. Nothing was written."
    assert not Mentorship.objects.filter(members__enrolment=gil).exists()


def test_import_people_takes_all_back_when_a_place_is_given_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    mentor = make.enrolment(world.cohort, "mentor")
    text = HEAD + TWO + f"X,{mentor.person.email},Y,y@example.org,,,\n"
    check = imports.check_file

    def somebody_is_faster(*given: Any) -> Any:
        found = check(*given)
        make.mentorship(world.cohort, world.mira, mentor=mentor)
        return found

    upload = prepared(world, text)
    monkeypatch.setattr(imports, "check_file", somebody_is_faster)
    with pytest.raises(Conflict, match="has no place left meanwhile"):
        import_people(upload=upload, by=world.mira)
    assert Person.objects.filter(email="gil@example.org").count() == 0


def test_import_people_takes_as_many_statements_for_twenty_pairs_as_for_three(world: World):
    counts = []
    for rows in (3, 20):
        lines = "".join(
            f"A,a{rows}.{n}@x.org,B,b{rows}.{n}@x.org,2026-03-01,,2026-03-05\n" for n in range(rows)
        )
        upload = prepared(world, HEAD + lines)
        with CaptureQueriesContext(connection) as queries:
            import_people(upload=upload, by=world.mira)
        counts.append(len(queries))
    assert counts[0] == counts[1]
