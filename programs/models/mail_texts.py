"""What a program says in its own words in a mail everybody of it gets at a fixed moment."""

from django.db import models

from mentorship.lib import clock
from mentorship.lib.fields import LineField
from programs.models.programs import Program


class MailText(models.Model):
    """`kind` is a name in `queries.mail_texts.MOMENTS`. Without a row the program says our words, translated.

    Plain words and blank lines; `{name}` and its like are filled in for each reader when the mail leaves.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="mail_texts")
    kind = models.CharField(max_length=40)
    subject = LineField(max_length=120)
    body = models.TextField(max_length=4000)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "kind"], name="mail_text_once")]

    def __str__(self) -> str:
        return f"{self.kind} of program {self.program_id}"
