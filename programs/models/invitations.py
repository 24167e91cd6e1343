"""An invitation to take part, or to coordinate: single use, hashed at rest, seven days."""

import base64
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from mentorship.lib import clock
from mentorship.lib.codes import hashed, new_nonce
from programs.models.enrolments import Enrolment
from programs.models.programs import Program

LIFETIME = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=clock.now())

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_hash=hashed(token))


class Invitation(models.Model):
    """The token is computed from the nonce and SECRET_KEY, so a mail that is tried again carries the same link,
    while the database alone (a dump, a backup) holds only its hash.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    # Exactly one of the two: a place in a cohort, or the coordinator's role in a program.
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, null=True, related_name="invitations")
    program = models.ForeignKey(Program, on_delete=models.CASCADE, null=True, related_name="invitations")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    nonce = models.CharField(max_length=32, default=new_nonce, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    # When a coordinator asked. A link that takes the place of one that ran out keeps it: reminders count from here.
    # (The database's own default is for the version before, which writes rows without it.)
    asked_at = models.DateTimeField(default=clock.now, db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # When a coordinator saw the link. From then on holding it proves nothing about the address.
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_has_one_purpose",
                condition=Q(enrolment=None, program__isnull=False) | Q(enrolment__isnull=False, program=None),
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def token(self) -> str:
        digest = salted_hmac("programs.invitation", self.nonce, algorithm="sha256").digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > clock.now()
