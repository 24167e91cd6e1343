"""What publishing a draft would do: who is told what and when, who cannot be told, and what stands in the way."""

from dataclasses import dataclass

from matching.models import Draft, Publication
from matching.queries.board import STRONG, Board, Left
from matching.queries.changes import PairNow
from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Person


@dataclass(frozen=True)
class Plan:
    """`matched` mails go to the people of the pairs, `unmatched` ones to whoever is left without anybody."""

    pairs: int
    strong: int
    matched: int
    unmatched: int
    left: list[Left]
    silent: list[Person]  # people with no address: somebody has to tell them
    changed: list[PairNow]
    sample: PairNow | None
    ahead: int  # pairs of this draft that were published before the rest
    last: Publication | None

    @property
    def can_undo(self) -> bool:
        return self.last is not None and clock.now() < self.last.held_until


def publication(draft: Draft, reader: User) -> Plan:
    board = Board(draft, reader)
    every = [row.pair for row in board.every]
    pairs = [pair for pair in every if not pair.published] if draft.state == Draft.State.OPEN else every
    meeting = {code for pair in board.meeting for code in pair}
    left = [one for one in board.left if one.code not in meeting]
    concerned = {place.code: place.person for pair in pairs for place in (pair.mentor, pair.mentee)}
    concerned |= {one.code: one.person for one in left}
    return Plan(
        pairs=len(pairs),
        strong=sum(is_strong(pair) for pair in pairs),
        matched=sum(place.reachable for pair in pairs for place in (pair.mentor, pair.mentee)),
        unmatched=sum(one.person.user_id is not None for one in left),
        left=left,
        silent=sorted(
            (one for one in concerned.values() if one.user_id is None), key=lambda one: one.shown_name
        ),
        changed=[pair for pair in pairs if pair.changed],
        sample=pairs[0] if pairs else None,
        ahead=len(every) - len(pairs),
        last=latest(draft),
    )


def latest(draft: Draft) -> Publication | None:
    """The last press of “Publish” that stands."""
    return draft.publications.filter(undone_at=None).select_related("by").order_by("-pk").first()


def is_strong(pair: PairNow) -> bool:
    return pair.fit >= STRONG and not pair.changed
