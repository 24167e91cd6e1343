"""A draft of who could work with whom: its inputs, its proposals, who is left and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from programs.models import Cohort, Enrolment, Mentorship
from programs.models.organisations import coordinating


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User) -> "DraftQuerySet":
        """Coordinators of the program. Participants see what was published, as sentences."""
        return self.filter(**coordinating(user, "cohort__program__staff_roles")).distinct()

    def open(self) -> "DraftQuerySet":
        """Those that may still be changed and published. A cohort may have several, to be compared."""
        return self.filter(state=Draft.State.OPEN)


class Draft(models.Model):
    """A run keeps what it ran with: the hash of its inputs, rules, weights, policy and the engine's version.

    Several may be open at once: each has its own locks and moves. Publishing one closes the others (`closed_by`), and
    taking that back within its ten minutes opens them again.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        PUBLISHED = "published", _("published")
        DISCARDED = "discarded", _("closed")

    class Policy(models.TextChoices):
        FAIR_FLOOR = "fair_floor", _("Fair floor: protect the weakest pair, then the total")
        FEWEST_POOR = "fewest_poor", _("Fewest weak pairs")
        BEST_TOTAL = "best_total", _("Best total")
        STABLE = "stable", _("Stable")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    policy = models.CharField(_("policy"), max_length=12, choices=Policy, default=Policy.FAIR_FLOOR)
    weights = models.JSONField(default=dict)
    # What it ran with (`engine.as_plain`); empty in drafts from before there were rules, which had the usual ones.
    rules = models.JSONField(null=True, default=None)
    input_hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=20)
    summary = models.JSONField(default=dict)  # counts: matched, total, floor, removed by rule
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    # The draft that was published instead.
    closed_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="draft_number_once")]

    def __str__(self) -> str:
        return f"draft {self.number}"


class Proposal(models.Model):
    """One proposed pair.

    `points` is a list of [criterion, value, weight, points, tone, evidence] whose fourth numbers add up to
    `score`; tone is plus, neutral, minus or missing, evidence the words or numbers the sentence is made of. A
    criterion that is not one of the usual adds what its sentence needs: {"relation", "mentor", "label", "shared"}, and
    "mentor_label" where it compares two questions.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="proposals")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    mentor = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="proposals_as_mentor")
    mentee = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="proposals_as_mentee")
    score = models.PositiveIntegerField()  # 0..10000, shown // 100
    points = models.JSONField(default=list)
    locked = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    # When it was published, and the mentorship it became; both go when that is taken back.
    publication = models.ForeignKey(
        "matching.Publication", on_delete=models.SET_NULL, null=True, related_name="proposals"
    )
    mentorship = models.ForeignKey(Mentorship, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "mentor", "mentee"], name="proposal_once"),
            models.CheckConstraint(name="score_in_range", condition=Q(score__lte=10000)),
        ]

    def __str__(self) -> str:
        return f"proposal {self.code}"

    @property
    def fit(self) -> int:
        """The score as it is shown."""
        return self.score // 100


class Leftover(models.Model):
    """Somebody without a pair in a draft, and why: {"kind": …, "rule": …, "removed": [[rule, n]], "options": n}.

    `other` where some of those ruled out are so for a reason that is not named.
    Kinds are the engine's (`no_mentors`, `no_option`, `out_priced`, `no_mentees`, `not_needed`, `below_floor`)
    and ours: `already` (meets everybody who would do), `unpaired` (taken apart by a coordinator), `nobody` (nobody
    who is free is possible, for reasons that are not told).
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="leftovers")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="leftovers")
    reason = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "enrolment"], name="leftover_once")]

    def __str__(self) -> str:
        return f"leftover {self.pk}"
