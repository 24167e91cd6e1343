"""Mails about the person somebody is matched with: who it is, and that their address is a new one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Cohort, Enrolment, Member, Mentorship, Part, Person
from programs.models.enrolments import Role
from programs.queries.mail_texts import Words, place_values, rhythm_words, words_of


def matched(occurrence: Occurrence) -> Mail | None:
    """Says how the other likes to be reached, unless that person switched it off."""
    member = (
        Member.objects.filter(
            pk=occurrence.subject_id,
            mentorship__state=Mentorship.State.ACTIVE,
            enrolment__person__user=occurrence.recipient,
        )
        .select_related("enrolment__person", "mentorship__cohort__program__organisation")
        .first()
    )
    if member is None:
        return None
    others = member.mentorship.members.exclude(pk=member.pk).select_related("enrolment__person")
    partner = others[0].enrolment.person
    program = member.mentorship.cohort.program
    return Mail(
        template="programs/emails/matched",
        context={
            "person": member.enrolment.person,
            "partner": partner,
            "words": matched_words(
                member.mentorship.cohort, member.enrolment, partner, member.mentorship.rhythm_weeks
            ),
            "contact": partner.contact if partner.shows_contact else "",
            "program": program,
            "link": mailed_link(
                occurrence.recipient, reverse("sessions:space", args=[member.mentorship.code])
            ),
            "hello": mailed_link(
                occurrence.recipient, reverse("sessions:messages", args=[member.mentorship.code])
            )
            if Part.MESSAGES in program.parts
            else "",
            "button": _("Open your space"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        reply_to=partner.shared_address,
        sender_name=program.organisation.name,
    )


def matched_words(cohort: Cohort, reader: Enrolment, partner: Person, weeks: int) -> Words:
    values = {
        **place_values(cohort, reader.get_role_display()),
        "name": reader.person.first_name,
        "partner": partner.shown_name,
        "their role": str(Role.MENTEE.label if reader.is_mentor else Role.MENTOR.label),
        "rhythm": rhythm_words(weeks),
    }
    return words_of(cohort.program, "matched", values)


def mentorship_ended(occurrence: Occurrence) -> Mail | None:
    """Not where contact was stopped, nor to whoever goes on with somebody else at once: they hear of that."""
    member = _member(occurrence, Mentorship.State.ENDED)
    if member is None:
        return None
    goes_on = Mentorship.objects.active().filter(follows=member.mentorship_id)
    if goes_on.filter(members__enrolment=member.enrolment_id).exists():
        return None
    return _about_the_two(occurrence, "mentorship_ended", member)


def mentorship_reopened(occurrence: Occurrence) -> Mail | None:
    member = _member(occurrence, Mentorship.State.ACTIVE)
    return _about_the_two(occurrence, "mentorship_reopened", member) if member else None


def _member(occurrence: Occurrence, state: str) -> Member | None:
    """The reader in their mentorship, while it is in this state and the two may write to each other."""
    rows = Member.objects.filter(
        pk=occurrence.subject_id,
        mentorship__state=state,
        mentorship__contact_stopped_at=None,
        enrolment__person__user=occurrence.recipient,
    )
    return rows.select_related("enrolment__person", "mentorship__cohort__program__organisation").first()


def _about_the_two(occurrence: Occurrence, kind: str, member: Member) -> Mail:
    mentorship, reader = member.mentorship, member.enrolment
    program = mentorship.cohort.program
    others = mentorship.members.exclude(pk=member.pk).select_related("enrolment__person")
    values = {
        **place_values(mentorship.cohort, reader.get_role_display()),
        "name": reader.person.first_name,
        "partner": others[0].enrolment.person.shown_name,
        "rhythm": rhythm_words(mentorship.rhythm_weeks),
    }
    return Mail(
        template=f"programs/emails/{kind}",
        context={
            "words": words_of(program, kind, values),
            "program": program,
            "link": mailed_link(occurrence.recipient, reverse("sessions:space", args=[mentorship.code])),
            "button": _("Open your space"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )


def address_changed(occurrence: Occurrence) -> Mail | None:
    """To the partner of somebody whose address a coordinator changed: the account that reads along is new."""
    member = (
        Member.objects.filter(pk=occurrence.subject_id, enrolment__person__user=occurrence.recipient)
        .select_related("enrolment__person", "mentorship__cohort__program__organisation")
        .first()
    )
    if member is None:
        return None
    others = member.mentorship.members.exclude(pk=member.pk).select_related("enrolment__person")
    program = member.mentorship.cohort.program
    return Mail(
        template="programs/emails/address_changed",
        context={
            "person": member.enrolment.person,
            "partner": others[0].enrolment.person,
            "program": program,
            "link": mailed_link(
                occurrence.recipient, reverse("sessions:space", args=[member.mentorship.code])
            ),
            "button": _("Open your space"),
            "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
        },
        sender_name=program.organisation.name,
    )
