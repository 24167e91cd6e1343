"""Where an application stands, and what was typed into it before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template.defaultfilters import date as format_date
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from programs import policies
from programs.models import ApplicationReply, Cohort, Enrolment, Member, Person
from programs.models.enrolments import Role

ABOUT = ("name", "languages", "time_zone", "usual_hours", "contact", "shows_contact")
State = Enrolment.State
Step = tuple[str | Promise, str, str | Promise]  # words, "done" or "now" or "", what stands behind


@dataclass(frozen=True)
class Application:
    role: str
    role_word: str
    state: str
    state_word: str
    steps: list[Step]
    can_change: bool
    can_withdraw: bool
    reply: str  # what the coordinators wrote when they decided


def application_of(user: User, places: list[Enrolment]) -> list[Application]:
    members = Member.objects.filter(enrolment__in=places).order_by("-pk")
    matched = dict(members.values_list("enrolment_id", "mentorship__started_at"))
    started = policies.matching_has_started(places[0].cohort)
    written = ApplicationReply.objects.visible_to(user).filter(enrolment__in=places).order_by("pk")
    replies = {(one.enrolment_id, one.decision): one.text for one in written}  # the newest of each
    return [
        Application(
            role=one.role,
            role_word=one.get_role_display(),
            state=one.state,
            state_word=one.state_words,
            steps=_steps(one, matched.get(one.pk)),
            can_change=policies.may_change_answers(one, started=started),
            can_withdraw=one.state in {State.APPLIED, State.ACCEPTED},
            reply=replies.get((one.pk, "waitlisted" if one.waits else one.state), ""),
        )
        for one in places
    ]


def _steps(one: Enrolment, matched_at: datetime | None) -> list[Step]:
    """Four steps in a line; none where the answer was no or somebody left."""
    if one.state in {State.DECLINED, State.WITHDRAWN}:
        return []
    if one.waits:
        return [
            (_("Sent"), "done", _day(one.applied_at)),
            (_("Read"), "done", _day(one.waiting_since)),
            (_("Waiting list"), "now", _("If a place becomes free, you are in the next round.")),
        ]
    read = one.state == State.ACCEPTED
    starts = _("The cohort starts on %(day)s.") % {"day": format_date(one.cohort.starts_on, "D j M Y")}
    return [
        (_("Sent"), "done", _day(one.applied_at)),
        (_("Read"), *(("done", _day(one.decided_at)) if read else ("now", _("usually five days")))),
        (_("Matched"), *(("done", _day(matched_at)) if matched_at else ("now" if read else "", starts))),
        (_("First meeting"), "now" if matched_at else "", _("You two find the date.")),
    ]


def _day(instant: datetime | None) -> str:
    return format_date(localtime(instant), "D j M Y") if instant else ""


def as_mentor(user: User, cohort: Cohort) -> dict[str, Any]:
    """For somebody who was a mentee: what they wanted to learn and know by now, as what they could offer."""
    people = Person.objects.filter(organisation=cohort.program.organisation_id, user=user)
    places = Enrolment.objects.visible_to(user).filter(person__in=people, role=Role.MENTEE)
    learned: list[str] = []
    known: list[str] = []
    for one in places.order_by("pk"):
        learned += one.topics
        known += [*one.topics, *one.expertise]
    return {
        "roles": [Role.MENTOR],
        "topics_offered": list(dict.fromkeys(learned)),
        "expertise": list(dict.fromkeys(known)),
    }


def may_still_change(user: User | AnonymousUser, cohort: Cohort) -> bool:
    """Whether a closed form is open for this person: they have a place in the cohort whose answers may be changed."""
    if not user.is_authenticated:
        return False
    places = Enrolment.objects.visible_to(user).filter(cohort=cohort, person__user=user)
    own = list(places.select_related("cohort__program"))
    started = bool(own) and policies.matching_has_started(cohort)
    return any(policies.may_change_answers(one, started=started) for one in own)


def typed_before(user: User, cohort: Cohort) -> dict[str, Any]:
    """The form's first values for somebody signed in: their profile, and their answers in this cohort."""
    people = Person.objects.visible_to(user).filter(organisation=cohort.program.organisation_id, user=user)
    person = people.order_by("pk").first()
    if person is None:
        return {"time_zone": user.time_zone}
    found: dict[str, Any] = {name: getattr(person, name) for name in ABOUT}
    places = list(Enrolment.objects.visible_to(user).filter(person=person, cohort=cohort))
    if places:
        found["roles"] = [one.role for one in places if one.state != State.WITHDRAWN]
    for one in places:
        if one.is_mentor:
            found |= {"topics_offered": one.topics, "expertise": one.expertise, "capacity": one.capacity}
            found |= {"done": one.done, "origin": one.origin}
        else:
            found |= {"goal": one.goal, "goal_kind": one.goal_kind, "topics_wanted": one.topics}
    return found
