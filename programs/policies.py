"""Who may decide what about a person whom several programs know."""

from mentorship.accounts.models import User
from programs.models import Enrolment, Invitation, Member, Person, Program
from programs.models.enrolments import EnrolmentQuerySet

State = Enrolment.State


def _here(person: Person, by: User) -> EnrolmentQuerySet:
    return Enrolment.objects.filter(person=person, cohort__program__in=Program.objects.visible_to(by))


def is_known_elsewhere(person: Person, by: User) -> bool:
    """In a program that `by` does not coordinate, now or before."""
    places = Enrolment.objects.filter(person=person)
    return places.exclude(cohort__program__in=Program.objects.visible_to(by)).exists()


def takes_part_here(person: Person, by: User) -> bool:
    """In a program of `by`, now: somebody who was declined or left is nobody's to change."""
    return _here(person, by).filter(state__in={State.APPLIED, State.ACCEPTED}).exists()


def is_open_to(person: Person, by: User) -> bool:
    """Whether `by` reads more than name and address: not while somebody of another program was only invited."""
    if not is_known_elsewhere(person, by):
        return True
    here = _here(person, by)
    asked = Invitation.objects.filter(enrolment__in=here).values("enrolment")
    applied = here.filter(state=State.APPLIED).exclude(pk__in=asked)
    return here.filter(state=State.ACCEPTED).exists() or applied.exists()


def was_matched(person: Person) -> bool:
    """Whether there is or was somebody who writes to this person in confidence."""
    return Member.objects.filter(enrolment__person=person).exists()


def account_was_matched(user: User) -> bool:
    return Member.objects.filter(enrolment__person__user=user).exists()
