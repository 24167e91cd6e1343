"""What the pair's own things do when something happens below them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.dispatch import receiver

from programs import events
from programs.models import Cohort, Mentorship
from sessions.actions.bringing import ask_for_goals
from sessions.actions.closing import close_down
from sessions.actions.reported import report_meetings
from sessions.models import Meeting


@receiver(events.mentorship_ended)
def stop_what_was_to_come(sender: Any, mentorship: Mentorship, **_kwargs: Any) -> None:
    close_down(mentorship)


@receiver(events.dates_reported)
def keep_reported_dates(
    sender: Any, cohort: Cohort, met: Mapping[int, Sequence[date]], **_kwargs: Any
) -> list[Meeting]:
    return report_meetings(cohort=cohort, met=met)


@receiver(events.mentorships_started)
def offer_goals(sender: Any, mentorships: Sequence[Mentorship], **_kwargs: Any) -> None:
    for mentorship in mentorships:
        if mentorship.follows_id is not None:
            ask_for_goals(mentorship)
