"""A file of people on its way in: kept from the upload until it is written or given up."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.organisations import coordinating
from programs.models.programs import Cohort


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    def visible_to(self, user: User) -> "PeopleImportQuerySet":
        return self.filter(**coordinating(user, "cohort__program__staff_roles"))


class PeopleImport(models.Model):
    """`content` is emptied when the import is done: the file has then become people. `skipped` are the rows that did
    not, with the reason, as a CSV file; `trail` is what was written, for as long as it can be taken back."""

    UNDO_FOR = timedelta(hours=24)

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        DONE = "done", _("done")
        UNDONE = "undone", _("taken back")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="imports")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    filename = models.CharField(max_length=200)
    content = EncryptedTextField(blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    skipped = EncryptedTextField(blank=True)
    trail = EncryptedTextField(blank=True)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="import_number_once")]

    def __str__(self) -> str:
        return f"import {self.number}"

    @property
    def is_written(self) -> bool:
        return self.state != self.State.UPLOADED

    @property
    def undo_until(self) -> datetime | None:
        """Until when it can be taken back; None where it cannot, or no longer."""
        if self.state != self.State.DONE or not self.done_at or not self.trail:
            return None
        until = self.done_at + self.UNDO_FOR
        return until if clock.now() < until else None
