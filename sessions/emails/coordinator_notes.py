"""A coordinator's note: the one mail that carries a text, for its author wrote it to be mailed to these people.

Its answers go to that coordinator, as the page says before it is sent. No mail about a pair does that. In the daily
mail, which is nobody's, stands how it begins; it is read and answered on a page of its own.
"""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link, site_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import CoordinatorNote, Enrolment, Member, StaffRole
from programs.queries.coordinator_notes import Place, Reached, Seat, filled
from programs.queries.safeguarding import named
from sessions.queries.note_words import values_for


def coordinator_note(occurrence: Occurrence) -> Mail | None:
    """With what is true when it leaves. Nothing about a partner goes to somebody whose contact was stopped."""
    notes = CoordinatorNote.objects.filter(pk=occurrence.subject_id)
    note = notes.select_related("cohort__program__organisation", "author").first()
    if note is None or (note.is_test and note.author_id != occurrence.recipient_id):
        return None
    reader = reader_of(note, None if note.is_test else occurrence.recipient)
    if reader is None:
        return None
    if note.is_test:
        return note_mail(note, reader, link=link_of_a_sample())
    link = mailed_link(occurrence.recipient, _path(reader))
    page = reverse("dashboards:note_read", args=[note.code])
    return note_mail(note, reader, link=link, read_at=mailed_link(occurrence.recipient, page))


def reader_of(note: CoordinatorNote, user: User | None) -> Reached | None:
    """Whom it was sent to, with what it is about for them; of a test, whose values it shows. Two statements."""
    theirs = Q(enrolment__person__user=user) if user else Q()
    seats = Member.objects.filter(theirs, pk__in=note.recipients.values("member"))
    if not note.is_test:
        seats = seats.filter(mentorship__contact_stopped_at=None)
    own = Q(person__user=user) if user else Q()
    places = Enrolment.objects.filter(own, pk__in=note.recipients.values("enrolment"))
    return _reached(
        list(seats.select_related("enrolment__person", "mentorship").order_by("mentorship_id", "pk")), places
    )


def _reached(members: list[Member], places: "QuerySet[Enrolment]") -> Reached | None:
    found = list(places.select_related("person").order_by("pk"))
    if not members and not found:
        return None
    person = members[0].enrolment.person if members else found[0].person
    seats = [Seat(one.pk, one.role, one.mentorship_id, one.mentorship.code) for one in members]
    return Reached(person, seats, [Place(one.pk, one.role) for one in found])


def note_mail(note: CoordinatorNote, reader: Reached, *, link: str, read_at: str = "") -> Mail:
    program = note.cohort.program
    words = words_for(note, reader)
    one = len(reader.members) == 1
    return Mail(
        template="sessions/emails/coordinator_note",
        context={
            **words,
            "beginning": Truncator(" ".join(words["text"].split())).chars(160),
            "is_test": note.is_test,
            "author": author_of(note),
            "program": program,
            "link": link,
            "button": _("Open your space")
            if one
            else _("Your mentorships")
            if reader.members
            else _("Open Today"),
            "read_at": read_at,
            "read": _("Read it, and answer"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name}
            if reader.members
            else _("You get this because a coordinator of %(program)s wrote to you.")
            % {"program": program.name},
        },
        reply_to=answers_to(note),
        sender_name=program.organisation.name,
    )


def words_for(note: CoordinatorNote, reader: Reached) -> dict[str, str]:
    values = values_for(reader.person, reader.members)
    return {"subject": filled(note.subject, values), "text": filled(note.text, values)}


def link_of_a_sample() -> str:
    """A preview shows where the button stands, and leads nowhere: the space is the pair's."""
    return site_link("/…")


def _path(reader: Reached) -> str:
    if not reader.members:
        return reverse("dashboards:today")
    if len(reader.members) == 1:
        return reverse("sessions:space", args=[reader.members[0].code])
    return reverse("sessions:mentorships")


def author_of(note: CoordinatorNote) -> str:
    if note.author is None:
        return note.cohort.program.organisation.name
    return named(note.cohort.program, [note.author])[0].name


def answers_to(note: CoordinatorNote) -> str:
    """Whoever wrote it, while they coordinate the program."""
    author = note.author
    roles = StaffRole.objects.coordinators().filter(program=note.cohort.program_id, user=author)
    return author.email if author is not None and roles.exists() else ""
