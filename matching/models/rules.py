"""What coordinators set down before a run: versions of the rules, and pairs that never or always go together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField
from programs.models import Cohort, Person, Program

# Where rules begin from a kind of program (`Program.Kind`): from one's own version before the present one.
BEFORE = "before"


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    def visible_to(self, user: User) -> "RuleVersionQuerySet":
        """Coordinators of the program."""
        staff = "cohort__program__staff_roles"
        return self.filter(**{f"{staff}__user": user, f"{staff}__role": "coordinator"}).distinct()


class RuleVersion(models.Model):
    """The rules of a cohort. Saving makes a new version; none is changed, and a draft has its own copy."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="rule_versions")
    number = models.PositiveIntegerField()
    criteria = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="rule_version_once")]

    def __str__(self) -> str:
        return f"rules {self.number}"


class PairRuleQuerySet(models.QuerySet["PairRule"]):
    def visible_to(self, user: User) -> "PairRuleQuerySet":
        """Audience `pair_rule`: the coordinators of the program, never one of the two who coordinates as well."""
        staff = "program__staff_roles"
        rows = self.filter(**{f"{staff}__user": user, f"{staff}__role": "coordinator"})
        return rows.exclude(Q(one__user=user) | Q(other__user=user)).distinct()


class PairRule(models.Model):
    """Two people of a program who are never matched, or stay together when matching runs."""

    class Kind(models.TextChoices):
        APART = "apart", _("never together")
        TOGETHER = "together", _("keep together")

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="pair_rules")
    code = models.CharField(max_length=8, unique=True, default=new_code)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.APART)
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # the one with the lower id
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = EncryptedTextField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = PairRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "one", "other"], name="pair_rule_once"),
            models.CheckConstraint(name="pair_rule_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"pair rule {self.code}"
