"""What comes into a mentorship from the library: a thing to read, or the topics of a page to print."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib.refusals import Conflict
from programs.models import Member
from programs.queries.guides import Guide
from sessions.actions.agenda import add_topic
from sessions.actions.mentorships import lock_mentorship
from sessions.actions.resources import NewResource, share_resource
from sessions.models import AgendaItem, Meeting, Resource


@transaction.atomic
def share_from_library(*, by: Member, slug: str, title: str, why: str) -> Resource:
    """Once: what both have already is a conflict."""
    mentorship = lock_mentorship(by)
    if Resource.objects.filter(mentorship=mentorship, slug=slug).exists():
        raise Conflict(_("You share this already: it is among your resources."))
    new = NewResource(title=title[:200], why=why[:300], slug=slug, kind=Resource.Kind.GUIDE)
    return share_resource(by=by, new=new)


@transaction.atomic
def put_on_agenda(*, by: Member, guide: Guide) -> Meeting:
    """Its topics, at the end of the next meeting's agenda; those that stand there already are left out."""
    lock_mentorship(by)
    rows = Meeting.objects.filter(mentorship=by.mentorship_id).upcoming().order_by("starts_at", "pk")
    if (meeting := rows.first()) is None:
        raise Conflict(_("No meeting is booked yet. Find a date first, then put these topics on its agenda."))
    there = {item.title for item in AgendaItem.objects.filter(meeting=meeting)}
    missing = [str(topic) for topic in guide.agenda if str(topic) not in there]
    if not missing:
        raise Conflict(_("These topics are on the agenda of your next meeting already."))
    for title in missing:
        add_topic(by=by, meeting=meeting, title=title)
    return meeting
