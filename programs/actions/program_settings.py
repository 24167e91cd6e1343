"""What a program's pairs find in their space, what it suggests to them, and whom they can tell of trouble."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import policies
from programs.actions import audit
from programs.actions.people import account_for, add_person
from programs.models import Invitation, Organisation, Part, Person, Program, SafeguardingContact, StaffRole


@transaction.atomic
def choose_parts(*, program: Program, by: User, parts: Iterable[str]) -> Program:
    """Holds at once for every pair. What was written in a part that is turned off is kept and comes back with it."""
    wanted = set(parts)
    program.chosen_parts = [part for part in Part.values if part in wanted]
    program.save(update_fields=["chosen_parts"])
    audit.record("program.parts_chosen", target=program, by=by, organisation=program.organisation)
    return program


@transaction.atomic
def suggest_terms(*, program: Program, by: User, terms: Mapping[str, Any]) -> Program:
    """For pairs that take it from now on; texts that were taken already stay what they are."""
    program.suggested_terms = dict(terms)
    program.save(update_fields=["suggested_terms"])
    audit.record("program.suggestion_changed", target=program, by=by, organisation=program.organisation)
    return program


@transaction.atomic
def add_contact(*, program: Program, email: str, name: str, by: User) -> SafeguardingContact:
    """Somebody with this address, with an account from now on if there was none. Never who coordinates the program."""
    Program.objects.select_for_update().get(pk=program.pk)  # not while somebody becomes a coordinator
    if not (allowed := policies.may_pass_on(program, by)):
        raise Refusal(allowed.reason, field="email")
    user = account_for(email)
    if StaffRole.objects.coordinators().of(user).filter(program=program).exists():
        sentence = _(
            "This person coordinates the program. Name somebody people can also talk to about its coordinators."
        )
        raise Refusal(sentence, field="email")
    if Invitation.objects.open().filter(program=program, user=user).exists():
        raise Refusal(
            _("This person is invited to coordinate the program, so it must be somebody else."), field="email"
        )
    contact, made = SafeguardingContact.objects.get_or_create(program=program, user=user)
    if not made:
        raise Refusal(_("This person is a safeguarding contact already."), field="email")
    _name(user, email, name, program.organisation)
    ledger.plan("safeguarding_added", subject_id=contact.pk, recipient=user, fast=True)
    _tell_of_contacts("safeguarding.added", program, user, by)
    return contact


def _name(user: User, email: str, name: str, organisation: Organisation) -> None:
    """People read a name, not an address. Somebody the organisation knows keeps theirs."""
    here = Person.objects.filter(organisation=organisation)
    if not here.filter(user=user).exists() and not here.filter(email=email.strip().lower()).exists():
        add_person(organisation=organisation, email=email, name=name)


@transaction.atomic
def remove_contact(*, program: Program, contact: SafeguardingContact, by: User) -> None:
    """From now on they read nothing of this program. The last one stays: somebody has to be there to be told."""
    Program.objects.select_for_update().get(pk=program.pk)
    if not (allowed := policies.may_pass_on(program, by)):
        raise Refusal(allowed.reason)
    rows = SafeguardingContact.objects.filter(program=program)
    if not rows.exclude(pk=contact.pk).exists():
        raise Conflict(
            _("This is the only safeguarding contact. Name another one first; then you can remove this one.")
        )
    if rows.filter(pk=contact.pk).delete()[0]:
        ledger.settle("safeguarding_added", subject_id=contact.pk)
        _tell_of_contacts("safeguarding.removed", program, contact.user, by)


def _tell_of_contacts(verb: str, program: Program, about: User, by: User) -> None:
    """The other contacts, who are no longer one, and the owners read it at once: whoever is a contact reads what people
    tell of trouble, of coordinators too, so no coordinator changes the contacts alone and unseen.
    """
    event = audit.record(verb, target=about, by=by, organisation=program.organisation, program=program)
    told = set(SafeguardingContact.objects.filter(program=program).values_list("user", flat=True))
    told |= set(
        StaffRole.objects.owners().filter(organisation=program.organisation).values_list("user", flat=True)
    )
    told = told | {about.pk} if verb == "safeguarding.removed" else told - {about.pk}
    ledger.plan_all(
        ledger.Due("contacts_changed", event.pk, user, clock.now(), fast=True)
        for user in sorted(told - {by.pk})
    )
