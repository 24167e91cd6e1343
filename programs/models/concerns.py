"""Something felt wrong: told to the program's safeguarding contacts, and to nobody else."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField
from programs.models.mentorships import Member, Mentorship
from programs.models.organisations import StaffRole
from programs.models.requests import is_partner
from programs.models.safeguarding import SafeguardingContact


def concern_handlers(user: User, path: str = "") -> Q:
    """The contacts of the program; not one who coordinates it, nor one of the two it is about."""
    program = f"{path}mentorship__cohort__program"
    contact = Exists(SafeguardingContact.objects.filter(program=OuterRef(program), user=user))
    coordinates = Exists(StaffRole.objects.coordinators().filter(program=OuterRef(program), user=user))
    return Q(contact) & ~Q(coordinates) & ~Q(is_partner(user, f"{path}mentorship"))


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: User) -> "ConcernQuerySet":
        return self.filter(Q(author__enrolment__person__user=user) | concern_handlers(user))

    def for_contact(self, user: User) -> "ConcernQuerySet":
        return self.filter(concern_handlers(user))

    def open(self) -> "ConcernQuerySet":
        return self.filter(closed_at=None)

    def stopping(self) -> "ConcernQuerySet":
        """Those for whose sake the two cannot write to each other."""
        return self.filter(stops_contact=True, lifted_at=None)


class Concern(models.Model):
    """`attached` holds copies of the messages its author chose; nothing else of theirs is opened by it."""

    code = models.CharField(max_length=8, unique=True, default=new_code)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="concerns")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="concerns")
    text = EncryptedTextField(_("what happened"), max_length=5000)
    attached = EncryptedTextField(_("messages"), blank=True)
    stops_contact = models.BooleanField(default=False)
    lifted_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"concern {self.code}"


class ConcernAnswerQuerySet(models.QuerySet["ConcernAnswer"]):
    def visible_to(self, user: User) -> "ConcernAnswerQuerySet":
        own = Q(concern__author__enrolment__person__user=user)
        return self.filter(own | concern_handlers(user, "concern__"))


class ConcernAnswer(models.Model):
    """What a contact writes to whoever told them."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = EncryptedTextField(_("answer"), max_length=3000)
    at = models.DateTimeField(default=clock.now)

    objects = ConcernAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"answer {self.pk}"
