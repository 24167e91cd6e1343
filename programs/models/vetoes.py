"""With whom somebody never wants to be matched. Nobody else ever learns of it: no coordinator, no log, no count."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.fields import EncryptedTextField
from programs.models.people import Person
from programs.models.programs import Cohort


class VetoQuerySet(models.QuerySet["Veto"]):
    def visible_to(self, user: User) -> "VetoQuerySet":
        """Audience `veto`: its author."""
        return self.filter(author__user=user)

    def between(self, one: int, other: int) -> "VetoQuerySet":
        """Of these two people, whoever of them said it."""
        return self.filter(Q(author=one, about=other) | Q(author=other, about=one))


class Veto(models.Model):
    """A person about a person: it holds in every cohort of the organisation, in every role."""

    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="vetoes")
    about = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Where it was said: its reason goes with the private texts of that cohort, the veto stays.
    cohort = models.ForeignKey(Cohort, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = EncryptedTextField(_("why"), max_length=600, blank=True)
    said_at = models.DateTimeField(default=clock.now)

    objects = VetoQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "about"], name="veto_once"),
            models.CheckConstraint(name="veto_about_another", condition=~Q(author=models.F("about"))),
        ]

    def __str__(self) -> str:
        return f"veto {self.pk}"
