"""What matching does when something happens below it."""

from typing import Any

from django.dispatch import receiver

from matching.actions.proposals import release_withdrawn
from programs import events
from programs.models import Enrolment


@receiver(events.participant_withdrew)
def release_pairs(sender: Any, enrolment: Enrolment, **_kwargs: Any) -> None:
    release_withdrawn(enrolment=enrolment)
