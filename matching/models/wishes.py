"""Whom somebody would like to be matched with, best first: for the coordinators, never for whom it names."""

from django.db import models
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Enrolment


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: User) -> "WishQuerySet":
        """Whoever wishes, and the coordinators of the program, never one who is wished for."""
        coordinated = Q(
            author__cohort__program__staff_roles__user=user,
            author__cohort__program__staff_roles__role="coordinator",
        )
        rows = self.filter(Q(author__person__user=user) | coordinated)
        return rows.exclude(about__person__user=user).distinct()


class Wish(models.Model):
    author = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="wishes")
    about = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="wished_by")
    rank = models.PositiveSmallIntegerField()  # from 1, best first
    at = models.DateTimeField(default=clock.now)

    objects = WishQuerySet.as_manager()

    class Meta:
        ordering = ["author", "rank"]
        constraints = [models.UniqueConstraint(fields=["author", "about"], name="wish_once")]

    def __str__(self) -> str:
        return f"wish {self.pk}"
