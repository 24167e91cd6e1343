"""Two entries of one person become one: places, mentorships and the account. Nobody gets to read what was another's.

The account decides who reads what two people write. So one that is in use stays, one under which somebody is matched
is not exchanged, and where both are in use nothing happens at all.
"""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from mentorship.notifications.models import BouncedAddress
from programs import policies
from programs.actions import audit
from programs.actions.people import refuse_staff, take_back_invitations, tell_partners
from programs.actions.vetoes import move_vetoes
from programs.models import DateReply, Enrolment, Invitation, Member, Mentorship, Person

FILLED = (
    "name", "reference", "department", "seniority", "languages", "time_zone", "usual_hours", "contact",
    "introduction", "line_manager",
)  # fmt: skip
ANSWERS = ("goal", "goal_kind", "topics", "expertise", "done", "origin", "hours_per_month")
STATES = [
    Enrolment.State.ACCEPTED,
    Enrolment.State.APPLIED,
    Enrolment.State.WITHDRAWN,
    Enrolment.State.DECLINED,
]


@transaction.atomic
def merge_people(*, keep: Person, gone: Person, by: User) -> Person:
    """`keep` stays, with what only `gone` had; what both say stays as `keep` says it."""
    keep, gone = _locked(keep, gone)
    refuse_what_is_not_one(keep, gone, by)
    account = surviving(keep, gone)
    _refuse_other_readers(keep, gone, account)
    for one in (keep, gone):
        if policies.was_matched(one) and one.user != account.user:
            tell_partners(one)  # 1 partners hear of the address
    theirs = Invitation.objects.filter(enrolment__person__in=[keep, gone])
    take_back_invitations(theirs.exclude(user=account.user))  # 2 links to the other address end
    _move_places(keep, gone)  # 3 places and mentorships
    move_vetoes(keep=keep, gone=gone)
    for reply in DateReply.objects.filter(person=gone):  # 4 whether they come
        _point(reply, "person", keep)
    Person.objects.filter(line_manager=gone).update(line_manager=keep)
    facts: dict[str, Any] = {name: getattr(keep, name) or getattr(gone, name) for name in FILLED}
    if facts["line_manager"] in (keep, gone):
        facts["line_manager"] = None
    if keep.seniority is not None:
        facts["seniority"] = keep.seniority
    facts |= {"email": account.email, "user": account.user}
    gone.delete()  # 5 nothing points at it any more
    Person.objects.filter(pk=keep.pk).update(**facts)
    keep.refresh_from_db()
    audit.record("person.merged", target=keep, by=by, organisation=keep.organisation)
    return keep


def _locked(keep: Person, gone: Person) -> tuple[Person, Person]:
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, gone.pk]).order_by("pk")
    found = {one.pk: one for one in rows.select_related("user", "organisation")}
    if len(found) < 2:
        raise Conflict(_("One of the two is not there any more, or both are the same entry."))
    list(Enrolment.objects.select_for_update().filter(person__in=found).order_by("pk"))
    return found[keep.pk], found[gone.pk]


def refuse_what_is_not_one(keep: Person, gone: Person, by: User) -> None:
    if keep.organisation_id != gone.organisation_id:
        raise Refusal(_("They belong to two organisations."))
    if policies.is_known_elsewhere(keep, by) or policies.is_known_elsewhere(gone, by):
        raise Refusal(_("Another program knows one of them too. Whoever coordinates both can do this."))
    theirs = Member.objects.filter(enrolment__person=keep).values("mentorship")
    if Member.objects.filter(enrolment__person=gone, mentorship__in=theirs).exists():
        raise Refusal(_("These two are or were matched with each other, so they are two people."))
    partners = _live_partners(keep)
    if both := [name for key, name in _live_partners(gone).items() if key in partners]:
        raise Refusal(_("Both are matched with %(name)s. End one of the two first.") % {"name": both[0]})


def _live_partners(person: Person) -> dict[tuple[int, int], str]:
    own = Mentorship.objects.active().filter(members__enrolment__person=person)
    others = Member.objects.filter(mentorship__in=own).exclude(enrolment__person=person)
    return {
        (one.enrolment.cohort_id, one.enrolment.person_id): one.enrolment.person.shown_name
        for one in others.select_related("enrolment__person")
    }


def surviving(keep: Person, gone: Person) -> Person:
    """Whose address and account stay: the one in use, else the one that is matched, else that of `keep`."""
    used = [one for one in (keep, gone) if one.user is not None and one.user.last_login is not None]
    if len(used) == 2 and keep.user != gone.user:
        raise Refusal(
            _(
                "Both sign in with an account of their own. Ask them which one they use, and withdraw the other."
            )
        )
    matched = [one for one in (keep, gone) if one.user is not None and policies.was_matched(one)]
    with_account = [one for one in (keep, gone) if one.user is not None]
    return [*used, *matched, *with_account, keep][0]


def _refuse_other_readers(keep: Person, gone: Person, account: Person) -> None:
    for one in (keep, gone):
        if one.user == account.user or not policies.was_matched(one):
            continue
        if one.user is not None and not BouncedAddress.objects.filter(user=one.user).exists():
            sentence = _(
                "%(name)s is matched under %(email)s; the address decides who reads what the two write. "
                "Ask them to sign in with it once."
            )
            raise Refusal(sentence % {"name": one.shown_name, "email": one.email})
        refuse_staff(one, account.user)


def _move_places(keep: Person, gone: Person) -> None:
    have = {(one.cohort_id, one.role): one for one in Enrolment.objects.filter(person=keep)}
    for place in Enrolment.objects.filter(person=gone).order_by("pk"):
        pairs = list(Mentorship.objects.filter(members__enrolment=place))
        if (same := have.get((place.cohort_id, place.role))) is None:
            Enrolment.objects.filter(pk=place.pk).update(person=keep)
        else:
            _join(same, place)
        for pair in pairs:
            _name_pair(pair)


def _join(same: Enrolment, place: Enrolment) -> None:
    """Two places of one role become one; whatever points at the second points at the first."""
    take_back_invitations(Invitation.objects.filter(enrolment=place))
    for kind in ("application_received", "application_accepted", "application_declined", "unmatched"):
        ledger.settle(kind, subject_id=place.pk)
    for relation in Enrolment._meta.related_objects:  # noqa: SLF001 - Django documents _meta as public
        for row in relation.related_model._base_manager.filter(**{relation.field.name: place}):  # noqa: SLF001
            _point(row, relation.field.name, same)
    for name in ANSWERS:
        if not getattr(same, name):
            setattr(same, name, getattr(place, name))
    same.state = next(state for state in STATES if state in (same.state, place.state))
    live = Member.objects.filter(enrolment=same, mentorship__state=Mentorship.State.ACTIVE).count()
    same.capacity = max(same.capacity, place.capacity, live)
    same.save()
    place.delete()


def _point(row: models.Model, field: str, same: Enrolment | Person) -> None:
    """Where there is such a row already (a draft that left out both), the second one goes with what it was of."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field: same})  # noqa: SLF001
    except IntegrityError:
        row.delete()


def _name_pair(pair: Mentorship) -> None:
    """What makes a second live mentorship of the same two impossible is made of their ids."""
    both = [one.enrolment for one in pair.members.select_related("enrolment").order_by("pk")]
    Mentorship.objects.filter(pk=pair.pk).update(pair_key=Mentorship.key_of(both[0], both[-1]))
