"""Three times one of the two proposes; the other picks one of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models import Member, Mentorship
from programs.models.reading import readers_q
from sessions.models.meetings import Meeting


class TimesProposalQuerySet(models.QuerySet["TimesProposal"]):
    def visible_to(self, user: User) -> "TimesProposalQuerySet":
        return self.filter(readers_q(user, "meeting_place", mentorship="mentorship")).distinct()

    def open(self) -> "TimesProposalQuerySet":
        return self.filter(state=TimesProposal.State.OPEN)


class TimesProposal(models.Model):
    """At most one is open between two people: three other times answer the three before."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        PICKED = "picked", _("one was picked")
        COUNTERED = "countered", _("answered with other times")
        TAKEN_BACK = "taken_back", _("taken back")
        LAPSED = "lapsed", _("another date was found")

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="times_proposals")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8, choices=Meeting.Channel, blank=True)
    place = EncryptedTextField(_("place or video link"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = TimesProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship"], name="one_open_times_proposal", condition=Q(state="open")
            )
        ]

    def __str__(self) -> str:
        return f"times proposal {self.pk}"


class ProposedTime(models.Model):
    proposal = models.ForeignKey(TimesProposal, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "starts_at"], name="proposed_time_once")]

    def __str__(self) -> str:
        return f"time {self.pk} of proposal {self.proposal_id}"
