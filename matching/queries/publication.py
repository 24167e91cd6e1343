"""What publishing a draft would do: who is told what, who cannot be told, and what stands in the way."""

from dataclasses import dataclass

from matching.models import Draft
from matching.queries.board import Board, Left
from matching.queries.changes import PairNow
from matching.queries.pool import live_pairs
from programs.models import Person


@dataclass(frozen=True)
class Publication:
    """`matched` mails go to the people of the pairs, `unmatched` ones to whoever is left without anybody."""

    pairs: int
    matched: int
    unmatched: int
    left: list[Left]
    silent: list[Person]  # people with no address: somebody has to tell them
    changed: list[PairNow]
    sample: PairNow | None


def publication(draft: Draft) -> Publication:
    board = Board(draft)
    pairs = [row.pair for row in board.every]
    meeting = {code for pair in live_pairs(draft.cohort) for code in pair}
    left = [one for one in board.left if one.code not in meeting]
    concerned = {place.code: place.person for pair in pairs for place in (pair.mentor, pair.mentee)}
    concerned |= {one.code: one.person for one in left}
    return Publication(
        pairs=len(pairs),
        matched=sum(place.reachable for pair in pairs for place in (pair.mentor, pair.mentee)),
        unmatched=sum(one.person.user_id is not None for one in left),
        left=left,
        silent=sorted(
            (one for one in concerned.values() if one.user_id is None), key=lambda one: one.shown_name
        ),
        changed=[pair for pair in pairs if pair.changed],
        sample=pairs[0] if pairs else None,
    )
