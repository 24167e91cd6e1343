"""That the other wrote, without the words; and a first message with them, where its author said so."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Member, Part
from sessions.emails.sides import Sides, mail_between, sides_in_contact
from sessions.models import Message


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


def _sides(author: Member | None, reader: User) -> Sides | None:
    """The reader's seat and the author's, in a live mentorship that uses messages."""
    sides = sides_in_contact(author.mentorship_id, reader) if author else None
    if sides is None or sides[1] != author or Part.MESSAGES not in sides[0].mentorship.cohort.program.parts:
        return None
    return sides


def _mail(name: str, occurrence: Occurrence, sides: Sides, text: str = "") -> Mail:
    path = reverse("sessions:messages", args=[sides[0].mentorship.code])
    button = _("Write back") if text else _("Read it")
    return mail_between(name, occurrence, sides, path=path, button=button, text=text)
