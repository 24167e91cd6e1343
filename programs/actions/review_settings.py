"""When the reviews of a program open, and what it asks in them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from mentorship.accounts.models import User
from programs.actions import audit
from programs.models import Program, ReviewSettings
from programs.models.review_settings import MOST_PROMPTS


@transaction.atomic
def set_review_settings(
    *, program: Program, by: User, prompts: Iterable[str], **facts: Any
) -> ReviewSettings:
    """For reviews that open from now on. One that is open keeps its questions and its day."""
    asked = [prompt for prompt in prompts if prompt][:MOST_PROMPTS]
    settings, _made = ReviewSettings.objects.update_or_create(
        program=program, defaults={**facts, "prompts": asked}
    )
    audit.record("program.reviews_changed", target=program, by=by, organisation=program.organisation)
    return settings
