"""Proposals and asks of a cohort for its coordinator: who has answered, what ends when. No word of what was written."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.models import Offer, OfferSide
from mentorship.accounts.models import User
from mentorship.lib.tables import Fact, Table, column
from programs.models import Cohort

Answer = OfferSide.Answer
SHOWN = 100
ANSWERS: dict[str, str | Promise] = {
    Answer.NONE: gettext_lazy("not answered"),
    Answer.YES: gettext_lazy("yes"),
    Answer.NO: gettext_lazy("not this time"),
}


@dataclass(frozen=True)
class OfferRow:
    code: str
    mentor: str
    mentee: str
    mentor_said: str
    mentee_said: str
    state: str
    words: str
    origin: str
    until: datetime | None
    live: bool
    reasons: tuple[tuple[str, str], ...] = ()


OFFERS = Table(
    "proposals",
    (
        column(
            "mentee",
            gettext_lazy("Mentee"),
            lambda row: row.mentee,
            Fact(gettext_lazy("Mentee said"), lambda row: row.mentee_said),
        ),
        column(
            "mentor",
            gettext_lazy("Mentor"),
            lambda row: row.mentor,
            Fact(gettext_lazy("Mentor said"), lambda row: row.mentor_said),
        ),
        column(
            "state",
            gettext_lazy("Where it stands"),
            lambda row: row.words,
            Fact(gettext_lazy("How it came"), lambda row: row.origin),
        ),
        column("until", gettext_lazy("Answer until"), lambda row: row.until),
    ),
)


def offers_of(user: User, cohort: Cohort) -> list[OfferRow]:
    """Live ones first, then the latest; an ask whose turn never came is its author’s alone. Two statements."""
    rows = Offer.objects.coordinated_by(user).sent().filter(cohort=cohort)
    rows = rows.select_related("mentor__person", "mentee__person").order_by("-pk")[:SHOWN]
    found = list(rows)
    sides: dict[int, list[OfferSide]] = {}
    readable = OfferSide.objects.visible_to(user).filter(offer__in=[one.pk for one in found])
    for side in readable.select_related("enrolment__person"):
        sides.setdefault(side.offer_id, []).append(side)
    return sorted((_row(one, sides.get(one.pk, [])) for one in found), key=lambda row: not row.live)


def _row(offer: Offer, sides: list[OfferSide]) -> OfferRow:
    said = {side.enrolment_id: str(ANSWERS[side.answer]) for side in sides}
    reasons = ((side.enrolment.person.shown_name, side.reason) for side in sides if side.reason)
    return OfferRow(
        code=offer.code,
        mentor=offer.mentor.person.shown_name,
        mentee=offer.mentee.person.shown_name,
        mentor_said=said.get(offer.mentor_id, ""),
        mentee_said=said.get(offer.mentee_id, ""),
        state=offer.state,
        words=str(offer.get_state_display()),
        origin=_("asked by the mentee") if offer.is_ask else _("proposed by you"),
        until=offer.expires_at if offer.is_open else None,
        live=offer.is_open,
        reasons=tuple(reasons),
    )
