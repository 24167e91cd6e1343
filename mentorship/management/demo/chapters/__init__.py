"""The rest of the demo's story, one module for each capability.

A chapter gets every pair by its mentee's name and does, through the actions and inside `clock.at(told.instant(…))`,
what these two would have done. The meetings, goals and actions of `story.py` exist already; endings come after.
"""

from collections.abc import Callable, Mapping

from mentorship.management.demo.chapters import (
    advice,
    agreement,
    changes,
    feedback,
    feelings,
    goals,
    meetings,
    mentoring,
    messages,
    notes,
    resources,
    reviews,
    surveys,
    timeline,
)
from mentorship.management.demo.told import Told

CHAPTERS: tuple[Callable[[Mapping[str, Told]], None], ...] = (
    agreement.agreement,
    goals.goals,
    feedback.feedback,
    advice.advice,
    meetings.meetings,
    resources.shared,
    changes.changes,
    mentoring.mentoring,
    messages.messages,
    reviews.reviews,
    feelings.feelings,
    notes.notes,
    timeline.timeline,
    surveys.surveys,
)
