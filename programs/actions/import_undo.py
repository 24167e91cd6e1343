"""An import taken back, for a day: what nobody touched since goes; what somebody did something with stays.

Somebody is touched when anything of theirs is: they signed in, were mailed, paired, edited, asked for. A pair is
touched with its people, its dates and whatever else was written about it. Facts that were taken over go back to what
they were, where they are still what the file made them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Occurrence
from mentorship.work import queue
from mentorship.work.models import Job
from programs.actions import audit
from programs.actions.import_answers import ANSWER, put_answers_back, take_questions_back
from programs.actions.import_changes import MODELS, write_facts
from programs.actions.import_trail import Trail, label_of, model_of, prints_of, read_back, touched_by_others
from programs.models import Answer, Enrolment, Member, Mentorship, PeopleImport, Person, SharedAnswer
from programs.queries.importing_changes import Difference

USER, PERSON, PLACE = label_of(User), label_of(Person), label_of(Enrolment)
PAIR, MEMBER = label_of(Mentorship), label_of(Member)
ANSWERS = {label_of(Answer), label_of(SharedAnswer)}


@dataclass
class _Found:
    """The rows of an import that are still there, and those of them somebody touched."""

    trail: Trail
    touched: dict[str, set[int]]

    def ids(self, label: str) -> set[int]:
        return set(self.trail.get(label, {}))


@transaction.atomic
def undo_import(*, upload: PeopleImport, by: User | None) -> PeopleImport:
    upload = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if upload.state == PeopleImport.State.UNDONE:  # a second press changes nothing
        return upload
    if upload.undo_until is None:
        raise Conflict(_("This import can no longer be taken back: a day has passed."))
    trail, updates, asked = read_back(upload.trail)
    _lock(trail)
    found = _Found(trail, _touched(trail))
    kept_pairs, kept_people = _kept(found)
    removed = _remove(found, kept_pairs, kept_people)  # 1 pairs, places, people, accounts
    restored = _put_back([one for one in updates if one["model"] != ANSWER])  # 2 facts
    restored += put_answers_back(
        [one for one in updates if one["model"] == ANSWER], upload.cohort
    )  # 3 answers
    questions = take_questions_back(asked, upload.cohort, by)  # 4 what nobody has answered but this file
    organisation = upload.cohort.program.organisation
    audit.record("people.import_undone", target=upload, by=by, organisation=organisation)  # 5 that it was
    kept = {"restored": restored, "kept_people": len(kept_people), "questions": questions}
    upload.mapping["undone"] = {**removed, **kept}
    upload.state, upload.trail = PeopleImport.State.UNDONE, ""
    upload.save(update_fields=["mapping", "state", "trail"])
    return upload


@transaction.atomic
def order_undo(*, upload: PeopleImport, by: User, asked_from: str = "") -> Job:
    """Of a long file: a worker does it."""
    return queue.add("import_undo", subject_id=upload.pk, by=by, asked_from=asked_from)


def _lock(trail: Trail) -> None:
    """Places and pairs, in the order of everybody who pairs people, so that nothing is begun with them meanwhile."""
    for label in (PLACE, PAIR):
        model = model_of(label)
        list(
            model.objects.select_for_update()
            .filter(pk__in=list(trail.get(label, {})))
            .order_by("pk")
            .values("pk")
        )


def _touched(trail: Trail) -> dict[str, set[int]]:
    """Changed since, or pointed at by a row the import did not write. Rows that are gone are not ours any more."""
    ours = {label: list(rows) for label, rows in trail.items()}
    touched = {}
    for label, written in trail.items():
        model = model_of(label)
        now = prints_of(model, written)
        changed = {pk for pk, seen in written.items() if now.get(pk) != seen}
        touched[label] = changed | touched_by_others(model, set(now), ours)
    touched.setdefault(PAIR, set()).update(_mailed_about(trail))
    return touched


def _mailed_about(trail: Trail) -> set[int]:
    """Pairs whose people were or will be told something about them. (The ledger knows ids, not rows.)"""
    members = Member.objects.filter(mentorship__in=list(trail.get(PAIR, {})))
    rows = list(members.values_list("pk", "mentorship", "enrolment__person__user"))
    users = {user for _pk, _pair, user in rows if user}
    known = Occurrence.objects.filter(recipient__in=users).values_list("subject_id", "recipient")
    told = set(known)
    return {pair for pk, pair, user in rows if (pk, user) in told or (pair, user) in told}


def _kept(found: _Found) -> tuple[set[int], set[int]]:
    """The pairs and the people that stay."""
    places = dict(Enrolment.objects.filter(pk__in=found.ids(PLACE)).values_list("pk", "person"))
    people = dict(Person.objects.filter(pk__in=found.ids(PERSON)).values_list("pk", "user"))
    members = list(
        Member.objects.filter(mentorship__in=found.ids(PAIR)).values_list(
            "pk", "mentorship", "enrolment__person", "enrolment"
        )
    )
    touched = {pk for pk, user in people.items() if user in found.touched.get(USER, ())}
    touched |= found.touched.get(PERSON, set())
    touched |= {places[pk] for pk in found.touched.get(PLACE, ()) if pk in places}
    pairs = set(found.touched.get(PAIR, ()))
    pairs |= {
        pair
        for pk, pair, person, _place in members
        if pk in found.touched.get(MEMBER, ()) or person in touched
    }
    pairs |= _with_touched_meetings(found)
    kept = touched | {person for _pk, pair, person, _place in members if pair in pairs}
    return pairs, kept & set(people)


def _with_touched_meetings(found: _Found) -> set[int]:
    """Rows that other apps made of the file belong to a mentorship."""
    pairs: set[int] = set()
    for label, touched in found.touched.items():
        if label not in {USER, PERSON, PLACE, PAIR, MEMBER, *ANSWERS}:  # an answer goes with its place
            rows = model_of(label).objects.filter(pk__in=touched)
            pairs |= set(rows.values_list("mentorship", flat=True))
    return pairs


def _remove(found: _Found, kept_pairs: set[int], kept_people: set[int]) -> dict[str, int]:
    gone = {"pairs": found.ids(PAIR) - kept_pairs}
    still = Member.objects.filter(mentorship__in=kept_pairs).values_list("enrolment", flat=True)
    people = Person.objects.filter(pk__in=found.ids(PERSON) - kept_people)
    accounts = set(people.exclude(user=None).values_list("user", flat=True)) & found.ids(USER)
    places = Enrolment.objects.filter(pk__in=found.ids(PLACE) - found.touched.get(PLACE, set()) - set(still))
    places = places.exclude(person__in=kept_people)
    gone["people"], gone["places"] = (
        set(people.values_list("pk", flat=True)),
        set(places.values_list("pk", flat=True)),
    )
    for model, ids in (
        (Mentorship, gone["pairs"]),
        (Enrolment, gone["places"]),
        (Person, gone["people"]),
        (User, accounts - found.touched.get(USER, set())),
    ):
        _delete(model, ids)
    return {name: len(ids) for name, ids in gone.items()}


def _delete(model: Any, ids: Iterable[int]) -> None:
    rows = sorted(ids)
    for start in range(0, len(rows), 500):
        model.objects.filter(pk__in=rows[start : start + 500]).delete()


def _put_back(updates: list[dict[str, Any]]) -> int:
    """Facts which are still what the file made them."""
    wanted = [Difference(**one) for one in updates]
    now: dict[tuple[str, int], Any] = {}
    for name, model in MODELS.items():
        rows = model._default_manager.in_bulk([one.pk for one in wanted if one.model == name])  # noqa: SLF001 - documented
        now |= {(name, pk): row for pk, row in rows.items()}
    back = [
        Difference(one.model, one.pk, one.field, one.after, one.before)
        for one in wanted
        if (one.model, one.pk) in now and getattr(now[one.model, one.pk], one.field) == one.after
    ]
    write_facts(back)
    return len({(one.model, one.pk) for one in back})
