"""Impact reviews after eight weeks: one signed, one open to both and to be talked over, one half-sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from programs.actions.review_settings import set_review_settings
from programs.models import ReviewSettings, StaffRole
from sessions.actions import review_steps
from sessions.actions.reviews import Answers, seal_sheet
from sessions.actions.reviews_opening import open_reviews
from sessions.models import NextStep, Review, ReviewSheet

NINE, EVENING, NOON = time(9, 5), time(20, 15), time(12, 25)
SCALES = ("rhythm", "preparation", "balance")
PROMPTS = ("What would you tell somebody who starts in this program next month?",)


@dataclass(frozen=True)
class Side:
    """Of one of the two: what they wrote and chose (rhythm, preparation, balance), and of their first goal a level."""

    goal: tuple[int, str]
    scales: tuple[int, int, int]
    texts: dict[str, str]
    way: str = "on"


LENA = Side(
    (
        4,
        "All five have had one, and three of them could name a change. The busy month is still to come.",
    ),
    (3, 4, 2),
    {
        "helped": "That you let me try my questions on you before I used them on anybody.",
        "hindered": "The release in October. I moved two one-to-ones and told nobody why.",
        "learned": "That ten seconds of silence are work, not a gap.",
        "working": "I would like to end with what I take along, five minutes before the time is over.",
        "ahead": "A first difficult talk with my own manager. I have put it off since summer.",
        "own_1": "Write down your first topic the evening before. It changes the whole hour.",
    },
    way="stretch",
)
TOMAS = Side(
    (3, "The rhythm stands. Whether it survives December, we will see in January."),
    (3, 5, 4),
    {
        "helped": "Lena brings two topics, written down. I only have to ask the next question.",
        "hindered": "I told too many stories of my own in the first three meetings.",
        "learned": "How directly people of her age ask for feedback. I copied it, and it works.",
        "working": "Nothing big. Perhaps we walk once instead of sitting in front of a screen.",
        "ahead": "I think she is ready for the talk with her manager.",
        "own_1": "Do not prepare answers. Prepare questions.",
    },
    way="stretch",
)
KWAME = Side(
    (2, "The map is done, the talks are not."),
    (2, 4, 3),
    {
        "helped": "The map of who wins and who loses. I still draw it before every meeting.",
        "learned": "To ask for a thing only after I know what is in it for them.",
        "ahead": "Talk to the two leads, together.",
    },
)
INGRID = Side(
    (2, ""),
    (3, 4, 3),
    {
        "helped": "He rehearses out loud. It shows in the third version.",
        "learned": "What the depots look like from inside.",
        "working": "An hour instead of forty-five minutes, when there is something to rehearse.",
    },
)
AMARA = Side(
    (3, "Two of five talks held."),
    (3, 3, 3),
    {
        "helped": "That you never rush me past the hard part.",
        "hindered": "I still write the whole talk down first, and then I read it out.",
        "learned": "My own opening sentence. It was in me; you waited for it.",
    },
)


def reviews(everybody: Mapping[str, Told]) -> None:
    lena = everybody["Lena Brandt"]
    program = lena.mentorship.cohort.program
    with clock.at(lena.instant(-40, NOON)):
        by = StaffRole.objects.coordinators().filter(program=program).order_by("pk")[0].user
        facts = {"rhythm": ReviewSettings.Rhythm.CYCLE, "cycle_weeks": 8, "days": 21}
        set_review_settings(program=program, by=by, prompts=PROMPTS, **facts)
    for day in range(-14, -7):
        open_reviews(lena.instant(day, NINE) + timedelta(hours=12))
    _seal(lena, "mentor", TOMAS, days=-6)
    _seal(lena, "mentee", LENA, days=-2)
    _signed(everybody["Kwame Mensah"])
    _seal(everybody["Amara Nwosu"], "mentee", AMARA, days=-4)


def _seal(told: Told, role: str, side: Side, *, days: int) -> Review:
    review = Review.objects.get(mentorship=told.mentorship)
    author = told.members[role]
    goal = review.goals.order_by("pk").first()
    answers = Answers(
        texts=side.texts,
        scales=dict(zip(SCALES, side.scales, strict=True)),
        way=side.way,
        progress={goal.pk: side.goal} if goal else {},
    )
    with clock.at(told.instant(days, EVENING)):
        version = ReviewSheet.objects.get(review=review, author=author).version
        seal_sheet(by=author, review=review, version=version, answers=answers)
    review.refresh_from_db()
    return review


def _signed(told: Told) -> None:
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    _seal(told, "mentee", KWAME, days=-7)
    review = _seal(told, "mentor", INGRID, days=-6)
    steps = (
        review_steps.Step(
            mentee, "Have coffee with both leads, on the same day", due_on=told.today + timedelta(days=12)
        ),
        review_steps.Step(mentor, "Introduce Kwame to the head of planning", NextStep.Kind.ACTION),
    )
    with clock.at(told.instant(-5, NOON)):
        for step in steps:
            review_steps.add_step(by=mentee, review=review, step=step)
        review_steps.sign_review(by=mentee, review=review, read=review.serial)
    with clock.at(told.instant(-4, EVENING)):
        review_steps.sign_review(by=mentor, review=review, read=review.serial)
