"""A coordinator decides on applications: one at a time or many at once, with words of their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.enrolments import accept, decline, wait_list
from programs.models import ApplicationReply, Enrolment

Decision = ApplicationReply.Decision
ACTS = {Decision.ACCEPT: accept, Decision.WAIT_LIST: wait_list, Decision.DECLINE: decline}


@dataclass(frozen=True)
class Pick:
    """An application, and the state a coordinator saw it in."""

    place: Enrolment
    seen: str


@transaction.atomic
def decide(*, pick: Pick, decision: str, text: str, by: User) -> Enrolment:
    """Once: whoever decides second on what they saw is told so. Without a text the mail says our usual words."""
    act = ACTS[Decision(decision)]
    act(enrolment=pick.place, by=by, seen=pick.seen)  # 1 the state, and its mail
    if text.strip():  # 2 what the mail says
        ApplicationReply.objects.create(
            enrolment=pick.place, decision=decision, author=by, text=text.strip(), made_at=clock.now()
        )
    return pick.place


@transaction.atomic
def decide_all(*, picks: Iterable[Pick], decision: str, text: str, by: User) -> list[tuple[Pick, Refusal]]:
    """Each by itself, in the order of their ids, so that two coordinators never wait for each other in a ring.

    Answers those that could not be decided, with the reason. If that is all of them, it is a conflict.
    """
    lost: list[tuple[Pick, Refusal]] = []
    ordered = sorted(picks, key=lambda pick: pick.place.pk)
    for pick in ordered:
        try:
            decide(pick=pick, decision=decision, text=text, by=by)
        except Refusal as refusal:
            lost.append((pick, refusal))
    if ordered and len(lost) == len(ordered):
        raise Conflict(" ".join(refusal.sentence for _pick, refusal in lost[:5]))
    return lost
