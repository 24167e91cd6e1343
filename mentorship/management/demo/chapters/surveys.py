"""How everybody stood as they began: four presses by most of them. The end is asked when somebody has ended."""

from collections.abc import Mapping
from datetime import timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import DAY, Told
from sessions.actions.surveys import answer_survey, ask_surveys, skip_survey
from sessions.models import Survey
from sessions.models.surveys import SCALES

# One after the other through all of them: people begin with less than they hope to end with.
CHOICES = (3, 2, 4, 3, 3, 4, 2, 3, 5, 3, 4)


def surveys(everybody: Mapping[str, Told]) -> None:
    """Asked on the day after each pair began, answered a few hours later."""
    for begun in sorted({told.mentorship.started_at for told in everybody.values()}):
        asked_at = min(begun + DAY, clock.now())
        with clock.at(asked_at):
            ask_surveys(asked_at)
    for turn, one in enumerate(Survey.objects.select_related("member__mentorship").order_by("pk")):
        with clock.at(min(one.asked_at + timedelta(hours=3, minutes=11 * turn), clock.now())):
            if turn % 8 == 7:
                skip_survey(survey=one)
            else:
                given = {scale: CHOICES[(turn + 3 * at) % len(CHOICES)] for at, scale in enumerate(SCALES)}
                answer_survey(survey=one, answers=given)
