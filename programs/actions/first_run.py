"""From an empty install to an owner with a program: once."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from mentorship.accounts.links import site_link
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from programs.actions import audit
from programs.actions.people import account_for
from programs.actions.programs import Dates, create_program
from programs.models import Organisation, Person, Program, StaffRole

SALT = "programs.first_run"


def is_wanted() -> bool:
    """True while nobody owns anything here."""
    return not StaffRole.objects.owners().exists()


def _token() -> str:
    return salted_hmac(SALT, "owner", algorithm="sha256").hexdigest()[:40]


def is_token(token: str) -> bool:
    return constant_time_compare(token.encode(), _token().encode())


def first_run_link() -> str:
    """The address that makes the first owner, for the log; empty once there is one."""
    return site_link(reverse("programs:first_run", args=[_token()])) if is_wanted() else ""


@transaction.atomic
def set_up(
    *, email: str, name: str, organisation_name: str, dates: Dates, program: Mapping[str, Any]
) -> tuple[User, Program]:
    """The first owner, their organisation, and a program they coordinate; all in the program's time zone."""
    zone = program["time_zone"]
    _lock()
    if not is_wanted():
        raise Conflict(_("Somebody set this site up a moment ago. Ask them to invite you."))
    organisation = Organisation.objects.create(name=organisation_name, time_zone=zone)  # 1 the organisation
    user = account_for(email, verified=True)  # 2 the account
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    Person.objects.create(
        organisation=organisation, user=user, email=user.email, name=name, time_zone=zone
    )  # 3 how they are called
    StaffRole.objects.create(user=user, organisation=organisation, role=StaffRole.Role.OWNER)  # 4 the role
    audit.record("owner.first", target=user, by=user, organisation=organisation)
    made = create_program(organisation=organisation, by=user, dates=dates, **program)  # 5 the program
    return user, made


def _lock() -> None:
    """Two browsers with the same link wait for each other here: there is no row yet to lock."""
    # contenttypes has rows on every database; its first one serves as the lock of an empty install.
    list(ContentType.objects.select_for_update().order_by("pk")[:1])
