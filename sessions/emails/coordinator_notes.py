"""A coordinator's note: the one mail that carries a text, for its author wrote it to be mailed to these people.

Its answers go to that coordinator, as the page says before it is sent. No mail about a pair does that.
"""

from collections.abc import Sequence

from django.db.models import Min
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link, site_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import CoordinatorNote, Member, Person, StaffRole
from programs.queries.coordinator_notes import filled
from programs.queries.safeguarding import named
from sessions.models import Meeting


def coordinator_note(occurrence: Occurrence) -> Mail | None:
    """With what is true when it leaves. Nothing about a partner goes to somebody whose contact was stopped."""
    notes = CoordinatorNote.objects.filter(pk=occurrence.subject_id)
    note = notes.select_related("cohort__program__organisation", "author").first()
    if note is None:
        return None
    seats = Member.objects.filter(pk__in=note.recipients.values("member"))
    if note.is_test:
        if note.author_id != occurrence.recipient_id:
            return None
        return note_mail(note, _seats(seats), link=link_of_a_sample())
    mine = seats.filter(enrolment__person__user=occurrence.recipient, mentorship__contact_stopped_at=None)
    if not (members := _seats(mine)):
        return None
    return note_mail(note, members, link=mailed_link(occurrence.recipient, _path(members)))


def note_mail(note: CoordinatorNote, members: Sequence[Member], *, link: str) -> Mail:
    """To the person who holds these seats; dates in the zone that is active."""
    program = note.cohort.program
    values = _values(members)
    return Mail(
        template="sessions/emails/coordinator_note",
        context={
            "subject": filled(note.subject, values),
            "text": filled(note.text, values),
            "is_test": note.is_test,
            "author": _name(note),
            "program": program,
            "link": link,
            "button": _("Open your space") if len(members) == 1 else _("Your mentorships"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        reply_to=_answers_to(note.author, note),
        sender_name=program.organisation.name,
    )


def link_of_a_sample() -> str:
    """A preview shows where the button stands, and leads nowhere: the space is the pair's."""
    return site_link("/…")


def _seats(rows: "object") -> list[Member]:
    found = rows.select_related("enrolment__person", "mentorship")  # type: ignore[attr-defined]
    return list(found.order_by("mentorship_id", "pk"))


def _path(members: Sequence[Member]) -> str:
    if len(members) == 1:
        return reverse("sessions:space", args=[members[0].mentorship.code])
    return reverse("sessions:mentorships")


def _values(members: Sequence[Member]) -> dict[str, str]:
    pairs = [member.mentorship_id for member in members]
    others = Person.objects.filter(enrolments__members__mentorship__in=pairs).exclude(
        pk=members[0].enrolment.person_id
    )
    names = list(dict.fromkeys(person.first_name for person in others.order_by("name", "pk").distinct()))
    ahead = Meeting.objects.upcoming().filter(mentorship__in=pairs).aggregate(at=Min("starts_at"))["at"]
    return {
        "name": members[0].enrolment.person.first_name,
        "partner": _joined(names),
        "next date": format_date(localtime(ahead), "D j M, H:i") if ahead else _("no date yet"),
    }


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _name(note: CoordinatorNote) -> str:
    if note.author is None:
        return note.cohort.program.organisation.name
    return named(note.cohort.program, [note.author])[0].name


def _answers_to(author: User | None, note: CoordinatorNote) -> str:
    """Whoever wrote it, while they coordinate the program."""
    roles = StaffRole.objects.coordinators().filter(program=note.cohort.program_id, user=author)
    return author.email if author is not None and roles.exists() else ""
