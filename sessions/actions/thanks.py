"""A kind line from one to the other, and the question, at milestones only, whether there is anyone to thank."""

from datetime import timedelta

from django.db import transaction

from mentorship.lib import clock
from programs.actions.news import ask, close, tell_partner
from programs.models import Member, News, Part
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Thanks

ASK_AGAIN, ASK_FOR = timedelta(days=30), timedelta(days=7)


@transaction.atomic
def say_thanks(*, by: Member, text: str, counted: bool = False) -> Thanks:
    """It stands on the other's Today. Whoever was asked whom to thank has answered with it."""
    mentorship = lock_mentorship(by)
    thanks = Thanks.objects.create(mentorship=mentorship, author=by, text=text, counted=counted)
    tell_partner("thanks_received", by=by)
    close("thanks_prompt", mentorship=mentorship, reader=by)
    return thanks


def offer_thanks(*, by: Member) -> None:
    """A milestone was reached: “Anyone to thank for this?”, for a week, and not again within thirty days.

    Call inside the transaction of the action that wrote the milestone.
    """
    if Part.THANKS not in by.mentorship.cohort.program.parts:
        return
    asked = News.objects.filter(reader=by, kind="thanks_prompt", at__gt=clock.now() - ASK_AGAIN)
    if not asked.exists():
        ask("thanks_prompt", reader=by, until=clock.now() + ASK_FOR)
