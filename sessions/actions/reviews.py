"""The quarterly impact review finds its place on the next agenda."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib.quarters import Quarter
from mentorship.lib.refusals import Conflict
from programs.models import Member
from sessions.actions.agenda import add_topic
from sessions.actions.mentorships import lock_mentorship
from sessions.models import AgendaItem, Meeting


def review_title(quarter: Quarter) -> str:
    facts = {"number": quarter.number, "year": quarter.year}
    return _("Our impact review for quarter %(number)s of %(year)s") % facts


@transaction.atomic
def put_review_on_agenda(*, by: Member, quarter: Quarter) -> AgendaItem:
    """On the agenda of the next meeting, once. Without a meeting ahead there is nothing to put it on."""
    mentorship = lock_mentorship(by)
    meeting = Meeting.objects.filter(mentorship=mentorship).upcoming().order_by("starts_at").first()
    if meeting is None:
        raise Conflict(_("There is no meeting ahead yet. Find a date first."))
    title = review_title(quarter)
    for item in AgendaItem.objects.filter(meeting=meeting):
        if item.title == title:  # encrypted: compared here, not in the database
            return item
    return add_topic(by=by, meeting=meeting, title=title)
