"""What was done, by whom, to what. Verbs and ids; never what was said."""

from django.conf import settings
from django.db import models

from mentorship.lib import clock
from programs.models.organisations import Organisation
from programs.models.programs import Program


class AuditEvent(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="audit_events")
    # Where it was done; none for what belongs to no single program, such as somebody's name.
    program = models.ForeignKey(Program, on_delete=models.CASCADE, null=True, related_name="audit_events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=60)  # "mentorship:17"
    at = models.DateTimeField(default=clock.now)
    # Whether a log may name the actor. Settled when it is done: what somebody becomes later tells nothing of it.
    # (The database's own default is for the version before, which writes rows without it.)
    names_actor = models.BooleanField(default=True, db_default=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-at"], name="audit_latest"),
            models.Index(fields=["program", "-at"], name="audit_of_program"),
            models.Index(fields=["target", "-at"], name="audit_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"
