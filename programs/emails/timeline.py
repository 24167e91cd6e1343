"""A date somebody said yes to, for their calendar: put in, moved, taken out."""

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import DateReply, Enrolment, Part, Person, TimelineDate
from programs.queries.timeline import when_of
from programs.queries.timeline_calendar import invitation_of, number_of

YES = DateReply.Answer.YES


def event_invited(occurrence: Occurrence) -> Mail | None:
    """While the date stands and they have not said that they cannot come."""
    found = _found(occurrence)
    if found is None or found[0].cancelled_at is not None:
        return None
    date, person, reply = found
    return (
        _mail("event_invited", occurrence, date, person, reply) if not reply or reply.answer == YES else None
    )


def event_called_off(occurrence: Occurrence) -> Mail | None:
    found = _found(occurrence)
    if found is None:
        return None
    date, person, reply = found
    stands = date.cancelled_at is None and (reply is None or reply.answer == YES)
    return None if stands else _mail("event_called_off", occurrence, date, person, reply)


def _found(occurrence: Occurrence) -> tuple[TimelineDate, Person, DateReply | None] | None:
    """What is still true: nothing, once it was changed again (`period` is the SEQUENCE), has begun, or they left."""
    dates = TimelineDate.objects.select_related("cohort__program__organisation")
    date = dates.filter(pk=occurrence.subject_id).first()
    if date is None or date.opens_at <= clock.now() or Part.TIMELINE not in date.cohort.program.parts:
        return None
    seats = Enrolment.objects.accepted().filter(cohort=date.cohort_id, person__user=occurrence.recipient)
    seat = seats.select_related("person__user").first()
    if seat is None:
        return None
    reply = DateReply.objects.filter(date=date, person=seat.person_id).first()
    return (date, seat.person, reply) if str(number_of(date, reply)) == occurrence.period else None


def _mail(
    kind: str, occurrence: Occurrence, date: TimelineDate, person: Person, reply: DateReply | None
) -> Mail:
    program, off = date.cohort.program, kind == "event_called_off"
    wall = person.own_zone(program.time_zone)
    day = date.starts_at.astimezone(zone(str(wall))) if date.starts_at else date.day
    return Mail(
        template=f"programs/emails/{kind}",
        context={
            "person": person,
            "program": program,
            "date": date,
            "short": format_date(day, "D j M"),
            "when": when_of(date.day, date.starts_at, date.ends_at, str(wall)),
            "removed": date.cancelled_at is not None,
            "moved": reply is None,
            "link": mailed_link(
                occurrence.recipient,
                reverse("programs:my_timeline")
                if off
                else reverse("programs:timeline_date", args=[date.code]),
            ),
            "button": _("See the timeline") if off else _("See it, or change your answer"),
            "why": _("You get this because you said that you come."),
        },
        sender_name=program.organisation.name,
        calendar=invitation_of(date, person, reply, off=off),
        calendar_method="CANCEL" if off else "REQUEST",
    )
