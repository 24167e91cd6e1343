"""What a coordinator writes to the people of some mentorships: one text, one mail to each of them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField
from programs.models.mentorships import Member
from programs.models.programs import Cohort


class CoordinatorNoteQuerySet(models.QuerySet["CoordinatorNote"]):
    def visible_to(self, user: User) -> "CoordinatorNoteQuerySet":
        """Audience `coordinator_note`: whom it was sent to, and the coordinators. A test reaches its author only."""
        coordinated = Q(
            cohort__program__staff_roles__user=user, cohort__program__staff_roles__role="coordinator"
        )
        written_to = Q(recipients__member__enrolment__person__user=user, is_test=False)
        return self.filter(coordinated | written_to).distinct()

    def sent(self) -> "CoordinatorNoteQuerySet":
        """Those that went to people: not the tests somebody sent to themself."""
        return self.filter(is_test=False)


class CoordinatorNote(models.Model):
    """`{name}`, `{partner}` and `{next date}` are filled in for each reader when their mail leaves."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="coordinator_notes")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    subject = EncryptedTextField(max_length=120)
    text = EncryptedTextField(max_length=4000)
    is_test = models.BooleanField(default=False)  # to its author, with the values of its one recipient
    sent_at = models.DateTimeField(default=clock.now)

    objects = CoordinatorNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"coordinator note {self.code}"


class NoteRecipientQuerySet(models.QuerySet["NoteRecipient"]):
    def written_to_since(self, instant: datetime, program: int) -> "NoteRecipientQuerySet":
        """Who was sent a note in a program since an instant."""
        return self.filter(note__is_test=False, note__sent_at__gte=instant, note__cohort__program_id=program)


class NoteRecipient(models.Model):
    """A seat the note is about. Somebody with several of them gets one mail, which names all the partners."""

    note = models.ForeignKey(CoordinatorNote, on_delete=models.CASCADE, related_name="recipients")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    objects = NoteRecipientQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "member"], name="note_recipient_once")]

    def __str__(self) -> str:
        return f"recipient {self.pk}"
