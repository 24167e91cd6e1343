"""Impact reviews: a sheet is its author's until both have sealed; the steps are the pair's; coordinators see that."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Model
from django.urls import reverse

from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.models import Mentorship, ReviewSettings
from programs.queries.review_periods import quarter_period
from sessions.actions.review_steps import Step, add_step
from sessions.actions.reviews import Answers
from sessions.actions.reviews_opening import open_review
from sessions.models import NextStep, Review, ReviewGoal, ReviewProgress, ReviewSheet
from sessions.models.reviews import TEXTS
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, Row
from tests.sessions import reviews, rows
from tests.world import World

Kwargs = dict[str, object]
Word = Callable[[str], str]


def is_open(world: World) -> Kwargs:
    reviews.opened(world.ada_ben)
    return {**places.own_pair(world), "period": reviews.SLUG}


def is_revealed(world: World) -> Kwargs:
    reviews.revealed(world.ada_ben)
    return {**places.own_pair(world), "period": reviews.SLUG}


ROUTES = {
    "sessions:reviews": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:review": Row(MEMBERS_ONLY, post=422, to=is_open),
    "sessions:review_unseal": Row(MEMBERS_ONLY, 405, 303, 405, to=is_open),
    "sessions:review_more_time": Row(MEMBERS_ONLY, 405, 409, 405, to=is_open),
    "sessions:review_close": Row(MEMBERS_ONLY, 405, 409, 405, to=is_open),
    "sessions:review_goal": Row(MEMBERS_ONLY, 405, 422, 405, to=is_open),
    "sessions:review_agenda": Row(MEMBERS_ONLY, 405, 409, 405, to=is_open),
    "sessions:review_together": Row(MEMBERS_ONLY, to=is_revealed),
    "sessions:review_record": Row(MEMBERS_ONLY, to=is_revealed),
    "sessions:review_steps": Row(MEMBERS_ONLY, 405, 422, 405, to=is_revealed),
    "sessions:review_step_remove": Row(MEMBERS_ONLY, 405, 404, 405, to=is_revealed),
    "sessions:review_step_make": Row(MEMBERS_ONLY, 405, 404, 405, to=is_revealed),
    "sessions:review_sign": Row(MEMBERS_ONLY, 405, 409, 405, to=is_revealed),
    "programs:program_reviews": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "dashboards:reviews": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:reviews_extend": Row(COORDINATOR_ONLY, 405, 422, 405, to=places.cohort),
}


def _review(world: World) -> Review:
    now = clock.now()
    return Review.objects.create(mentorship=world.ada_ben, period="2026-q1", since=now, deadline=now)


def _sheet(world: World, text: str) -> ReviewSheet:
    author = world.member(world.ben)
    return ReviewSheet.objects.create(review=_review(world), author=author, **dict.fromkeys(TEXTS, text))


def _progress(world: World, text: str) -> Model:
    sheet = _sheet(world, text)
    goal = ReviewGoal.objects.create(review=sheet.review, goal=rows.goal(world.ada_ben), state="in_focus")
    return ReviewProgress.objects.create(sheet=sheet, goal=goal, level=3, text=text)


def _step(world: World, text: str) -> Model:
    return NextStep.objects.create(review=_review(world), owner=world.member(world.ben), text=text)


MADE = {
    "mentoring_sessions.ReviewSheet": _sheet,
    "mentoring_sessions.ReviewProgress": _progress,
    "mentoring_sessions.NextStep": _step,
}
AUTHORS = {"mentoring_sessions.ReviewSheet": "ben", "mentoring_sessions.ReviewProgress": "ben"}
QUERYSETS = {
    ("mentoring_sessions.ReviewSheet", "visible_to"): "review_answer",
    ("mentoring_sessions.ReviewProgress", "visible_to"): "review_answer",
    ("mentoring_sessions.NextStep", "visible_to"): "review_step",
}
ONLY = {
    **{f"mentoring_sessions.ReviewSheet.{name}": "ben" for name in TEXTS},
    "mentoring_sessions.ReviewProgress.text": "ben",
}


def plant(world: World, word: Word) -> None:
    """One review open to both, with a step; and one that Ben alone has sealed, every box of it written in."""
    mentor, mentee = rows.seats(world.ada_ben)
    rests = Mentorship.objects.filter(pk=world.ada_ben.pk)
    until = rests.values_list("paused_until", flat=True).get()
    rests.update(paused_until=None)  # no review opens while two people rest, as another noun's story has it
    settings = ReviewSettings(program=world.program, prompts=["First?", "Second?", "Third?"])
    with clock.at(clock.now() - timedelta(days=40)):
        earlier = open_review(world.ada_ben, quarter_period(Quarter(2026, 3)), settings)
        assert earlier is not None
        for member in (mentor, mentee):
            reviews.sealed_by(member, earlier)
        add_step(by=mentee, review=earlier, step=Step(mentee, word("NextStep.text")))
    rows.goal(world.ada_ben, "Seen by both", number=77)
    half = reviews.opened(world.ada_ben, settings)
    goal = half.goals.get(goal__number=77)
    said = Answers(
        texts={name: word(f"ReviewSheet.{name}") for name in TEXTS},
        scales={"rhythm": 2},
        progress={goal.pk: (4, word("ReviewProgress.text"))},
    )
    reviews.sealed_by(mentee, half, said)
    rests.update(paused_until=until)


def addresses(world: World) -> list[str]:
    code = world.ada_ben.code
    cohort = [world.program.code, world.cohort.code]
    return [
        reverse("sessions:reviews", args=[code]),
        *(
            reverse(f"sessions:{name}", args=[code, period])
            for name in ("review", "review_together", "review_record")
            for period in ("2026-q3", "2026-q4", "round-1")
        ),
        reverse("dashboards:reviews", args=cohort),
        reverse("programs:program_reviews", args=[world.program.code]),
    ]
