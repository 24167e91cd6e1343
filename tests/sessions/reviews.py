"""Impact reviews for tests, through the real actions."""

from typing import Any

from mentorship.lib.quarters import Quarter
from programs.models import Member, Mentorship, News, ReviewSettings
from programs.queries.review_periods import quarter_period, settings_of
from sessions.actions.reviews import Answers, seal_sheet
from sessions.actions.reviews_opening import open_review
from sessions.models import Review, ReviewSheet
from tests.sessions import rows

SLUG = "2026-q4"
QUARTER = quarter_period(Quarter(2026, 4))
SAID = Answers(texts={"helped": "Your questions."})


def opened(mentorship: Mentorship, settings: ReviewSettings | None = None) -> Review:
    found = open_review(mentorship, QUARTER, settings or settings_of(mentorship.cohort.program))
    assert found is not None
    return found


def sealed_by(member: Member, review: Review, answers: Answers = SAID) -> ReviewSheet:
    version = ReviewSheet.objects.get(review=review, author=member).version
    return seal_sheet(by=member, review=review, version=version, answers=answers)


def revealed(mentorship: Mentorship, **texts: str) -> Review:
    """Both have sealed: the mentor says "mentor's", the mentee "mentee's" in every box of `texts`, or in the usual."""
    review = opened(mentorship)
    for member in rows.seats(mentorship):
        said = {name: f"{text} {member.role}" for name, text in texts.items()} or {
            "helped": "Your questions."
        }
        sealed_by(member, review, Answers(texts=said))
    review.refresh_from_db()
    return review


def waiting_for(member: Member) -> list[str]:
    """What stands on somebody's Today because of reviews."""
    found = News.objects.open().filter(reader=member, kind__startswith="review")
    return list(found.order_by("kind").values_list("kind", flat=True))


def typed(review: Review, member: Member, **boxes: Any) -> dict[str, Any]:
    """What a sheet's form sends."""
    return {"version": ReviewSheet.objects.get(review=review, author=member).version, **boxes}
