"""What the pair's own things do when something happens below them."""

from typing import Any

from django.dispatch import receiver

from programs import events
from programs.models import Mentorship
from sessions.actions.bringing import ask_for_goals
from sessions.actions.closing import close_down


@receiver(events.mentorship_ended)
def stop_what_was_to_come(sender: Any, mentorship: Mentorship, **_kwargs: Any) -> None:
    close_down(mentorship)


@receiver(events.mentorship_started)
def offer_goals(sender: Any, mentorship: Mentorship, **_kwargs: Any) -> None:
    if mentorship.follows_id is not None:
        ask_for_goals(mentorship)
