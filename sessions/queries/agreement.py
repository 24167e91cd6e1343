"""The agreement of a pair as its pages show it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mentorship.lib import clock
from programs.models import Agreement, AgreementAnswer
from programs.models.agreements import OWN, TERMS
from programs.queries.agreement_words import (
    LABELS,
    Changed,
    Clause,
    Difference,
    changes,
    changes_of_sides,
    clauses_of,
    differences,
    in_words,
    terms_of,
)
from programs.queries.agreements import AgreementState, agreement_state, answers_of, texts_of
from programs.queries.suggestions import suggestion_of
from sessions.access import Seat


@dataclass(frozen=True)
class SideView:
    """What one of the two brings, and whether they signed."""

    name: str
    is_mine: bool
    clauses: list[Clause]
    signed_at: datetime | None


@dataclass(frozen=True)
class TextView:
    """A text to read: what the two hold in common, then what each brings."""

    serial: int
    version: int
    saved_at: datetime
    signed_at: datetime | None
    from_suggestion: bool
    clauses: list[Clause]
    sides: list[SideView]


@dataclass(frozen=True)
class Edition:
    """A version in the history, with its changes against the one before."""

    text: TextView
    changes: list[Changed]


@dataclass(frozen=True)
class AgreementPage:
    state: AgreementState
    text: TextView | None  # the latest: what holds, or the draft
    holds: TextView | None  # the text both signed, where the latest is a draft of the next
    changes: list[Changed]  # of the draft against what holds
    unsettled: list[Difference]  # differences still open
    blocked: list[Difference] = field(default_factory=list)  # those among them that stop the signature
    versions: int = 0
    my_answer: list[Clause] = field(default_factory=list)


def agreement_page(seat: Seat) -> AgreementPage:
    """Five statements at most."""
    state = agreement_state(seat.user, seat.mentorship)
    texts = texts_of(seat.user, seat.mentorship)
    answers = answers_of(seat.user, seat.mentorship)
    latest = texts[0] if texts else None
    signed = next((text for text in texts if text.signed_at), None)
    unsettled = [one for one in differences_of(seat, latest, answers) if one.is_open]
    mine = [one for one in answers if one.author_id == seat.me.pk]
    return AgreementPage(
        state=state,
        text=_view(seat, latest) if latest else None,
        holds=_view(seat, signed) if signed and signed is not latest else None,
        changes=what_changed(seat, signed, latest) if signed and latest and signed is not latest else [],
        unsettled=unsettled,
        blocked=[one for one in unsettled if one.is_required],
        versions=len({text.version for text in texts}),
        my_answer=clauses_of(mine[0], (*TERMS, *OWN)) if mine else [],
    )


def differences_of(seat: Seat, latest: Agreement | None, answers: list[AgreementAnswer]) -> list[Difference]:
    """Where two opened answers differ, one's own first; a signed text has settled them all."""
    if latest is None or latest.version > 1 or len(answers) < 2:
        return []
    return differences(latest, *mine_first(seat, answers))


def mine_first(seat: Seat, answers: list[AgreementAnswer]) -> list[AgreementAnswer]:
    return sorted(answers, key=lambda one: one.author_id != seat.me.pk)


def names_of(seat: Seat) -> dict[int, str]:
    return {member.pk: member.enrolment.person.first_name for member in (seat.me, seat.partner)}


def what_changed(seat: Seat, old: Agreement, new: Agreement) -> list[Changed]:
    """Between two texts, word by word."""
    before, now = ({side.member_id: side for side in text.sides.all()} for text in (old, new))
    return [*changes(old, new), *changes_of_sides(before, now, names_of(seat))]


def changed_since(seat: Seat, serial: int) -> list[Changed]:
    """Between a text somebody read and the latest."""
    texts = texts_of(seat.user, seat.mentorship)
    read = next((text for text in texts if text.serial == serial), None)
    return what_changed(seat, read, texts[0]) if read else []


def editions_of(seat: Seat) -> list[Edition]:
    """Each version once, as it was signed or as its draft stands; the latest first. Two statements."""
    chosen: dict[int, Agreement] = {}
    for text in texts_of(seat.user, seat.mentorship):
        chosen.setdefault(text.version, text)
    rows = list(chosen.values())
    before = [*rows[1:], None]
    return [
        Edition(_view(seat, text), what_changed(seat, old, text) if old else [])
        for text, old in zip(rows, before, strict=True)
    ]


def suggestion_clauses(seat: Seat) -> list[Clause]:
    """The program's suggestion, to be read before it is taken."""
    cohort = seat.mentorship.cohort
    ends_on = cohort.ends_on if cohort.ends_on > clock.today(cohort.program.zone) else None
    said = {**suggestion_of(cohort.program), "until": ends_on}
    return [Clause(key, str(LABELS[key]), words) for key in TERMS if (words := in_words(key, said[key]))]


def first_answer(seat: Seat) -> dict[str, Any]:
    """What the form starts with: one's own answer, or nothing. What nobody chose would count as agreed."""
    own = [one for one in answers_of(seat.user, seat.mentorship) if one.author_id == seat.me.pk]
    return terms_of(own[0], (*TERMS, *OWN)) if own else {}


def values_of(text: Agreement, seat: Seat) -> dict[str, Any]:
    """What the editor starts with: the text, and one's own part."""
    mine = next(side for side in text.sides.all() if side.member_id == seat.me.pk)
    return {**terms_of(text), **terms_of(mine, OWN), "read": text.serial}


def _view(seat: Seat, text: Agreement) -> TextView:
    sides = {side.member_id: side for side in text.sides.all()}
    return TextView(
        serial=text.serial,
        version=text.version,
        saved_at=text.saved_at,
        signed_at=text.signed_at,
        from_suggestion=text.from_suggestion,
        clauses=clauses_of(text),
        sides=[
            SideView(
                name=member.enrolment.person.first_name,
                is_mine=member.pk == seat.me.pk,
                clauses=clauses_of(side, OWN),
                signed_at=side.signed_at,
            )
            for member in (seat.me, seat.partner)
            if (side := sides.get(member.pk)) is not None
        ],
    )
