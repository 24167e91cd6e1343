"""A file of pairs checked: each row a mentorship that runs already, for two people who are made or found."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs import policies
from programs.models import Cohort, Enrolment, Mentorship
from programs.models.enrolments import Role
from programs.queries.importing import Sheet
from programs.queries.importing_pair_reader import PairReader, SideReader
from programs.queries.importing_questions import Ask
from programs.queries.importing_reader import Choices, Entry, Pair, RowReader
from programs.queries.importing_rows import Check, Here

Place = tuple[int, str]  # a person and a role
Report = Callable[[int, int], None]


class _Cohort(Here):
    """Who is in the organisation, what place they have in the cohort, and which two are together."""

    def __init__(self, cohort: Cohort) -> None:
        super().__init__(cohort)
        rows = Enrolment.objects.filter(cohort=cohort).select_related("person").with_live_count()
        self.enrolments = {(row.person_id, row.role): row for row in rows}
        self.live = {(row.person_id, row.role): getattr(row, "live_mentorships", 0) for row in rows}
        self.named: dict[tuple[str, str], set[int]] = {}
        for row in self.enrolments.values():
            self.named.setdefault((_plain(row.person.name), row.role), set()).add(row.person_id)
        live = Mentorship.objects.active().filter(cohort=cohort)
        self.together = set(live.values_list("pair_key", flat=True))


@dataclass
class _Found:
    """Rows read, people found: what the decision about each row needs."""

    here: _Cohort
    elsewhere: set[int] = field(default_factory=set)
    used: Counter[Place] = field(default_factory=Counter)  # how many pairs of the file each place has
    rows: dict[str, int] = field(default_factory=dict)  # pair key -> the row that has it
    fresh: dict[Place, Entry] = field(default_factory=dict)


def check_pairs(
    sheet: Sheet,
    choices: Choices,
    cohort: Cohort,
    by: User | None = None,
    report: Report = lambda *_: None,
    asks: Sequence[Ask] = (),
) -> Check:
    """A constant number of statements, however many rows."""
    check, found = Check(asks=asks), _Found(_Cohort(cohort))
    today = clock.today(cohort.program.zone)
    rows = []
    for at, (number, cells) in enumerate(sheet.rows):
        report(at, len(sheet.rows))
        reader = PairReader.of(RowReader(sheet, choices, number, cells, asks=asks), today)
        reader.read()
        rows.append((reader, _people_of(reader, found.here)))
    found.elsewhere = _elsewhere([pk for _reader, who in rows for pk in who.values()], by)
    for reader, who in rows:
        if not reader.row.problems:
            _take(reader, who, found, check)
        check.note_problems(reader.row)
    check.entries = [_with_room(entry, found.used[place]) for place, entry in found.fresh.items()]
    check.no_zone = sum(not entry.person["time_zone"] for entry in check.entries if entry.who < 0)
    return check


def _people_of(reader: PairReader, here: _Cohort) -> dict[str, int]:
    """Both by `who`; a new one stands for further rows of the file too."""
    who = {}
    for offset, side in enumerate((reader.mentor, reader.mentee)):
        entry = reader.people[side.side]
        known = here.find(entry.email, entry.reference)
        if not entry.email and not entry.reference and not side.problems:
            known = _by_name(entry, side, here)
        if len(known) > 1:
            side.two_people(entry.reference)
        # What does not fit a question to both of them is one cell, and one problem.
        reader.row.problems += [one for one in side.problems if one not in reader.row.problems]
        # Two numbers of their own for each row, until they have ids.
        who[side.side] = known.pop() if len(known) == 1 else -(2 * reader.row.number + offset)
    if not reader.row.problems:
        for role, pk in who.items():
            here.add(pk, reader.people[role].email, reader.people[role].reference)
    return who


def _by_name(entry: Entry, side: SideReader, here: _Cohort) -> set[int]:
    named = here.named.get((_plain(str(entry.person["name"])), side.side), set())
    if len(named) > 1:
        side.problem(
            "two_names",
            "name",
            str(entry.person["name"]),
            _("their e-mail address beside it"),
        )
    elif not named and entry.person["name"]:
        side.not_told_apart()
    return set(named) if len(named) == 1 else set()


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _elsewhere(people: list[int], by: User | None) -> set[int]:
    """Who belongs to programs of others too, and so is asked before taking part here."""
    known = [pk for pk in people if pk > 0]
    return policies.known_elsewhere(known, by) if by and known else set()


def _take(reader: PairReader, who: Mapping[str, int], found: _Found, check: Check) -> None:
    mentor, mentee = who[Role.MENTOR], who[Role.MENTEE]
    key = "-".join(str(pk) for pk in sorted((mentor, mentee)))
    if key in found.here.together:
        check.same += 1
        return
    _refuse_no_two(reader, mentor == mentee, found.rows.get(key))
    for side in (reader.mentor, reader.mentee):
        if not side.problems:
            _refuse_no_place(side, (who[side.side], side.side), found)
    reader.row.problems += [*reader.mentor.problems, *reader.mentee.problems]
    if not reader.row.problems:
        _together(reader, who, key, found)
        _note_answers(reader, who, found, check)
        check.pairs.append(
            Pair(reader.row.number, mentor, mentee, reader.started, reader.weeks, reader.met, reader.names)
        )


def _refuse_no_two(reader: PairReader, one: bool, earlier: int | None) -> None:
    side, expected = reader.mentee, _("two people")
    if one:
        side.problem("one_person", _handle(side), _said(side), expected)
    elif earlier is not None:
        expected = _("each pair once; row %(row)s is the same") % {"row": earlier}
        side.problem("twice", _handle(side), _said(side), expected)


def _together(reader: PairReader, who: Mapping[str, int], key: str, found: _Found) -> None:
    found.rows[key] = reader.row.number
    for role, pk in who.items():
        found.used[pk, role] += 1
        if (pk, role) not in found.here.enrolments:
            entry = replace(reader.people[role], who=pk)
            found.fresh[pk, role] = _joined(found.fresh.get((pk, role)), entry)


def _note_answers(reader: PairReader, who: Mapping[str, int], found: _Found, check: Check) -> None:
    """Of those who have their place: only what they answer, since a file of pairs says nothing else of a person."""
    for role, pk in who.items():
        if (entry := reader.people[role]).answers and (pk, role) in found.here.enrolments:
            said = replace(entry, role=role, who=pk, person={}, reference="")
            check.here.setdefault(pk, []).append(said)


def _refuse_no_place(side: SideReader, place: Place, found: _Found) -> None:
    """The rules of starting a mentorship, for somebody who has a place; a new place has room for its pairs."""
    row = found.here.enrolments.get(place)
    if row is None:
        if place[0] in found.elsewhere:
            expected = _("somebody of this cohort: add them first, and they are asked")
            side.problem("elsewhere", _handle(side), _said(side), expected)
    elif row.state != Enrolment.State.ACCEPTED or row.asks_paused:
        expected = _("somebody who takes part; see the list of people")
        side.problem("takes_nobody", _handle(side), _said(side), expected)
    elif found.here.live[place] + found.used[place] >= row.capacity:
        expected = _("room for one more: their capacity is %(capacity)s, ask them for more first")
        side.problem("no_place", _handle(side), _said(side), expected % {"capacity": row.capacity})


def _handle(side: SideReader) -> str:
    return next((name for name in ("email", "reference", "name") if side.text(name)), "")


def _said(side: SideReader) -> str:
    return side.text(_handle(side)) if _handle(side) else ""


def _joined(first: Entry | None, entry: Entry) -> Entry:
    """As first told, with what only a later row has."""
    if first is None:
        return entry
    email, reference = first.email or entry.email, first.reference or entry.reference
    answers = {**entry.answers, **first.answers}
    return replace(first, email=email, reference=reference, answers=answers)


def _with_room(entry: Entry, pairs: int) -> Entry:
    return replace(entry, place={**entry.place, "capacity": max(entry.place["capacity"], pairs)})
