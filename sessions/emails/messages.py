"""That the other wrote, without the words; and a first message with them, where its author said so."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Mentorship, Part
from sessions.models import Message
from sessions.queries.faces import face_of, shared_address


def message_received(occurrence: Occurrence) -> Mail | None:
    """Not wanted any more once the reader wrote after it: they have been there."""
    sides = _sides(Member.objects.filter(pk=occurrence.subject_id).first(), occurrence.recipient)
    if sides is None:
        return None
    last = Message.objects.filter(mentorship=sides[0].mentorship).order_by("-number").first()
    if last is None or last.author_id != occurrence.subject_id:
        return None
    return _mail("message_received", occurrence, sides)


def first_message(occurrence: Occurrence) -> Mail | None:
    """The only private words of a pair that leave by mail besides agenda titles, with consent of their author."""
    message = Message.objects.filter(pk=occurrence.subject_id, by_mail=True).select_related("author").first()
    sides = _sides(message.author, occurrence.recipient) if message else None
    if message is None or sides is None:
        return None
    return _mail("first_message", occurrence, sides, text=message.text)


def _sides(author: Member | None, reader: User) -> tuple[Member, Member] | None:
    """The reader's seat and the author's, in a live mentorship that uses messages."""
    if author is None:
        return None
    members = list(
        Member.objects.filter(
            mentorship=author.mentorship_id,
            mentorship__state=Mentorship.State.ACTIVE,
            mentorship__contact_stopped_at=None,
        )
        .select_related("mentorship__cohort__program__organisation", "enrolment__person__user")
        .order_by("pk")
    )
    mine = [one for one in members if one.enrolment.person.user_id == reader.pk and one.pk != author.pk]
    theirs = [one for one in members if one.pk == author.pk]
    if not mine or not theirs or Part.MESSAGES not in mine[0].mentorship.cohort.program.parts:
        return None
    return mine[0], theirs[0]


def _mail(name: str, occurrence: Occurrence, sides: tuple[Member, Member], text: str = "") -> Mail:
    me, partner = sides
    return Mail(
        template=f"sessions/emails/{name}",
        context={
            "me": me.enrolment.person.first_name,
            "partner": face_of(partner).name,
            "text": text,
            "link": mailed_link(
                occurrence.recipient, reverse("sessions:messages", args=[me.mentorship.code])
            ),
            "button": _("Write back") if text else _("Read it"),
        },
        reply_to=shared_address(partner.enrolment.person),
        sender_name=me.mentorship.cohort.program.organisation.name,
    )
