"""That times were proposed, and that an agenda is ready; its titles only where both allowed it."""

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Mentorship
from sessions.models import AgendaItem, Meeting, TimesProposal
from sessions.queries.faces import face_of, shared_address, zone_of


def times_proposed(occurrence: Occurrence) -> Mail | None:
    """Not wanted any more once it was answered, or all of its times have passed."""
    proposal = TimesProposal.objects.open().filter(pk=occurrence.subject_id).first()
    sides = _sides(proposal.mentorship_id, occurrence.recipient) if proposal else None
    if proposal is None or sides is None or proposal.by_id == sides[0].pk:
        return None
    wall = zone_of(sides[0])
    ahead = [one.starts_at for one in proposal.times.all() if one.starts_at > clock.now()]
    if not ahead:
        return None
    times = [format_date(start.astimezone(wall), "D j M, H:i") for start in ahead]
    path = reverse("sessions:times", args=[sides[0].mentorship.code])
    return _mail("times_proposed", occurrence, sides, path, _("Pick one"), times=times)


def agenda_ready(occurrence: Occurrence) -> Mail | None:
    """The titles of the topics if both said yes, else only that it is ready. Never what was tried, or prepared."""
    meeting = Meeting.objects.upcoming().filter(pk=occurrence.subject_id).first()
    sides = _sides(meeting.mentorship_id, occurrence.recipient) if meeting else None
    if meeting is None or sides is None:
        return None
    both = all(side.agenda_in_mail for side in sides)
    rows = AgendaItem.objects.visible_to(occurrence.recipient).filter(meeting=meeting)
    topics = [row.title for row in rows.order_by("position", "pk")] if both else []
    when = format_date(meeting.starts_at.astimezone(zone_of(sides[0])), "D j M, H:i")
    path = reverse("sessions:prepare", args=[sides[0].mentorship.code, meeting.number])
    button = _("Look at the agenda")
    return _mail("agenda_ready", occurrence, sides, path, button, topics=topics, when=when)


def _sides(mentorship: int, reader: User) -> tuple[Member, Member] | None:
    """The reader's seat and the other's, in a mentorship that has not ended."""
    members = list(
        Member.objects.filter(mentorship=mentorship)
        .exclude(mentorship__state=Mentorship.State.ENDED)
        .select_related("mentorship__cohort__program__organisation", "enrolment__person__user")
        .order_by("pk")
    )
    mine = [one for one in members if one.enrolment.person.user_id == reader.pk]
    others = [one for one in members if one not in mine]
    return (mine[0], others[0]) if mine and others else None


def _mail(
    name: str,
    occurrence: Occurrence,
    sides: tuple[Member, Member],
    path: str,
    button: str,
    **facts: object,
) -> Mail:
    me, partner = sides
    return Mail(
        template=f"sessions/emails/{name}",
        context={
            "me": me.enrolment.person.first_name,
            "partner": face_of(partner).name,
            "city": zone_of(me).key.rsplit("/", 1)[-1].replace("_", " "),
            "link": mailed_link(occurrence.recipient, path),
            "button": button,
            **facts,
        },
        reply_to=shared_address(partner.enrolment.person),
        sender_name=me.mentorship.cohort.program.organisation.name,
    )
