"""What somebody asks the coordinators for, and what they answer."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField
from programs.models.enrolments import Enrolment
from programs.models.mentorships import Member, Mentorship
from programs.models.organisations import coordinating
from programs.models.programs import Cohort


def is_partner(user: User, mentorship: str) -> Exists:
    """Whether this user is one of the two whom the row is about."""
    return Exists(Member.objects.filter(mentorship=OuterRef(mentorship), enrolment__person__user=user))


def request_readers(user: User, path: str = "") -> Q:
    """Audience `request`: whoever asked, and the coordinators; never the partner, even one who coordinates."""
    roles = f"{path}cohort__program__staff_roles"
    coordinated = Q(**coordinating(user, roles))
    asked = Q(**{f"{path}author__person__user": user})
    return asked | (coordinated & ~Q(is_partner(user, f"{path}mentorship")))


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def visible_to(self, user: User) -> "HelpRequestQuerySet":
        return self.filter(request_readers(user)).distinct()

    def for_coordinator(self, user: User) -> "HelpRequestQuerySet":
        """What this person may answer: of a program they coordinate, and not about themselves."""
        coordinated = Q(**coordinating(user, "cohort__program__staff_roles"))
        return self.filter(coordinated, ~Q(is_partner(user, "mentorship"))).distinct()

    def own(self, user: User) -> "HelpRequestQuerySet":
        """What this person asked themself."""
        return self.filter(author__person__user=user)

    def waiting(self) -> "HelpRequestQuerySet":
        return self.filter(state=HelpRequest.State.OPEN)


class HelpRequest(models.Model):
    class Kind(models.TextChoices):
        DIFFERENT_MATCH = "different_match", _("A different match")
        QUESTION = "question", _("A question")

    class Wish(models.TextChoices):
        """What happens to the mentorship meanwhile, where somebody would like a different match."""

        TALK_FIRST = "talk_first", _("Talk with a coordinator first; nothing changes until then")
        AFTER_TALK = "after_talk", _("End it after one closing talk")
        END_NOW = "end_now", _("End it now")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("The question is answered")
        STAYED = "stayed", _("They go on together")
        MATCHED_ANEW = "matched_anew", _("A different match was found")
        NEXT_ROUND = "next_round", _("They wait for the next round")
        ENDED = "ended", _("They stop here")

    # What a page or a line about a request shows of others.
    SHOWN = ("author__person", "assigned", "cohort__program")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="help_requests")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    author = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="help_requests")
    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, null=True, related_name="help_requests"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    wish = models.CharField(max_length=12, choices=Wish, blank=True)
    text = EncryptedTextField(_("what you would like to say"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    assigned = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Who saw to it before a holiday cover: it goes back to them (`programs.actions.hand_overs`).
    kept_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    comes_first = models.BooleanField(default=False)  # marked by a coordinator: before the others that wait
    made_at = models.DateTimeField(default=clock.now)
    # When whoever asked wrote again, or a closed one was opened again: from here the promise counts.
    asked_again_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"request {self.code}"


class HelpAnswerQuerySet(models.QuerySet["HelpAnswer"]):
    def visible_to(self, user: User) -> "HelpAnswerQuerySet":
        return self.filter(request_readers(user, "request__")).distinct()


class HelpAnswer(models.Model):
    """One turn of the thread: a coordinator's answer, or what whoever asked wrote back."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    from_asker = models.BooleanField(default=False)
    text = EncryptedTextField(_("answer"), max_length=2000)
    at = models.DateTimeField(default=clock.now)

    objects = HelpAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"answer {self.pk}"
