"""A file of people on its way in: kept, understood, and then written whole or not at all.

Writing keeps the rules of `people.add_person` and `enrolments.enrol` (an address brings an account, handles are
unique, a place once for each role), in a constant number of statements for each batch of 500.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.refusals import Conflict, Refusal
from programs import policies
from programs.actions import audit, invitations
from programs.models import Cohort, Enrolment, PeopleImport, Person
from programs.queries.importing import Upload, read_sheet
from programs.queries.importing_columns import guess_columns, guessed_role
from programs.queries.importing_reader import Choices, Entry
from programs.queries.importing_rows import Check, check_rows

BATCH = 500
State = Enrolment.State
T = TypeVar("T")
Wrote = Callable[[int, int], None]  # how many of how many places


@transaction.atomic
def keep_file(*, cohort: Cohort, upload: Upload, filename: str, by: User | None) -> PeopleImport:
    """The first step: the text, and what its columns seem to mean. One's earlier unfinished files here go."""
    sheet = read_sheet(upload.text)
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two uploads at once take two numbers
    earlier = PeopleImport.objects.filter(cohort=cohort)
    number = (earlier.aggregate(most=Max("number"))["most"] or 0) + 1
    earlier.filter(by=by, state=PeopleImport.State.UPLOADED).delete()
    guesses = guess_columns(sheet)
    return PeopleImport.objects.create(
        cohort=cohort,
        number=number,
        by=by,
        filename=filename[:200],
        content=upload.text,
        mapping={
            "encoding": upload.encoding,
            "columns": [guess.target for guess in guesses],
            "role": guessed_role(filename, guesses),
        },
    )


@transaction.atomic
def choose_columns(*, upload: PeopleImport, choices: Choices) -> PeopleImport:
    """The second step: what the coordinator says the columns mean. Nothing becomes a person yet."""
    mapping = {**upload.mapping, **vars(choices), "columns": list(choices.columns), "chosen": True}
    chosen = PeopleImport.objects.filter(pk=upload.pk, state=PeopleImport.State.UPLOADED)
    if not chosen.update(mapping=mapping):
        raise Conflict(_("This file is already imported."))
    upload.mapping = mapping
    return upload


@transaction.atomic
def import_people(
    *,
    upload: PeopleImport,
    by: User | None,
    skip_problems: bool = False,
    check: Check | None = None,
    wrote: Wrote = lambda *_: None,
) -> PeopleImport:
    """The last step: everything in one transaction. A second press changes nothing.

    A long run brings the `check` it made of `upload` before, outside this transaction.
    """
    meant = upload.mapping
    upload = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if upload.state == PeopleImport.State.DONE:
        return upload
    if not upload.mapping.get("chosen"):
        raise Refusal(_("Say first what the columns mean."))
    cohort = Cohort.objects.select_related("program__organisation").get(pk=upload.cohort_id)
    if check is None or meant != upload.mapping:
        check = check_rows(read_sheet(upload.content), Choices.of(upload.mapping), cohort)
    refuse_problems(check, skip_problems=skip_problems)
    try:
        with transaction.atomic():
            _write(check, cohort, by, wrote, accept=Choices.of(upload.mapping).accept)
    except IntegrityError as error:
        raise Conflict(
            _("Somebody was added meanwhile. Nothing was written; check the file again.")
        ) from error
    audit.record(
        "people.imported", target=upload, by=by, organisation=cohort.program.organisation
    )  # 4 that it was
    return _finish(upload, check)  # 5 the file itself is no longer kept


def _write(check: Check, cohort: Cohort, by: User | None, wrote: Wrote, *, accept: bool) -> None:
    people = _write_people(check.entries, cohort)  # 1 people, and accounts for those with an address
    asked = policies.known_elsewhere([pk for pk in people if pk > 0], by) if by else set()
    asked = {pk for pk in asked if people[pk].user_id is not None}
    places = _write_places(check.entries, people, cohort, wrote, accept=accept, asked=asked)  # 2 their places
    for place in places:  # people of other programs are asked first, as when added by hand
        invitations.invite(enrolment=place, by=by)
    _write_managers(check.entries, people, cohort)  # 3 who reports to whom


def refuse_problems(check: Check, *, skip_problems: bool) -> None:
    rows = len(check.rows_with_problems)
    if rows and not skip_problems:
        sentence = ngettext(
            "%(rows)s row does not fit. Correct it in the file, or tick that it is to be skipped.",
            "%(rows)s rows do not fit. Correct them in the file, or tick that they are to be skipped.",
            rows,
        )
        raise Refusal(sentence % {"rows": rows}, field="skip_problems")


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _write_people(entries: Sequence[Entry], cohort: Cohort) -> dict[int, Person]:
    """Everybody the entries are about, by `who`: those we knew, and the new ones, now written."""
    organisation = cohort.program.organisation
    known = {entry.who for entry in entries if entry.who > 0}
    people = Person.objects.filter(organisation=organisation).select_related("user").in_bulk(list(known))
    fresh = list(_merged(entries).values())
    users = _accounts([entry.email for entry in fresh if entry.email])
    _give_zones(fresh, users)
    for batch in _batches(fresh):
        codes = _fresh_codes(Person.objects.all(), len(batch))
        rows = [
            Person(
                organisation=organisation,
                user=users.get(entry.email),
                email=entry.email,
                reference=entry.reference,
                code=code,
                **entry.person,
            )
            for entry, code in zip(batch, codes, strict=True)
        ]
        written = Person.objects.bulk_create(rows)
        people |= {entry.who: person for entry, person in zip(batch, written, strict=True)}
    return people


def _give_zones(fresh: Sequence[Entry], users: Mapping[str, User]) -> None:
    """As `people.give_zone`, for many."""
    zoned: dict[int, User] = {}
    for entry in fresh:
        user, named = users.get(entry.email), str(entry.person.get("time_zone") or "")
        if user is not None and named and not user.time_zone:
            user.time_zone = named
            zoned[user.pk] = user
    User.objects.bulk_update(zoned.values(), ["time_zone"], batch_size=BATCH)


def _merged(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Each new person once: as first told, with a handle that only a later row has."""
    merged: dict[int, Entry] = {}
    for entry in entries:
        if entry.who < 0:
            first = merged.get(entry.who, entry)
            merged[entry.who] = replace(
                first, email=first.email or entry.email, reference=first.reference or entry.reference
            )
    return merged


def _accounts(emails: Sequence[str]) -> dict[str, User]:
    """As `people.account_for`, for many: the account and allauth's EmailAddress, made where there is none."""
    users: dict[str, User] = {}
    for batch in _batches(sorted(set(emails))):
        there = {user.email: user for user in User.objects.filter(email__in=batch)}
        owned = EmailAddress.objects.filter(email__in=batch, verified=True).select_related("user")
        seconds = {one.email: one.user for one in owned if one.email != one.user.email}
        there |= seconds  # verified as somebody's second address
        made = [User(email=email) for email in batch if email not in there]
        for user in made:
            user.set_unusable_password()
        there |= {user.email: user for user in User.objects.bulk_create(made)}
        addressed = set(EmailAddress.objects.filter(user__in=there.values()).values_list("user_id", "email"))
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, primary=True, verified=False)
            for email, user in there.items()
            if email not in seconds and (user.pk, user.email) not in addressed
        )
        users |= there
    return users


def _write_places(
    entries: Sequence[Entry],
    people: Mapping[int, Person],
    cohort: Cohort,
    wrote: Wrote,
    *,
    accept: bool,
    asked: set[int],
) -> list[Enrolment]:
    """Answers the places of those in `asked`: theirs wait for their own answer."""
    waiting: list[Enrolment] = []
    for number, batch in enumerate(_batches(entries)):
        codes = _fresh_codes(Enrolment.objects.all(), len(batch))
        written = Enrolment.objects.bulk_create(
            Enrolment(
                cohort=cohort,
                person=people[entry.who],
                role=entry.role,
                state=State.ACCEPTED if accept and entry.who not in asked else State.APPLIED,
                decided_at=clock.now() if accept and entry.who not in asked else None,
                code=code,
                **{**entry.place, "zone_assumed": not people[entry.who].time_zone},
            )
            for entry, code in zip(batch, codes, strict=True)
        )
        waiting += [place for place in written if place.person_id in asked]
        wrote(number * BATCH + len(batch), len(entries))
    return waiting


def _write_managers(entries: Sequence[Entry], people: Mapping[int, Person], cohort: Cohort) -> None:
    """Only for people who are new: what is known about the others stays as it is."""
    reports = {entry.who: entry.manager for entry in entries if entry.manager and entry.who < 0}
    if not reports:
        return
    in_organisation = Person.objects.filter(organisation=cohort.program.organisation_id)
    handles: dict[str, int] = {}
    for pk, email, reference in in_organisation.values_list("pk", "email", "reference"):
        handles |= {handle: pk for handle in (email, reference) if handle}
    rows = []
    for who, manager in reports.items():
        person, manager_id = people[who], handles.get(manager)
        if manager_id not in {None, person.pk}:
            person.line_manager_id = manager_id
            rows.append(person)
    Person.objects.bulk_update(rows, ["line_manager"], batch_size=BATCH)


def _fresh_codes(rows: models.QuerySet[Any], count: int) -> list[str]:
    """Codes nobody has. Ten thousand at random would meet a taken one in one import of eight."""
    codes: set[str] = set()
    while len(codes) < count:
        more = {new_code() for _missing in range(count - len(codes))}
        taken = rows.filter(code__in=more).values_list("code", flat=True)
        codes |= more - set(taken)
    return list(codes)


def _finish(upload: PeopleImport, check: Check) -> PeopleImport:
    result: dict[str, Any] = {
        "skipped": check.rows_with_problems,
        "no_capacity": check.no_capacity,
        "no_zone": check.no_zone,
        "new_people": check.new_people,
    }
    upload.mapping = {**upload.mapping, "result": result}
    upload.content, upload.state = "", PeopleImport.State.DONE
    upload.added, upload.unchanged = len(check.entries), check.same
    upload.save(update_fields=["mapping", "content", "state", "added", "unchanged"])
    return upload
