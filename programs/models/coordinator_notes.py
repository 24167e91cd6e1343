"""What a coordinator writes to people of a cohort: one text, one mail to each of them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField
from programs.models.enrolments import Enrolment
from programs.models.mentorships import Member
from programs.models.organisations import coordinating
from programs.models.programs import Cohort


class CoordinatorNoteQuerySet(models.QuerySet["CoordinatorNote"]):
    def visible_to(self, user: User) -> "CoordinatorNoteQuerySet":
        """Audience `coordinator_note`: whom it was sent to, and the coordinators. A test reaches its author only."""
        coordinated = Q(**coordinating(user, "cohort__program__staff_roles"))
        seats = Q(recipients__member__enrolment__person__user=user, is_test=False)
        places = Q(recipients__enrolment__person__user=user, is_test=False)
        return self.filter(coordinated | seats | places).distinct()

    def addressed_to(self, user: User) -> "CoordinatorNoteQuerySet":
        """What a coordinator wrote to this person: not what they may read because they coordinate."""
        seats = Q(recipients__member__enrolment__person__user=user)
        return self.sent().filter(seats | Q(recipients__enrolment__person__user=user)).distinct()

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
    taken_back_at = models.DateTimeField(null=True, blank=True)  # what had not left then never will

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
    """A seat the note is about, or the place of somebody it is for, with a pair or without one.

    Somebody with several of them gets one mail, which names all the partners.
    """

    note = models.ForeignKey(CoordinatorNote, on_delete=models.CASCADE, related_name="recipients")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, null=True, related_name="+")

    objects = NoteRecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "member"], name="note_recipient_once"),
            models.UniqueConstraint(fields=["note", "enrolment"], name="note_recipient_place_once"),
            models.CheckConstraint(
                name="note_recipient_seat_or_place",
                condition=Q(member=None, enrolment__isnull=False) | Q(member__isnull=False, enrolment=None),
            ),
        ]

    def __str__(self) -> str:
        return f"recipient {self.pk}"
