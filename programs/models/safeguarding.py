"""Whom people of a program can tell that something felt wrong: somebody named, who is none of its coordinators."""

from django.conf import settings
from django.db import models

from mentorship.lib import clock
from programs.models.programs import Program


class SafeguardingContact(models.Model):
    """Reads the concerns addressed to them (audience `concern`), and nothing else of the program."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="safeguarding_contacts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="safeguarding_for"
    )
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "user"], name="safeguarding_contact_once")]

    def __str__(self) -> str:
        return f"safeguarding contact {self.user_id} of program {self.program_id}"
