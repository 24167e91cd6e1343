"""What matching does when something happens below it."""

from typing import Any

from django.dispatch import receiver

from matching.actions.offers_elsewhere import close_for_withdrawn, close_overtaken
from matching.actions.proposals import release_withdrawn
from programs import events
from programs.models import Enrolment, Mentorship


@receiver(events.participant_withdrew)
def release_pairs(sender: Any, enrolment: Enrolment, **_kwargs: Any) -> None:
    release_withdrawn(enrolment=enrolment)
    close_for_withdrawn(enrolment=enrolment)


@receiver(events.mentorship_started)
def end_overtaken_offers(sender: Any, mentorship: Mentorship, **_kwargs: Any) -> None:
    close_overtaken(mentorship=mentorship)
