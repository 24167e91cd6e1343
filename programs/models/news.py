"""That something happened between two people, and what it asks of one of them. Facts only, never words."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models.mentorships import Member, Mentorship
from programs.models.reading import readers_q


class NewsQuerySet(models.QuerySet["News"]):
    def visible_to(self, user: User) -> "NewsQuerySet":
        return self.filter(readers_q(user, "news", mentorship="mentorship")).distinct()

    def open(self) -> "NewsQuerySet":
        """What still asks something of its reader."""
        return self.filter(asks=True, closed_at=None)


class News(models.Model):
    """One row for each reader. `kind` is a name in `sessions.queries.news.KINDS`, `ref` the number (or id) of the
    thing in its mentorship, 0 where there is only one. Today and the thread of a space are made of these rows.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="news")
    reader = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="news")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    # A coordinator who corrected a fact; then `by` is nobody of the two.
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=32)
    ref = models.PositiveBigIntegerField(default=0)
    asks = models.BooleanField(default=False)  # a line of Today until it is closed or `until` has passed
    until = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "kind", "ref"],
                name="news_asks_once",
                condition=Q(asks=True, closed_at=None),
            )
        ]
        indexes = [models.Index(fields=["mentorship", "-at"], name="news_of_mentorship")]

    def __str__(self) -> str:
        return f"news {self.kind} of mentorship {self.mentorship_id}"
