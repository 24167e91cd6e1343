"""One person of a cohort as their coordinator sees them: facts and dates, never what two people write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.notifications.models import BouncedAddress, Delivery
from programs.models import Cohort, CoordinatorNote, Enrolment, Invitation, Member, Person
from programs.policies import open_to
from programs.queries.people_list import HANDLE, STATES, enrolments_of
from programs.queries.questions import Answered, answers_of

MAIL_WORDS: dict[str, str | Promise] = {
    "invitation": _("Invitation"),
    "matched": _("You're matched"),
    "application_received": _("We have your application"),
    "application_accepted": _("You are in"),
    "application_declined": _("No place this time"),
    "application_waitlisted": _("On the waiting list"),
    "unmatched": _("No match this time"),
    "coordinator_note": _("A note from the coordinators"),
}
MOST_MAILS = 20
STATE_WORDS: dict[str, str | Promise] = {
    "due": _("waiting to leave"),
    "sending": _("leaving now"),
    "sent": _("sent"),
    "failed": _("refused"),
    "cancelled": _("no longer needed"),
}


@dataclass(frozen=True)
class Partner:
    name: str
    code: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    code: str
    name: str
    free: int


@dataclass(frozen=True)
class Place:
    """One role of the person in the cohort."""

    enrolment: Enrolment
    state: str
    state_word: str | Promise
    live: int
    partners: list[Partner]
    candidates: list[Candidate]
    invitation: Invitation | None
    answers: list[Answered]

    @property
    def role(self) -> str:
        return self.enrolment.role


@dataclass(frozen=True)
class SentMail:
    what: str | Promise
    state: str
    state_word: str | Promise
    due_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class PersonPage:
    places: list[Place]
    mails: list[SentMail]
    bounced_since: datetime | None  # mail to their address comes back
    is_open: bool  # more than name and address may be shown

    @property
    def takes_mail(self) -> bool:
        """Their mail server took something over, and nothing has come back since."""
        return self.bounced_since is None and any(one.state == Delivery.State.SENT for one in self.mails)


def person_page(user: User, cohort: Cohort, person: Person) -> PersonPage:
    refused = BouncedAddress.objects.filter(user=OuterRef("person__user")).values("since")[:1]
    rows = enrolments_of(user, cohort).filter(person=person).with_live_count().annotate(is_open=open_to(user))
    own = list(rows.annotate(bounced_since=Subquery(refused)).order_by("role"))
    answers = answers_of(user, [one.pk for one in own])
    members = list(
        Member.objects.filter(enrolment__in=own).values_list("pk", "enrolment_id", "mentorship_id")
    )
    invitations = {
        one.enrolment_id: one
        for one in Invitation.objects.filter(enrolment__in=own, revoked_at=None).order_by("pk")
    }
    partners = _partners(own, [member[2] for member in members])
    free = _free(user, cohort, person) if any(one.state == "accepted" for one in own) else []
    places = [
        Place(
            enrolment=one,
            state=one.shown_state,  # type: ignore[attr-defined]
            state_word=STATES[one.shown_state],  # type: ignore[attr-defined]
            live=one.live_mentorships,  # type: ignore[attr-defined]
            partners=[partner for mine, partner in partners if mine == one.pk],
            candidates=_candidates(one, free),
            invitation=invitations.get(one.pk),
            answers=answers.get(one.pk, []),
        )
        for one in own
    ]
    mails = _mails(cohort, person, own, [member[0] for member in members])
    since = own[0].bounced_since if own else None
    is_open = all(one.is_open for one in own)
    return PersonPage(places, mails, since, is_open)


def _partners(own: Sequence[Enrolment], mentorships: list[int]) -> list[tuple[int, Partner]]:
    """(own enrolment's id, the other) for each mentorship, running ones first."""
    mine = {one.pk for one in own}
    rows: dict[int, list[Member]] = {}
    for member in (
        Member.objects.filter(mentorship__in=mentorships)
        .select_related("mentorship", "enrolment__person")
        .order_by("mentorship__ended_at", "mentorship_id")
    ):
        rows.setdefault(member.mentorship_id, []).append(member)
    found = []
    for both in rows.values():
        own_id = next(member.enrolment_id for member in both if member.enrolment_id in mine)
        found += [(own_id, _partner(member)) for member in both if member.enrolment_id != own_id]
    return found


def _partner(member: Member) -> Partner:
    them = member.enrolment.person
    return Partner(them.shown_name, them.code, member.mentorship.started_at, member.mentorship.ended_at)


def _free(user: User, cohort: Cohort, person: Person) -> list[Enrolment]:
    """Accepted places of others with room for one more mentorship."""
    rows = enrolments_of(user, cohort).accepted().exclude(person=person).with_live_count()
    rows = rows.filter(capacity__gt=F("live_mentorships"), asks_paused=False).annotate(handle=HANDLE)
    return list(rows.select_related("person").order_by("handle", "pk"))


def free_mentors(user: User, cohort: Cohort) -> list[Enrolment]:
    """Mentors with room for one more, by name: what a late mentee can be given. One statement."""
    rows = enrolments_of(user, cohort).accepted().mentors().with_live_count()
    rows = rows.filter(capacity__gt=F("live_mentorships"), asks_paused=False).annotate(handle=HANDLE)
    return list(rows.select_related("person", "cohort__program").order_by("handle", "pk"))


def _candidates(own: Enrolment, free: list[Enrolment]) -> list[Candidate]:
    if own.state != "accepted" or own.asks_paused or own.live_mentorships >= own.capacity:  # type: ignore[attr-defined]
        return []
    return [
        Candidate(one.code, one.person.shown_name, one.capacity - one.live_mentorships)  # type: ignore[attr-defined]
        for one in free
        if one.role != own.role
    ]


def _mails(cohort: Cohort, person: Person, own: Sequence[Enrolment], members: list[int]) -> list[SentMail]:
    """Kind and state of the mails of this program about these places, never a word of them.

    What somebody gets about a mentorship is not shown here: it would tell when the two write to each other.
    """
    if person.user_id is None:
        return []
    places = [one.pk for one in own]
    about = Q(
        occurrence__kind="invitation",
        occurrence__subject_id__in=Invitation.objects.filter(enrolment__in=places).values("pk"),
    )
    about |= Q(occurrence__kind="matched", occurrence__subject_id__in=members)
    said = ("received", "accepted", "declined", "waitlisted")
    kinds = ("unmatched", *(f"application_{word}" for word in said))
    about |= Q(occurrence__kind__in=kinds, occurrence__subject_id__in=places)
    # A note that was dropped is not shown: it would tell of a contact that was stopped.
    about |= Q(
        occurrence__kind="coordinator_note",
        occurrence__subject_id__in=CoordinatorNote.objects.sent().filter(cohort=cohort).values("pk"),
    ) & ~Q(state=Delivery.State.CANCELLED)
    rows = Delivery.objects.filter(about, occurrence__recipient=person.user_id).select_related("occurrence")
    return [
        SentMail(
            MAIL_WORDS.get(one.occurrence.kind, one.occurrence.kind),
            one.state,
            STATE_WORDS[one.state],
            one.occurrence.due_at,
            one.sent_at,
        )
        for one in rows.order_by("-occurrence__planned_at", "-pk")[:MOST_MAILS]
    ]
