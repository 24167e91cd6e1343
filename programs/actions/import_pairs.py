"""Pairs of a file become mentorships that run already: nobody is told, unless that is asked for.

The rules of `mentorships.start_mentorship`, kept in a constant number of statements for each batch.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import fresh_codes
from mentorship.lib.refusals import Conflict
from programs import events
from programs.actions import audit
from programs.actions.import_rows import Known, batches
from programs.actions.import_trail import Written
from programs.actions.mentorships import tell_matched
from programs.models import Cohort, Enrolment, Member, Mentorship
from programs.models.enrolments import Role
from programs.queries.importing_reader import Pair
from programs.queries.vetoes import apart_in

NOON = time(12)


def start_pairs(
    pairs: Sequence[Pair],
    *,
    people: Mapping[int, Known],
    cohort: Cohort,
    by: User | None,
    announce: bool,
    down: Written,
) -> list[Mentorship]:
    """Part of the transaction of the import; `people` are those of its file, by `who`."""
    places = _locked_places(pairs, people, cohort)
    _refuse_the_full(pairs, people, places)
    _refuse_the_apart(pairs, people, cohort)
    started: list[Mentorship] = []
    for batch in batches(pairs):
        started += _start(batch, people, places, cohort, down)  # 1 the rows
    if announce:
        tell_matched(started)  # 2 "you're matched", to both of each
    organisation = cohort.program.organisation
    audit.record_all("mentorship.started", targets=started, by=by, organisation=organisation)  # 3 that it was
    events.mentorships_started.send(sender=Mentorship, mentorships=started)  # 4 whoever listens above
    met = {mentorship.pk: pair.met for mentorship, pair in zip(started, pairs, strict=True) if pair.met}
    answers: Any = events.dates_reported.send(sender=Mentorship, cohort=cohort, met=met)
    for _receiver, meetings in answers:  # 5 the dates on which they met
        down.add(meetings)
    return started


def _locked_places(
    pairs: Sequence[Pair], people: Mapping[int, Known], cohort: Cohort
) -> dict[tuple[int, str], Enrolment]:
    """By person and role, locked in the order of their ids as whoever starts a mentorship does."""
    wanted = {people[who].pk for pair in pairs for who in (pair.mentor, pair.mentee)}
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.filter(cohort=cohort, person__in=wanted).order_by("pk")
    return {(row.person_id, row.role): row for row in found}


def _refuse_the_full(
    pairs: Sequence[Pair], people: Mapping[int, Known], places: Mapping[tuple[int, str], Enrolment]
) -> None:
    """What the check found may have changed since: a place given, somebody gone."""
    wanted = Counter((people[pair.mentor].pk, Role.MENTOR.value) for pair in pairs)
    wanted += Counter((people[pair.mentee].pk, Role.MENTEE.value) for pair in pairs)
    held = Member.objects.filter(
        enrolment__in=[row.pk for row in places.values()], mentorship__state=Mentorship.State.ACTIVE
    )
    live = Counter(held.values_list("enrolment", flat=True))
    for key, count in wanted.items():
        row = places.get(key)
        if row is None or row.state != Enrolment.State.ACCEPTED or live[row.pk] + count > row.capacity:
            sentence = _("%(name)s has no place left meanwhile. Nothing was written; check the file again.")
            raise Conflict(sentence % {"name": _name_of(row, people, key[0])})


def _refuse_the_apart(pairs: Sequence[Pair], people: Mapping[int, Known], cohort: Cohort) -> None:
    apart = apart_in(cohort.program.organisation_id)
    for mentor, mentee in [(people[pair.mentor], people[pair.mentee]) for pair in pairs]:
        if frozenset({mentor.pk, mentee.pk}) in apart:
            sentence = _("%(mentor)s and %(mentee)s can’t be matched. Nothing was written.")
            raise Conflict(sentence % {"mentor": mentor.shown_name, "mentee": mentee.shown_name})


def _name_of(row: Enrolment | None, people: Mapping[int, Known], pk: int) -> str:
    if row is not None:
        return row.person.shown_name
    return next(person.shown_name for person in people.values() if person.pk == pk)


def _start(
    pairs: Sequence[Pair],
    people: Mapping[int, Known],
    places: Mapping[tuple[int, str], Enrolment],
    cohort: Cohort,
    down: Written,
) -> list[Mentorship]:
    codes = fresh_codes(Mentorship.objects.all(), len(pairs))
    sides = [
        (places[people[pair.mentor].pk, Role.MENTOR], places[people[pair.mentee].pk, Role.MENTEE])
        for pair in pairs
    ]
    started = Mentorship.objects.bulk_create(
        Mentorship(
            cohort=cohort,
            code=code,
            rhythm_weeks=pair.weeks or cohort.program.rhythm_weeks,
            pair_key=Mentorship.key_of(*both),
            started_at=_began(pair, cohort),
        )
        for pair, both, code in zip(pairs, sides, codes, strict=True)
    )
    members = Member.objects.bulk_create(
        Member(mentorship=mentorship, enrolment=place, role=place.role)
        for mentorship, both in zip(started, sides, strict=True)
        for place in both
    )
    down.add([*started, *members])
    return started


def _began(pair: Pair, cohort: Cohort) -> datetime:
    """At noon of the day the file gives, or of the first on which they met; else now."""
    day = pair.started or (pair.met[0] if pair.met else None)
    now = clock.now()
    return min(clock.wall_time(day, NOON, cohort.program.zone), now) if day else now
