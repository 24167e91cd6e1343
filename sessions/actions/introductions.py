"""Introductions: asked for or offered, made or declined, and what came of them."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member
from sessions.actions.mentorships import lock_mentorship
from sessions.models import Introduction
from sessions.queries.introductions import is_introducer, steps_for

Kind, State = Introduction.Kind, Introduction.State
NEWS = {State.WANTED: "introduction_wanted", State.MADE: "introduction_made"}
ASKS = ("introduction_asked", "introduction_offered", "introduction_wanted")


@transaction.atomic
def start_introduction(*, by: Member, kind: str, whom: str, reason: str = "") -> Introduction:
    """Ask to be introduced to somebody, or offer to introduce."""
    mentorship = lock_mentorship(by)
    last = Introduction.objects.filter(mentorship=mentorship).aggregate(last=Max("number"))["last"] or 0
    row = Introduction.objects.create(
        mentorship=mentorship, number=last + 1, author=by, kind=Kind(kind), whom=whom, reason=reason
    )
    ask_partner(f"introduction_{row.kind}", by=by, ref=row.number)
    return row


@transaction.atomic
def answer_introduction(
    *, by: Member, introduction: Introduction, state: str, answer: str = ""
) -> Introduction:
    """Wished for, made or kindly declined: by the one whose turn it is."""
    mentorship = lock_mentorship(by)
    introduction.refresh_from_db()
    if state not in steps_for(introduction, by.pk):
        raise Conflict(_("This introduction has moved on meanwhile. Here is how it stands."))
    introduction.state = state
    introduction.answer = answer or introduction.answer
    introduction.changed_at = clock.now()
    introduction.save(update_fields=["state", "answer", "changed_at"])
    for kind in ASKS:
        close(kind, mentorship=mentorship, ref=introduction.number)
    if state == State.WANTED:
        ask_partner("introduction_wanted", by=by, ref=introduction.number)
    else:
        tell_partner(NEWS.get(State(state), "introduction_declined"), by=by, ref=introduction.number)
    return introduction


@transaction.atomic
def note_outcome(*, by: Member, introduction: Introduction, outcome: str) -> Introduction:
    """What came of it, written by whoever met somebody; it may be written anew."""
    lock_mentorship(by)
    introduction.refresh_from_db()
    if introduction.state != State.MADE or is_introducer(introduction, by.pk):
        raise Conflict(_("What came of it is for whoever was introduced to write, once it is made."))
    introduction.outcome = outcome
    introduction.changed_at = clock.now()
    introduction.save(update_fields=["outcome", "changed_at"])
    tell_partner("introduction_outcome", by=by, ref=introduction.number)
    return introduction
