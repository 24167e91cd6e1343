"""The organisation that runs programs, and who has which role in it."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.accounts.zones import validate_zone
from mentorship.lib import clock
from mentorship.lib.fields import LineField


class Organisation(models.Model):
    name = LineField(_("name"), max_length=120)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_zone])
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)


def coordinating(user: User, roles: str) -> dict[str, Any]:
    """For a filter: this user coordinates, today. `roles` is the way to the roles of the program.

    A role that was lent ends by its date, also while no clock runs that would take it away.
    """
    return {f"{roles}__user": user, f"{roles}__role": "coordinator", f"{roles}__ends_at__gt": clock.now()}


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    def coordinators(self) -> "StaffRoleQuerySet":
        return self.filter(role=StaffRole.Role.COORDINATOR, ends_at__gt=clock.now())

    def owners(self) -> "StaffRoleQuerySet":
        return self.filter(role=StaffRole.Role.OWNER)

    def of(self, user: User) -> "StaffRoleQuerySet":
        return self.filter(user=user)


class StaffRole(models.Model):
    """An owner of an organisation, or a coordinator of one program.

    An owner is not a coordinator: to read a program's enrolments they take that role too, which is audited.
    """

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        COORDINATOR = "coordinator", _("coordinator")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="staff_roles")
    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="staff_roles", null=True, blank=True
    )
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(default=FOR_GOOD)  # earlier only where it was lent for a holiday

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "program"], name="coordinator_once", condition=Q(role="coordinator")
            ),
            models.UniqueConstraint(
                fields=["user", "organisation"], name="owner_once", condition=Q(role="owner")
            ),
            models.CheckConstraint(
                name="role_matches_scope",
                condition=Q(role="owner", program=None) | Q(role="coordinator", program__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"
