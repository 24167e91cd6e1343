"""Times one of the two proposed, as the other sees them; and where the two met last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import Meeting, TimesProposal
from sessions.queries.faces import face_of
from sessions.queries.frame import on_partners_wall
from sessions.queries.free import taken_by_either


@dataclass(frozen=True)
class TimeCard:
    pk: int
    starts_at: datetime
    ends_at: datetime
    for_partner: str
    closed: str  # why it cannot be picked any more: "past", "taken" or empty


@dataclass(frozen=True)
class ProposalCard:
    pk: int
    is_mine: bool
    minutes: int
    channel: str
    place: str
    times: list[TimeCard]

    @property
    def can_pick(self) -> bool:
        return not self.is_mine and any(not one.closed for one in self.times)


def open_proposal(seat: Seat) -> TimesProposal | None:
    rows = TimesProposal.objects.visible_to(seat.user).open().filter(mentorship=seat.mentorship)
    return rows.prefetch_related("times").first()


def proposal_card(seat: Seat, proposal: TimesProposal) -> ProposalCard:
    """One statement more: when either is taken."""
    length, partner = timedelta(minutes=proposal.minutes), face_of(seat.partner)
    times = list(proposal.times.all())
    taken = list(taken_by_either(seat.mentorship).values_list("starts_at", "ends_at")) if times else []
    cards = []
    for one in times:
        ends_at, closed = one.starts_at + length, ""
        if one.starts_at <= clock.now():
            closed = "past"
        elif any(begins < ends_at and ends > one.starts_at for begins, ends in taken):
            closed = "taken"
        cards.append(
            TimeCard(one.pk, one.starts_at, ends_at, on_partners_wall(one.starts_at, partner), closed)
        )
    return ProposalCard(
        pk=proposal.pk,
        is_mine=proposal.by_id == seat.me.pk,
        minutes=proposal.minutes,
        channel=str(proposal.get_channel_display()),
        place=proposal.place,
        times=cards,
    )


def as_last_time(seat: Seat) -> dict[str, str]:
    """How and where the two met last, for the boxes of the next date."""
    rows = Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship)
    last = rows.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at", "-pk").first()
    return {"channel": last.channel, "place": last.place} if last else {}
