"""What a coordinator wrote to somebody when they decided on an application."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.enrolments import Enrolment
from programs.models.organisations import coordinating


class ApplicationReplyQuerySet(models.QuerySet["ApplicationReply"]):
    def visible_to(self, user: User) -> "ApplicationReplyQuerySet":
        """Audience `application_reply`: whom it went to, and the coordinators."""
        staff = "enrolment__cohort__program__staff_roles"
        coordinated = Q(**coordinating(user, staff))
        return self.filter(Q(enrolment__person__user=user) | coordinated).distinct()


class ApplicationReply(models.Model):
    """The words of one decision; the mail of it, and the page of the application, say them."""

    class Decision(models.TextChoices):
        ACCEPT = "accepted", _("Accept")
        WAIT_LIST = "waitlisted", _("Wait-list")
        DECLINE = "declined", _("Decline")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="replies")
    decision = models.CharField(max_length=10, choices=Decision)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = EncryptedTextField(max_length=2000)
    made_at = models.DateTimeField(default=clock.now)

    objects = ApplicationReplyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"reply {self.pk}"
