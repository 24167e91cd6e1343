"""Who may decide what about a person whom several programs know."""

from collections.abc import Iterable

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib.decisions import ALLOWED, Decision, denied
from programs.models import (
    Cohort,
    Enrolment,
    HandOver,
    Invitation,
    Member,
    Mentorship,
    Person,
    Program,
    StaffRole,
)
from programs.models.enrolments import EnrolmentQuerySet

State = Enrolment.State
Whose = Person | OuterRef


def _here(person: Whose, by: User) -> EnrolmentQuerySet:
    return Enrolment.objects.filter(person=person, cohort__program__in=Program.objects.visible_to(by))


def _elsewhere(person: Whose, by: User) -> EnrolmentQuerySet:
    places = Enrolment.objects.filter(person=person)
    return places.exclude(cohort__program__in=Program.objects.visible_to(by))


def _chosen(person: Whose, by: User) -> EnrolmentQuerySet:
    """Places with `by` that this person wanted: given, or asked for without an invitation."""
    asked = Invitation.objects.filter(enrolment=OuterRef("pk"))
    return _here(person, by).filter(Q(state=State.ACCEPTED) | ~Exists(asked))


def is_known_elsewhere(person: Person, by: User) -> bool:
    """In a program that `by` does not coordinate, now or before."""
    return _elsewhere(person, by).exists()


def known_elsewhere(people: Iterable[int], by: User) -> set[int]:
    """As `is_known_elsewhere`, for many ids at once."""
    places = Enrolment.objects.filter(person__in=people)
    places = places.exclude(cohort__program__in=Program.objects.visible_to(by))
    return set(places.values_list("person_id", flat=True))


def takes_part_here(person: Person, by: User) -> bool:
    """In a program of `by`, now: somebody who was declined or left is nobody's to change."""
    return _here(person, by).filter(state__in={State.APPLIED, State.ACCEPTED}).exists()


def is_open_to(person: Person, by: User) -> bool:
    """Whether `by` reads more than name and address: not while somebody of another program was only invited."""
    return not _elsewhere(person, by).exists() or _chosen(person, by).exists()


def open_to(by: User) -> ExpressionWrapper:
    """`is_open_to` of the person of each enrolment in a query."""
    elsewhere, chosen = _elsewhere(OuterRef("person"), by), _chosen(OuterRef("person"), by)
    return ExpressionWrapper(Q(~Exists(elsewhere)) | Q(Exists(chosen)), output_field=BooleanField())


def was_matched(person: Person) -> bool:
    """Whether there is or was somebody who writes to this person in confidence."""
    return Member.objects.filter(enrolment__person=person).exists()


def account_was_matched(user: User) -> bool:
    return Member.objects.filter(enrolment__person__user=user).exists()


def matching_has_started(cohort: Cohort) -> bool:
    """Somebody let the computer look for pairs, or made one by hand. Read anew: it may have happened meanwhile."""
    looked = Cohort.objects.filter(pk=cohort.pk, matching_since__isnull=False)
    return looked.exists() or Mentorship.objects.filter(cohort=cohort).exists()


def may_change_answers(place: Enrolment, *, started: bool) -> bool:
    """What somebody answered when they applied: theirs to change until matching starts, and while a late
    application waits for an answer.
    """
    if place.state == State.APPLIED:
        return not started or place.cohort.enrolment_is_open
    return place.state == State.ACCEPTED and not started


def must_consent(enrolment: Enrolment) -> bool:
    """Whether more places than before need this mentor's own yes: once they have been here, they can give it."""
    user = enrolment.person.user
    if user is None or not enrolment.is_mentor or enrolment.state != State.ACCEPTED:
        return False
    return user.last_login is not None or enrolment.hours_per_month is not None


def may_run_for(cohort: Cohort, by: User | None) -> Decision:
    """A long run writes for whoever ordered it: while they coordinate, and the cohort is not put away. Read anew."""
    if by is not None and Cohort.objects.visible_to(by).filter(pk=cohort.pk, archived_at=None).exists():
        return ALLOWED
    return denied(
        _("You no longer coordinate this program, or the cohort is archived by now. Nothing was written.")
    )


def may_pass_on(program: Program, by: User) -> Decision:
    """Naming coordinators and safeguarding contacts, and handing over: not with a role that is only lent.

    Else whoever covers a holiday could stay for good, under another address of theirs. Owners may take the role
    anyway; and where nobody else is left, somebody must be able to name another.
    """
    lent = HandOver.objects.running().filter(program=program, taker=by, gave_role=True)
    if not lent.exists() or StaffRole.objects.owners().of(by).filter(organisation=program.organisation_id):
        return ALLOWED
    others = StaffRole.objects.coordinators().filter(program=program, user__is_active=True).exclude(user=by)
    if not others.exists():
        return ALLOWED
    return denied(
        _(
            "You coordinate this program for a holiday. Who else does, and who is told of trouble, is not yours to say."
        )
    )


def may_pair(people: Iterable[Person], by: User | None) -> Decision:
    """Nobody makes their own match: the answer alone could say what the other asked in confidence, or what a colleague
    set down about the two. What was decided for everybody, a draft that is published, is no match of one's own making.
    """
    if by is None or all(one.user_id != by.pk for one in people):
        return ALLOWED
    return denied(
        _(
            "You are one of the two, so a colleague has to do this. Where there is none, a run of the matching can"
            " still pair you."
        )
    )


def may_choose_covers(member: Member, mentorship: Mentorship) -> Decision:
    if member.is_mentor:
        return denied(_("What your mentee brings to you is theirs to choose."))
    if mentorship.state != Mentorship.State.ACTIVE:
        return denied(_("This mentorship has ended."))
    if mentorship.contact_stopped_at:
        return denied(_("This mentorship is paused for now: nothing can be written in it meanwhile."))
    return ALLOWED
