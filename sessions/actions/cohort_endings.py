"""A cohort closes: its pairs get their ending and days to finish it; the clock ends what is left then."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.actions.mentorships import end_mentorship
from programs.actions.news import Question, ask_many
from programs.models import Cohort, Ending, EndReason, Member, Mentorship

FEWEST_DAYS = 7  # so that a last talk can be found
MOST_DAYS = 90


@transaction.atomic
def end_kindly(*, cohort: Cohort, by: User, until: date, mentorships: Iterable[int] | None) -> int:
    """The usual ending for all of them (None), or some. Nothing sealed opens by it: letters keep their ten days."""
    locked = Cohort.objects.select_for_update(of=("self",)).select_related("program__organisation")
    found = locked.get(pk=cohort.pk)
    if found.archived_at is not None:
        raise Conflict(_("This cohort is archived, so it is only there to read."))
    days = (until - clock.today(found.program.zone)).days
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise Refusal(
            _("Give them between 7 and 90 days: enough for a last talk and a letter each."), field="until"
        )
    rows = Mentorship.objects.active().filter(cohort=found).select_for_update().order_by("pk")
    pairs = list(rows if mentorships is None else rows.filter(pk__in=list(mentorships)))
    if not pairs:
        raise Refusal(_("Choose at least one pair that is running."), field="which")
    _begin(pairs, until, clock.wall_time(until + timedelta(days=1), time(), found.program.zone))
    audit.record("cohort.ending_kindly", target=found, by=by, organisation=found.program.organisation)
    return len(pairs)


def _begin(pairs: list[Mentorship], until: date, midnight: datetime) -> None:
    """Who began it themselves keeps that; all have a last day now. Each of the two is asked once."""
    Ending.objects.bulk_create((Ending(mentorship=one) for one in pairs), ignore_conflicts=True)
    Ending.objects.filter(mentorship__in=pairs).update(closes_on=until)
    members = Member.objects.filter(mentorship__in=[one for one in pairs if not one.contact_stopped_at])
    ask_many(
        "program_ends",
        [Question(one.mentorship_id, one.pk, 0, midnight) for one in members.order_by("mentorship_id", "pk")],
    )


def end_closing_pairs(as_of: datetime) -> int:
    """Those whose last day has passed. Run by the clock; what is sealed stays so until its own day."""
    rows = Ending.objects.filter(
        closes_on__lt=as_of.date() + timedelta(days=1), mentorship__state=Mentorship.State.ACTIVE
    ).select_related("mentorship__cohort__program__organisation")
    over = [one for one in rows.order_by("pk") if one.closes_on and one.closes_on < _today(one)]
    for one in over:
        end_mentorship(mentorship=one.mentorship, by=None, reason=EndReason.TIME_UP)
    return len(over)


def _today(ending: Ending) -> date:
    return clock.today(ending.mentorship.cohort.program.zone)
