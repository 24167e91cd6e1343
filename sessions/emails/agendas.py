"""That times were proposed, and that an agenda is ready; its titles only where both allowed it."""

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from sessions.emails.sides import city_of, mail_between, sides_in_contact
from sessions.models import AgendaItem, Meeting, TimesProposal
from sessions.queries.faces import zone_of


def times_proposed(occurrence: Occurrence) -> Mail | None:
    """Not wanted any more once it was answered, or all of its times have passed."""
    proposal = TimesProposal.objects.open().filter(pk=occurrence.subject_id).first()
    sides = sides_in_contact(proposal.mentorship_id, occurrence.recipient) if proposal else None
    if proposal is None or sides is None or proposal.by_id == sides[0].pk:
        return None
    wall = zone_of(sides[0])
    ahead = [one.starts_at for one in proposal.times.all() if one.starts_at > clock.now()]
    if not ahead:
        return None
    times = [format_date(start.astimezone(wall), "D j M, H:i") for start in ahead]
    path = reverse("sessions:times", args=[sides[0].mentorship.code])
    return mail_between(
        "times_proposed", occurrence, sides, path=path, button=_("Pick one"), times=times, city=city_of(wall)
    )


def agenda_ready(occurrence: Occurrence) -> Mail | None:
    """The titles of the topics if both said yes, else only that it is ready. Never what was tried, or prepared."""
    meeting = Meeting.objects.upcoming().filter(pk=occurrence.subject_id).first()
    sides = sides_in_contact(meeting.mentorship_id, occurrence.recipient) if meeting else None
    if meeting is None or sides is None:
        return None
    both = all(side.agenda_in_mail for side in sides)
    rows = AgendaItem.objects.visible_to(occurrence.recipient).filter(meeting=meeting)
    topics = [row.title for row in rows.order_by("position", "pk")] if both else []
    wall = zone_of(sides[0])
    when = format_date(meeting.starts_at.astimezone(wall), "D j M, H:i")
    path = reverse("sessions:prepare", args=[sides[0].mentorship.code, meeting.number])
    facts = {"topics": topics, "when": when, "city": city_of(wall)}
    return mail_between("agenda_ready", occurrence, sides, path=path, button=_("Look at the agenda"), **facts)
