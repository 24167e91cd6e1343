"""Who waits for an answer, and whether there is room for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.accounts.models import User
from programs.models import ApplicationReply, Cohort, Enrolment
from programs.models.enrolments import Role
from programs.queries.mail_texts import own_words
from programs.queries.people_list import STATES, enrolments_of
from programs.queries.questions import Answered, answers_of

MOST = 50
OPEN = ("applied", "waitlisted")
Decision = ApplicationReply.Decision


@dataclass(frozen=True)
class Balance:
    mentors: int
    places: int
    mentees: int

    def __str__(self) -> str:
        """“18 mentors with 25 places for 24 mentees”."""
        return _("%(mentors)s with %(places)s for %(mentees)s") % {
            "mentors": ngettext("%(n)s mentor", "%(n)s mentors", self.mentors) % {"n": self.mentors},
            "places": ngettext("%(n)s place", "%(n)s places", self.places) % {"n": self.places},
            "mentees": ngettext("%(n)s mentee", "%(n)s mentees", self.mentees) % {"n": self.mentees},
        }

    @property
    def short(self) -> int:
        return max(0, self.mentees - self.places)


@dataclass(frozen=True)
class Application:
    place: Enrolment
    number: int  # what it is called while names are hidden
    seen: str
    state_word: str | Promise
    answers: list[Answered]

    @property
    def pick(self) -> str:
        return f"{self.place.code}:{self.seen}"

    @property
    def applied_at(self) -> datetime:
        return self.place.applied_at


@dataclass(frozen=True)
class Queue:
    new: list[Application]
    waiting: list[Application]
    total: int
    balance: Balance
    asked: Balance  # what those who wait for an answer would add
    anybody: bool  # has applied; whoever is added by hand or by a file is in as they come

    @property
    def more(self) -> int:
        return self.total - len(self.new) - len(self.waiting)


def balance_of(rows: "QuerySet[Enrolment]") -> Balance:
    """One statement."""
    mentor, mentee = Q(role=Role.MENTOR), Q(role=Role.MENTEE)
    counts = rows.aggregate(
        mentors=Count("pk", filter=mentor),
        places=Sum("capacity", filter=mentor, default=0),
        mentees=Count("pk", filter=mentee),
    )
    return Balance(**counts)


def queue_of(user: User, cohort: Cohort) -> Queue:
    """The oldest first; who is on the waiting list comes after. Who was invited answers for themselves."""
    # Both of these states are said of the one in the row, by which the database passes over all who are in.
    rows = enrolments_of(user, cohort).filter(Q(shown_state__in=OPEN), state=Enrolment.State.APPLIED)
    asked = balance_of(rows)
    total = asked.mentors + asked.mentees
    shown = _applications(user, rows.select_related("person").order_by("applied_at", "pk")[:MOST])
    return Queue(
        new=[one for one in shown if one.seen == "applied"],
        waiting=[one for one in shown if one.seen == "waitlisted"],
        total=total,
        balance=balance_of(Enrolment.objects.accepted().filter(cohort=cohort)),
        asked=asked,
        anybody=total > 0 or _decided(cohort).exists(),
    )


def _decided(cohort: Cohort) -> "QuerySet[Enrolment]":
    """Who applied and was answered: those added by hand or by a file are in from the moment they come."""
    return Enrolment.objects.filter(cohort=cohort, invitations=None, decided_at__gt=F("applied_at"))


def _applications(user: User, rows: Collection[Enrolment]) -> list[Application]:
    found = list(rows)
    answers = answers_of(user, [one.pk for one in found])
    return [
        Application(
            place=one,
            number=number,
            seen=one.shown_state,  # type: ignore[attr-defined]
            state_word=STATES[one.shown_state],  # type: ignore[attr-defined]
            answers=answers.get(one.pk, []),
        )
        for number, one in enumerate(found, start=1)
    ]


def balance_after(cohort: Cohort, picked: Collection[Enrolment], decision: str) -> Balance:
    """As it will be once these are decided like this; the caller fetched the cohort as its coordinator."""
    also = [one.pk for one in picked] if decision == Decision.ACCEPT else []
    rows = Enrolment.objects.filter(cohort=cohort)
    return balance_of(rows.filter(Q(state=Enrolment.State.ACCEPTED) | Q(pk__in=also)))


def usual_words(decision: str, cohort: Cohort) -> str:
    """What the mail says after the greeting, for a coordinator to reword.

    Nothing where the program has its own words for this mail: those are sent, unless something is written here.
    """
    if own_words(cohort.program, f"application_{decision}"):
        return ""
    names = {"program": cohort.program.name, "cohort": cohort.name}
    words = {
        Decision.ACCEPT: _(
            "thank you for your application to %(program)s (%(cohort)s). You have a place, and we are glad. "
            "We now look for who fits you; you hear from us as soon as you are matched. Until we begin to match you "
            "can still change what you answered."
        ),
        Decision.WAIT_LIST: _(
            "thank you for your application to %(program)s (%(cohort)s). All places are taken at the moment, so you "
            "are on the waiting list. If one becomes free, you are in the next round and hear from us. "
            "There is nothing you need to do."
        ),
        Decision.DECLINE: _(
            "thank you for your application to %(program)s (%(cohort)s), and for the time it took. We have no place "
            "for you this time. You are welcome to apply again for a later cohort, and to ask us about it."
        ),
    }
    return words[Decision(decision)] % names
