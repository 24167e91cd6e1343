"""What matching does when something happens below it."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from matching.actions.offers_elsewhere import close_for_withdrawn, close_overtaken
from matching.actions.proposals import release_withdrawn
from matching.queries.against import broken_by, broken_in
from mentorship.accounts.models import User
from programs import events
from programs.models import Cohort, Enrolment, Mentorship


@receiver(events.participant_withdrew)
def release_pairs(sender: Any, enrolment: Enrolment, **_kwargs: Any) -> None:
    release_withdrawn(enrolment=enrolment)
    close_for_withdrawn(enrolment=enrolment)


@receiver(events.mentorships_started)
def end_overtaken_offers(sender: Any, mentorships: Sequence[Mentorship], **_kwargs: Any) -> None:
    close_overtaken(mentorships=mentorships)


@receiver(events.pair_considered)
def say_broken_rules(
    sender: Any, mentor: Enrolment, mentee: Enrolment, by: User, **_kwargs: Any
) -> list[str]:
    return broken_by(mentor, mentee, by)


@receiver(events.pairs_brought)
def say_rules_of_a_file(
    sender: Any, cohort: Cohort, pairs: Sequence[tuple[int, int]], by: User, **_kwargs: Any
) -> dict[tuple[int, int], list[str]]:
    return broken_in(cohort, pairs, by)
