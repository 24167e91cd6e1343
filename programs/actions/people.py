"""People and the accounts they sign in with."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.refusals import Refusal
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
