"""The ending of a mentorship, its letters and its story, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from programs.models import Ending, EndingAnswer, Letter, SharedStory, Story, StoryApproval
from sessions.access import Seat
from sessions.models import AgendaItem, Meeting
from sessions.queries.goals import GoalCard, goals_of
from sessions.queries.space import ActionGroup, actions_of

CLOSING_TOPICS = (
    gettext_lazy("What we set out to do"),
    gettext_lazy("What happened"),
    gettext_lazy("What I take with me"),
)


@dataclass(frozen=True)
class LetterState:
    """Of the other’s letter only whether it is finished, never how far it is."""

    mine_text: str
    mine_version: int
    mine_done: bool
    mine_opened_at: datetime | None
    theirs_waits: bool
    theirs_text: str
    theirs_opened_at: datetime | None


@dataclass(frozen=True)
class EndingPage:
    begun: bool
    begun_by_me: bool
    by_partner: bool
    closes_on: date | None  # the cohort closes: their last day
    meeting: Meeting | None
    has_topics: bool
    letters: LetterState
    goals: list[GoalCard]
    actions: list[ActionGroup]
    answer: EndingAnswer | None
    both_stay_in_touch: bool


def ending_page(seat: Seat) -> EndingPage:
    """Seven statements."""
    ending = Ending.objects.filter(mentorship=seat.mentorship).first()
    meeting, has_topics = _closing_meeting(seat)
    answer = my_answer(seat)
    return EndingPage(
        begun=ending is not None,
        begun_by_me=ending is not None and ending.begun_by_id == seat.me.pk,
        by_partner=ending is not None and ending.begun_by_id not in {None, seat.me.pk},
        closes_on=ending.closes_on if ending else None,
        meeting=meeting,
        has_topics=has_topics,
        letters=letters_of(seat),
        goals=[goal for goal in goals_of(seat) if goal.in_focus],
        actions=actions_of(seat),
        answer=answer,
        both_stay_in_touch=both_stay_in_touch(answer),
    )


def _closing_meeting(seat: Seat) -> tuple[Meeting | None, bool]:
    rows = Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship)
    meeting = rows.upcoming().order_by("starts_at").first()
    if meeting is None:
        return None, False
    titles = {item.title for item in AgendaItem.objects.visible_to(seat.user).filter(meeting=meeting)}
    return meeting, {str(title) for title in CLOSING_TOPICS} <= titles


def letters_of(seat: Seat) -> LetterState:
    """Two statements; the other’s words come only once they are delivered."""
    rows = Letter.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    found = {row.author_id: row for row in rows}
    mine, theirs = found.get(seat.me.pk), found.get(seat.partner.pk)
    sealed = Letter.objects.sealed().filter(mentorship=seat.mentorship, author=seat.partner)
    return LetterState(
        mine_text=mine.text if mine else "",
        mine_version=mine.version if mine else 0,
        mine_done=mine is not None and mine.done_at is not None,
        mine_opened_at=mine.opened_at if mine else None,
        theirs_waits=theirs is None and sealed.exists(),
        theirs_text=theirs.text if theirs else "",
        theirs_opened_at=theirs.opened_at if theirs else None,
    )


def my_answer(seat: Seat) -> EndingAnswer | None:
    """One’s own, with whether the other wants to stay in touch, too. One statement."""
    other = EndingAnswer.objects.filter(
        mentorship=OuterRef("mentorship"), author=seat.partner.pk, stays_in_touch=True
    )
    own = EndingAnswer.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return own.annotate(other_stays=Exists(other)).first()


def both_stay_in_touch(answer: EndingAnswer | None) -> bool:
    """Known to each only when both said so."""
    return answer is not None and answer.stays_in_touch and bool(getattr(answer, "other_stays", False))


@dataclass(frozen=True)
class StoryPage:
    text: str
    version: int
    by_me: bool
    i_approved: bool
    they_approved: bool
    shared: bool


def story_page(seat: Seat) -> StoryPage:
    """Three statements."""
    story = Story.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).first()
    if story is None:
        return StoryPage("", 0, by_me=False, i_approved=False, they_approved=False, shared=False)
    rows: Any = StoryApproval.objects.filter(story=story, version=story.version)
    said_yes = set(rows.values_list("member", flat=True))
    return StoryPage(
        text=story.text,
        version=story.version,
        by_me=story.by_id == seat.me.pk,
        i_approved=seat.me.pk in said_yes,
        they_approved=seat.partner.pk in said_yes,
        shared=SharedStory.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).exists(),
    )
