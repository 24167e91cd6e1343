"""What publishing a draft would do: who is told what and when, who cannot be told, and what stands in the way."""

from dataclasses import dataclass

from matching.models import Draft, Publication
from matching.queries.board import Board
from matching.queries.board_rows import STRONG, Left
from matching.queries.changes import PairNow
from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Enrolment, Person


@dataclass(frozen=True)
class Plan:
    """`matched` mails go to the people of the pairs, `unmatched` ones to whoever is left without anybody."""

    pairs: int
    strong: int
    matched: int
    unmatched: int
    left: list[Left]
    silent: list[Person]  # without an address, or mail to it comes back: somebody has to tell them
    changed: list[PairNow]
    sample: PairNow | None
    ahead: int  # pairs of this draft that were published before the rest
    last: Publication | None
    asks: bool  # the two of each pair are asked, and no pair begins by it

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
    returned = _mail_comes_back(draft)
    return Plan(
        pairs=len(pairs),
        strong=sum(is_strong(pair) for pair in pairs),
        matched=sum(
            place.reachable and place.code not in returned
            for pair in pairs
            for place in (pair.mentor, pair.mentee)
        ),
        unmatched=sum(one.person.user_id is not None and one.code not in returned for one in left),
        left=left,
        silent=sorted(
            (one for code, one in concerned.items() if one.user_id is None or code in returned),
            key=lambda one: one.shown_name,
        ),
        changed=[pair for pair in pairs if pair.changed],
        sample=pairs[0] if pairs else None,
        ahead=len(every) - len(pairs),
        last=latest(draft),
        asks=board.asks,
    )


def _mail_comes_back(draft: Draft) -> set[str]:
    rows = Enrolment.objects.filter(cohort=draft.cohort_id, person__user__bouncedaddress__isnull=False)
    return set(rows.values_list("code", flat=True))


def latest(draft: Draft) -> Publication | None:
    """The last press of “Publish” that stands."""
    return draft.publications.filter(undone_at=None).select_related("by").order_by("-pk").first()


def is_strong(pair: PairNow) -> bool:
    return pair.fit >= STRONG and not pair.changed
