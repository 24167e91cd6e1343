"""What people press after a meeting and nobody reads by name: how useful it was, how the match feels."""

from collections.abc import Mapping
from datetime import timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from sessions.actions.fit import answer_fit, keep_fit
from sessions.models import FitAnswer, Meeting

# One after the other through all the answers, so that no pair is the happy one.
USEFUL = ("very", "fairly", "very", "turning", "very", "little", "very")
MATCH = ("good", "good", "too_early", "good", "good")


def feelings(everybody: Mapping[str, Told]) -> None:
    turn = 0
    for told in everybody.values():
        held = list(Meeting.objects.filter(mentorship=told.mentorship).took_place().order_by("starts_at"))
        for meeting in held[: len(held) - bool(told.pair.just_met)]:
            for role in ("mentor", "mentee"):
                turn += 1
                _say(told, meeting, role, turn, first=meeting is held[0])


def _say(told: Told, meeting: Meeting, role: str, turn: int, *, first: bool) -> None:
    """One in six says nothing; what somebody said in their feedback stays."""
    if turn % 6 == 0:
        return
    by = told.members[role]
    with clock.at(min(meeting.ends_at + timedelta(hours=4), clock.now())):
        if first:
            answer_fit(by=by, meeting=meeting, answer=MATCH[turn % len(MATCH)])
        if not FitAnswer.objects.filter(meeting=meeting, author=by, question="useful").exists():
            question = FitAnswer.Question.USEFUL
            keep_fit(by=by, meeting=meeting, question=question, answer=USEFUL[turn % len(USEFUL)])
