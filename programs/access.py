"""Fetching what an address names: through `visible_to`, so foreign things are 404, as if not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404  # noqa: TID251 - the one place that may

from mentorship.accounts.models import User
from programs.models import (
    Cohort,
    Concern,
    Enrolment,
    HelpRequest,
    Invitation,
    LibraryItem,
    Mentorship,
    Organisation,
    Part,
    PeopleImport,
    Person,
    Program,
    SafeguardingContact,
    StaffRole,
    TimelineDate,
)
from programs.models.programs import that_use


def get_program(user: User, code: str) -> Program:
    return get_object_or_404(Program.objects.visible_to(user).select_related("organisation"), code=code)


def get_cohort(user: User, code: str) -> Cohort:
    return get_object_or_404(
        Cohort.objects.visible_to(user).select_related("program__organisation"), code=code
    )


def get_cohort_of(user: User, program: str, cohort: str) -> Cohort:
    """As `get_cohort`, where the address names the program too: the two must belong together."""
    rows = Cohort.objects.visible_to(user).select_related("program__organisation")
    return get_object_or_404(rows, code=cohort, program__code=program)


def get_cohort_with(user: User, program: str, cohort: str, part: Part) -> Cohort:
    """As `get_cohort_of`; a part the program does not use is not there (404)."""
    found = get_cohort_of(user, program, cohort)
    if part not in found.program.parts:
        raise Http404
    return found


def get_cohort_to_join(program: str, cohort: str) -> Cohort:
    """Name, purpose and dates, for anybody with the link. Nothing about who is in it."""
    rows = Cohort.objects.select_related("program__organisation")
    return get_object_or_404(rows, code=cohort, program__code=program)


def get_owned_program(user: User, code: str) -> Program:
    """A program of an organisation this person owns: its name, so they can take the coordinator's role."""
    rows = Program.objects.filter(organisation__staff_roles__in=StaffRole.objects.owners().of(user))
    return get_object_or_404(rows.select_related("organisation"), code=code)


def get_owned_organisation(user: User) -> Organisation:
    rows = Organisation.objects.filter(staff_roles__in=StaffRole.objects.owners().of(user))
    if (found := rows.order_by("pk").first()) is None:
        raise Http404
    return found


def get_invitation(token: str) -> Invitation:
    """By the token of its link: whoever holds it may read who invites, to what."""
    rows = Invitation.objects.with_token(token).select_related(
        "user",
        "invited_by",
        "program__organisation",
        "enrolment__person__organisation",
        "enrolment__person__user",
        "enrolment__cohort__program__organisation",
    )
    return get_object_or_404(rows)


def get_enrolment(user: User, code: str) -> Enrolment:
    """One's own, or one of a cohort one coordinates."""
    rows = Enrolment.objects.visible_to(user).select_related("person__user", "cohort__program__organisation")
    return get_object_or_404(rows, code=code)


def get_person(user: User, cohort: Cohort, code: str) -> Person:
    """Somebody enrolled in `cohort`, which the caller fetched by `get_cohort`."""
    rows = Person.objects.visible_to(user).filter(enrolments__cohort=cohort).distinct()
    return get_object_or_404(rows.select_related("user", "organisation"), code=code)


def get_person_of_program(user: User, cohort: Cohort, code: str) -> Person:
    """Somebody enrolled anywhere in the program of `cohort`, which the caller fetched as its coordinator."""
    rows = Person.objects.visible_to(user).filter(enrolments__cohort__program=cohort.program_id).distinct()
    return get_object_or_404(rows.select_related("user", "organisation"), code=code)


def get_place(user: User, cohort: Cohort, person: str, role: str) -> Enrolment:
    """One role of somebody in `cohort`, which the caller fetched as its coordinator."""
    rows = Enrolment.objects.visible_to(user).filter(cohort=cohort, person__code=person, role=role)
    return get_object_or_404(
        rows.select_related("person__user", "person__organisation", "cohort__program__organisation")
    )


def get_places(user: User, cohort: Cohort, codes: list[str]) -> list[Enrolment]:
    """Places of `cohort`, which the caller fetched as its coordinator, by their codes; all of them or none."""
    rows = (
        Enrolment.objects.visible_to(user).filter(cohort=cohort, code__in=codes).order_by("applied_at", "pk")
    )
    found = list(rows.select_related("person__user", "cohort__program__organisation"))
    if len(found) != len(set(codes)):
        raise Http404
    return found


def get_own_places(user: User, cohort: Cohort) -> list[Enrolment]:
    """One's own roles in `cohort`; nobody without one has a page there."""
    rows = Enrolment.objects.visible_to(user).filter(cohort=cohort, person__user=user).order_by("role")
    if not (own := list(rows.select_related("person__user", "cohort__program__organisation"))):
        raise Http404
    return own


def get_own_person(user: User, of: int | None = None) -> Person:
    """Who this account is to an organisation: the one named, else the one it came to first.

    Somebody who only coordinates or owns has no row there yet: theirs is not saved until they write it.
    """
    rows = Person.objects.visible_to(user).filter(user=user).select_related("organisation", "user")
    rows = rows.filter(organisation=of) if of else rows
    if (found := rows.order_by("pk").first()) is not None:
        return found
    role = StaffRole.objects.of(user).select_related("organisation").order_by("pk").first()
    organisation = role.organisation if role else _organisation_of_contact(user)
    if organisation is None:
        raise Http404
    return Person(organisation=organisation, user=user, email=user.email, time_zone=user.time_zone)


def _organisation_of_contact(user: User) -> Organisation | None:
    """Of a safeguarding contact who has no other role."""
    rows = SafeguardingContact.objects.filter(user=user).select_related("program__organisation")
    contact = rows.order_by("pk").first()
    return contact.program.organisation if contact else None


def require_contact(user: User) -> None:
    """The list of concerns: whoever is a safeguarding contact somewhere; nobody else finds it."""
    if not SafeguardingContact.objects.filter(user=user).exists():
        raise Http404


def get_request(user: User, cohort: Cohort, code: str) -> HelpRequest:
    """Of a cohort which the caller fetched as its coordinator; not one about the coordinator themself."""
    rows = HelpRequest.objects.for_coordinator(user).filter(cohort=cohort)
    return get_object_or_404(rows.select_related(*HelpRequest.SHOWN, "mentorship"), code=code)


def get_own_request(user: User, code: str) -> HelpRequest:
    """What this person asked themself; coordinators have their own page of it."""
    rows = HelpRequest.objects.visible_to(user).own(user).select_related(*HelpRequest.SHOWN)
    return get_object_or_404(rows, code=code)


def get_concern(user: User, code: str) -> Concern:
    """Its handlers only; whoever told it reads it on their own page."""
    rows = Concern.objects.for_contact(user).select_related(
        "mentorship__cohort__program__organisation", "author__enrolment__person__user"
    )
    return get_object_or_404(rows, code=code)


def get_coordinated_mentorship(user: User, cohort: Cohort, code: str) -> Mentorship:
    """That it is there: facts for its coordinator."""
    rows = Mentorship.objects.coordinated_by(user).filter(cohort=cohort)
    return get_object_or_404(rows.select_related("cohort__program__organisation"), code=code)


def get_own_mentorship(user: User, code: str) -> Mentorship:
    """The space of a pair: its members only; a coordinator gets 404 here."""
    rows = Mentorship.objects.of_member(user).select_related("cohort__program__organisation")
    return get_object_or_404(rows, code=code)


def get_library_item(user: User, program: str, code: str) -> LibraryItem:
    """For its coordinators; readers find it by `queries.library.find`."""
    rows = LibraryItem.objects.coordinated_by(user).select_related("program__organisation")
    return get_object_or_404(rows, code=code, program__code=program)


def get_import(user: User, cohort: Cohort, number: int) -> PeopleImport:
    rows = PeopleImport.objects.visible_to(user).filter(cohort=cohort)
    return get_object_or_404(rows, number=number)


def get_contact(program: Program, pk: str) -> SafeguardingContact:
    """One of the safeguarding contacts of `program`, which the caller fetched as its coordinator."""
    if not (pk.isascii() and pk.isdigit() and len(pk) < 16):
        raise Http404
    rows = SafeguardingContact.objects.filter(program=program).select_related("user")
    return get_object_or_404(rows, pk=int(pk))


def get_coordinated_date(user: User, cohort: Cohort, code: str) -> TimelineDate:
    """Of a cohort which the caller fetched as its coordinator."""
    rows = TimelineDate.objects.coordinated_by(user).standing().filter(cohort=cohort)
    return get_object_or_404(rows.select_related("cohort__program__organisation"), code=code)


def get_own_date(user: User, code: str) -> tuple[TimelineDate, Person]:
    """For the people of the cohort, with who they are there; coordinators have their own page of it."""
    rows = that_use(TimelineDate.objects.of_participant(user).standing(), Part.TIMELINE, "cohort__program")
    found = get_object_or_404(rows.select_related("cohort__program__organisation"), code=code)
    own = Enrolment.objects.visible_to(user).accepted().filter(cohort=found.cohort_id, person__user=user)
    return found, own.select_related("person")[0].person


def require_timeline(user: User) -> None:
    """Whoever was accepted into a cohort of a program that uses it; nobody else has a timeline."""
    own = Enrolment.objects.visible_to(user).accepted().filter(person__user=user)
    if not that_use(own, Part.TIMELINE, "cohort__program").exists():
        raise Http404
