"""The mail to whoever has no pair after a publication, and samples of both mails to look at before."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from matching.models import Draft, Offer, PairingWay
from matching.queries.ways import way_of
from mentorship.accounts.links import mailed_link, site_link
from mentorship.lib import clock
from mentorship.notifications.mail import Mail, Rendered, render_mail
from mentorship.notifications.models import Occurrence
from programs.emails.mentorships import matched_words
from programs.models import Cohort, Enrolment, Mentorship, Person
from programs.models.enrolments import Role
from programs.queries.mail_texts import place_values, words_of


def unmatched(occurrence: Occurrence) -> Mail | None:
    """What happens next, to somebody accepted who still meets nobody."""
    enrolment = (
        Enrolment.objects.accepted()
        .filter(pk=occurrence.subject_id, person__user=occurrence.recipient)
        .exclude(members__mentorship__state=Mentorship.State.ACTIVE)
        .select_related("person", "cohort__program__organisation")
        .first()
    )
    if enrolment is None:
        return None
    return _unmatched(enrolment, mailed_link(occurrence.recipient, _status_path(enrolment.cohort)))


def place_asked(occurrence: Occurrence) -> Mail | None:
    """To a mentor who is full, while the question is open."""
    place = (
        Enrolment.objects.accepted()
        .filter(pk=occurrence.subject_id, person__user=occurrence.recipient, capacity_asked__isnull=False)
        .select_related("person", "cohort__program__organisation")
        .first()
    )
    if place is None or place.capacity_asked is None:
        return None
    return place_mail(
        place, place.capacity_asked, mailed_link(occurrence.recipient, reverse("sessions:mentoring"))
    )


def place_mail(place: Enrolment, wanted: int, link: str) -> Mail:
    """Also shown to the coordinator before it is asked."""
    return Mail(
        template="matching/emails/place_asked",
        context={
            "person": place.person,
            "wanted": wanted,
            "now": place.capacity,
            "program": place.cohort.program,
            "link": link,
            "button": _("Answer"),
            "why": _why(place.cohort),
        },
        sender_name=place.cohort.program.organisation.name,
    )


def sample(occurrence: Occurrence) -> Mail | None:
    """One of both, to a coordinator who wants to see it in their own mailbox."""
    draft = Draft.objects.visible_to(occurrence.recipient).filter(pk=occurrence.subject_id)
    found = draft.select_related("cohort__program__organisation").first()
    if found is None:
        return None
    met, lone = _samples(found, way_of(found.cohort.program))
    mail = met if occurrence.period.startswith("matched") else lone
    return replace(
        mail, context={**mail.context, "why": _("You get this because you asked for a test mail.")}
    )


def samples(draft: Draft, way: PairingWay) -> list[Rendered]:
    """Both mails with invented people, for the coordinator: no word of anybody's is in them."""
    return [render_mail(mail) for mail in _samples(draft, way)]


def _samples(draft: Draft, way: PairingWay) -> tuple[Mail, Mail]:
    cohort = draft.cohort
    mentee, left = (
        Enrolment(cohort=cohort, role=role, person=Person(name=_("Robin Sample")))
        for role in (Role.MENTEE, _left_most(draft))
    )
    prefetch_related_objects([cohort.program], "mail_texts")
    first = _proposed(mentee, way) if way.both_say_yes else _met(mentee)
    return first, _unmatched(left, site_link("/…"))


def _left_most(draft: Draft) -> Role:
    """Whose mail without a pair is shown: a mentor's only where no mentee is left."""
    left = set(draft.leftovers.values_list("enrolment__role", flat=True))
    return Role.MENTOR if left == {Role.MENTOR} else Role.MENTEE


def _proposed(mentee: Enrolment, way: PairingWay) -> Mail:
    cohort = mentee.cohort
    return Mail(
        template="matching/emails/proposal",
        context={
            "person": mentee.person,
            "other": Person(name=_("Kim Example")),
            "offer": Offer(expires_at=clock.now() + timedelta(days=way.answer_days)),
            "is_mentor": False,
            "program": cohort.program,
            "link": site_link("/…"),
            "button": _("See why, and answer"),
            "why": _why(cohort),
        },
        sender_name=cohort.program.organisation.name,
    )


def _met(mentee: Enrolment) -> Mail:
    cohort, program = mentee.cohort, mentee.cohort.program
    return Mail(
        template="programs/emails/matched",
        context={
            "person": mentee.person,
            "partner": Person(name=_("Kim Example")),
            "words": matched_words(cohort, mentee, Person(name=_("Kim Example")), program.rhythm_weeks),
            "contact": _("(how Kim likes to be reached)"),
            "program": program,
            "link": site_link("/…"),
            "button": _("Open your space"),
            "why": _why(cohort),
        },
        reply_to="kim@example.org",
        sender_name=program.organisation.name,
    )


def _unmatched(enrolment: Enrolment, link: str) -> Mail:
    cohort = enrolment.cohort
    values = {**place_values(cohort, enrolment.get_role_display()), "name": enrolment.person.first_name}
    return Mail(
        template="matching/emails/unmatched",
        context={
            "person": enrolment.person,
            "words": words_of(cohort.program, f"unmatched_{enrolment.role}", values),
            "cohort": cohort,
            "program": cohort.program,
            "link": link,
            "button": _("See where it stands"),
            "why": _why(cohort),
        },
        sender_name=cohort.program.organisation.name,
    )


def _why(cohort: Cohort) -> str:
    return _("You get this because you take part in %(program)s.") % {"program": cohort.program.name}


def _status_path(cohort: Cohort) -> str:
    return reverse("programs:join_status", args=[cohort.program.code, cohort.code])
