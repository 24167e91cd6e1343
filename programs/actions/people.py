"""People and the accounts they sign in with."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from mentorship.notifications import ledger
from mentorship.notifications.models import BouncedAddress
from programs import policies
from programs.actions import audit
from programs.models import Enrolment, Invitation, Member, Organisation, Person
from programs.models.invitations import InvitationQuerySet


def account_for(email: str, *, verified: bool = False) -> User:
    """The account with this address, made if there is none. Idempotent.

    allauth's EmailAddress row is made with it: without one, the first code sign-in asks for a second code.
    """
    address = email.strip().lower()
    owned = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    if owned is not None:  # also as a second address: a code sent there signs in this account and no other
        return owned.user
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
    person = Person.objects.create(
        organisation=organisation, email=email, reference=reference, user=user, **facts
    )
    give_zone(person)
    return person


def give_zone(person: Person) -> None:
    """An account that has chosen no zone yet shows times where its person lives."""
    if person.user_id and person.time_zone:
        User.objects.filter(pk=person.user_id, time_zone="").update(time_zone=person.time_zone)


@transaction.atomic
def edit_person(*, person: Person, by: User, **facts: Any) -> Person:
    """What a coordinator keeps about somebody. An address they sign in with is theirs to change."""
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    email = facts.pop("email", person.email).strip().lower()
    reference = facts.setdefault("reference", person.reference).strip()
    if not email and not reference:
        raise Refusal(_("Give an e-mail address or a reference of your own."), field="email")
    if reference and _others(person).filter(reference=reference).exists():
        raise Refusal(_("Somebody here already has this reference."), field="reference")
    if email != person.email:
        facts |= _moved(person, email, by)
    _write(person, facts)
    give_zone(person)
    audit.record("person.edited", target=person, by=by, organisation=person.organisation)
    return person


def _others(person: Person) -> "models.QuerySet[Person]":
    return Person.objects.filter(organisation=person.organisation_id).exclude(pk=person.pk)


def _moved(person: Person, email: str, by: User) -> dict[str, Any]:
    """The address with the account that belongs to it; links sent to the old one end."""
    # Pairing locks the places too, so that nobody becomes matched between the question and the answer.
    list(Enrolment.objects.select_for_update().filter(person=person).order_by("pk"))
    matched = policies.was_matched(person)
    _refuse_to_move(person, by, matched=matched)
    if email and _others(person).filter(email=email).exists():
        raise Refusal(_("Somebody here already has this e-mail address."), field="email")
    user = account_for(email) if email else None
    if matched:
        refuse_staff(person, user)
        tell_partners(person)
    take_back_invitations(Invitation.objects.filter(enrolment__person=person))
    audit.record("person.address_changed", target=person, by=by, organisation=person.organisation)
    return {"email": email, "user": user}


def _refuse_to_move(person: Person, by: User, *, matched: bool) -> None:
    """The account decides who reads what two people write: an edit must not move it to another one."""
    user, sentence = person.user, ""
    if user is not None and user.last_login is not None:
        sentence = _("They sign in with this address, so only they can change it.")
    elif matched and user is not None and not BouncedAddress.objects.filter(user=user).exists():
        sentence = _(
            "They are matched; the address decides who reads what the two write. "
            "Withdraw them and add them anew."
        )
    elif policies.is_known_elsewhere(person, by):
        sentence = _("Another program knows them too. Whoever coordinates both can change the address.")
    elif not policies.takes_part_here(person, by):
        sentence = _("They take no part in your programs, so their address is not yours to change.")
    if sentence:
        raise Refusal(sentence, field="email")


def refuse_staff(person: Person, user: User | None) -> None:
    """Somebody who runs programs here must not become one of two who write to each other."""
    if user is not None and user.staff_roles.filter(organisation=person.organisation_id).exists():
        raise Refusal(
            _("They are matched, and this address belongs to somebody who runs programs here."), field="email"
        )


def tell_partners(person: Person) -> None:
    """Each partner hears that the other's address is a new one, however often it changes."""
    own = Member.objects.filter(enrolment__person=person).values("mentorship")
    partners = Member.objects.filter(mentorship__in=own).exclude(enrolment__person=person)
    for member in partners.select_related("enrolment__person__user").order_by("pk"):
        if (user := member.enrolment.person.user) is not None:
            period = clock.now().strftime("%Y%m%d%H%M%S")
            ledger.plan("address_changed", subject_id=member.pk, recipient=user, period=period, fast=True)


def take_back_invitations(invitations: InvitationQuerySet) -> None:
    """Those of them that are still open: neither link nor waiting mail is good any more."""
    still_open = invitations.open()
    for one in still_open:
        ledger.settle("invitation", subject_id=one.pk)
    still_open.update(revoked_at=clock.now())


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
    person.save(update_fields=list(facts) if person.pk else None)
