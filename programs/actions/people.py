"""People and the accounts they sign in with."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.refusals import Refusal
from programs.actions import audit
from programs.models import Organisation, Person


def account_for(email: str, *, verified: bool = False) -> User:
    """The account with this address, made if there is none. Idempotent.

    allauth's EmailAddress row is made with it: without one, the first code sign-in asks for a second code.
    """
    address = email.strip().lower()
    user = User.objects.filter(email=address).first() or User.objects.create_user(address)
    EmailAddress.objects.get_or_create(
        user=user, email=address, defaults={"primary": True, "verified": verified}
    )
    return user


@transaction.atomic
def add_person(
    *, organisation: Organisation, email: str = "", reference: str = "", **facts: object
) -> Person:
    """A person with an address or an own reference; an address brings an account with it.

    `facts` are the plain fields of Person. Refuses an address or reference somebody here already has.
    """
    email, reference = email.strip().lower(), reference.strip()
    if not email and not reference:
        raise Refusal(_("Give an e-mail address or a reference of your own."), field="email")
    people = Person.objects.filter(organisation=organisation)
    if email and people.filter(email=email).exists():
        raise Refusal(_("Somebody here already has this e-mail address."), field="email")
    if reference and people.filter(reference=reference).exists():
        raise Refusal(_("Somebody here already has this reference."), field="reference")
    user = account_for(email) if email else None
    return Person.objects.create(
        organisation=organisation, email=email, reference=reference, user=user, **facts
    )


@transaction.atomic
def give_email(*, person: Person, email: str) -> Person:
    """A person known by reference gets an address, and with it an account. Another's address is refused."""
    email = email.strip().lower()
    taken = Person.objects.filter(organisation=person.organisation_id, email=email).exclude(pk=person.pk)
    if taken.exists():
        raise Refusal(_("Somebody here already has this e-mail address."), field="email")
    person.email = email
    person.user = account_for(email)
    person.save(update_fields=["email", "user"])
    return person


@transaction.atomic
def edit_person(*, person: Person, by: User, **facts: Any) -> Person:
    """What a coordinator keeps about somebody. An address they sign in with is theirs to change."""
    email = facts.pop("email", person.email).strip().lower()
    reference = facts.setdefault("reference", person.reference).strip()
    if not email and not reference:
        raise Refusal(_("Give an e-mail address or a reference of your own."), field="email")
    if reference and _others(person).filter(reference=reference).exists():
        raise Refusal(_("Somebody here already has this reference."), field="reference")
    if email != person.email:
        _change_address(person, email)
    _write(person, facts)
    audit.record("person.edited", target=person, by=by, organisation=person.organisation)
    return person


def _others(person: Person) -> "models.QuerySet[Person]":
    return Person.objects.filter(organisation=person.organisation_id).exclude(pk=person.pk)


def _change_address(person: Person, email: str) -> None:
    # The account decides who reads what two people write: an edit must not move it to another one.
    if person.user is not None and person.user.last_login is not None:
        raise Refusal(_("They sign in with this address, so only they can change it."), field="email")
    if not email:
        person.email, person.user = "", None
        person.save(update_fields=["email", "user"])
        return
    give_email(person=person, email=email)


@transaction.atomic
def write_profile(*, person: Person, **facts: Any) -> Person:
    """What somebody says about themselves; their zone is also the one their pages and mails use."""
    _write(person, facts)
    if person.user is not None and person.time_zone:
        User.objects.filter(pk=person.user.pk).update(time_zone=person.time_zone)
    return person


def _write(person: Person, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=list(facts))
