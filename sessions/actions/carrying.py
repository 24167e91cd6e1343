"""Taking over what was left open: once, however often and by whomever it is asked for."""

from django.db import transaction
from django.db.models import Max

from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.models import Member
from sessions import policies
from sessions.actions.mentorships import lock_mentorship
from sessions.models import AgendaItem, Meeting
from sessions.queries.carrying import left_open

MOST = 40


@transaction.atomic
def carry_over(*, by: Member, meeting: Meeting) -> list[AgendaItem]:
    """Everything left open before becomes a topic of this meeting."""
    lock_mentorship(by)
    meeting.refresh_from_db(fields=["state"])
    if not (allowed := policies.can_add_to_agenda(meeting)):
        raise Conflict(allowed.reason)
    return bring_over(meeting)


def bring_over(meeting: Meeting) -> list[AgendaItem]:
    """Under the mentorship's lock. Each keeps its author; `carried_from` makes that it happens once."""
    topics = AgendaItem.objects.filter(meeting=meeting)
    last, count = topics.aggregate(last=Max("position"))["last"] or 0, topics.count()
    left = list(left_open(AgendaItem.objects.all(), meeting)[: max(MOST - count, 0)])
    made = [
        AgendaItem.objects.create(
            meeting=meeting,
            author_id=one.author_id,
            title=one.title,
            kind=one.kind,
            tried=one.tried,
            direction=one.direction,
            minutes=one.minutes,
            position=last + place,
            carried_from=one,
        )
        for place, one in enumerate(left, start=1)
    ]
    if made:
        ledger.settle("agenda", subject_id=meeting.pk)  # there is something on the agenda now
    return made
