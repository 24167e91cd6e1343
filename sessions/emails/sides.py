"""The two seats of a pair that a mail goes between, and what every such mail has in common."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Mentorship
from sessions.queries.faces import face_of

Sides = tuple[Member, Member]  # the reader's, the other's


def sides_of(mentorship: int, reader: User) -> Sides | None:
    """Also of an ended mentorship; None for somebody who is not one of the two."""
    return _sides(Member.objects.filter(mentorship=mentorship), reader)


def sides_in_contact(mentorship: int, reader: User) -> Sides | None:
    """None, too, once the mentorship has ended or contact was stopped: then no mail of one is about the other."""
    live = Mentorship.objects.in_contact().filter(pk=mentorship)
    return _sides(Member.objects.filter(mentorship__in=live), reader)


def _sides(members: "QuerySet[Member]", reader: User) -> Sides | None:
    rows = members.select_related("mentorship__cohort__program__organisation", "enrolment__person__user")
    both = list(rows.order_by("pk"))
    mine = next((one for one in both if one.enrolment.person.user_id == reader.pk), None)
    other = next((one for one in both if one != mine), None)
    return (mine, other) if mine and other else None


def city_of(wall: ZoneInfo) -> str:
    """“Sao Paulo” from America/Sao_Paulo: where the times of a mail are meant."""
    return wall.key.rsplit("/", 1)[-1].replace("_", " ")


def mail_between(
    name: str, occurrence: Occurrence, sides: Sides, *, path: str, button: str, **facts: Any
) -> Mail:
    """Both by name, one button; an answer goes to the other only where they share their address, and not once contact
    was stopped: the mail that calls a meeting off still leaves then.
    """
    me, partner = sides
    stopped = me.mentorship.contact_stopped_at is not None
    return Mail(
        template=f"sessions/emails/{name}",
        context={
            "me": me.enrolment.person.first_name,
            "partner": face_of(partner).name,
            "link": mailed_link(occurrence.recipient, path),
            "button": button,
            **facts,
        },
        reply_to="" if stopped else partner.enrolment.person.shared_address,
        sender_name=me.mentorship.cohort.program.organisation.name,
    )
