"""When two people would next meet, as the database sees it: `sessions.queries.rhythm.rhythm_of` in SQL."""

from datetime import timedelta

from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least

WEEK = timedelta(weeks=1)


def date_due() -> Case:
    """For a query annotated with `last_at`, the beginning of the last meeting that took place."""
    step = ExpressionWrapper(Cast("rhythm_weeks", IntegerField()) * Value(WEEK), output_field=DurationField())
    soon = Least(step, Value(WEEK, DurationField()), output_field=DurationField())
    latest = ExpressionWrapper(F("last_at") + step, output_field=DateTimeField())
    spoke = Case(
        When(contact_at=None, then=F("last_at")),
        default=Least(Greatest("last_at", "contact_at"), latest),
        output_field=DateTimeField(),
    )
    rested = Cast("paused_until", DateTimeField())
    return Case(
        When(
            Q(paused_until__isnull=False, paused_until__gt=Coalesce(spoke, "started_at")),
            then=ExpressionWrapper(rested + soon, output_field=DateTimeField()),
        ),
        When(last_at=None, then=ExpressionWrapper(F("started_at") + soon, output_field=DateTimeField())),
        default=ExpressionWrapper(spoke + step, output_field=DateTimeField()),
        output_field=DateTimeField(),
    )
