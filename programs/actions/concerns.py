"""Telling the safeguarding contacts that something felt wrong, and what they do about it."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions import audit
from programs.actions.mentorships import end_mentorship
from programs.models import Concern, ConcernAnswer, Member, Mentorship
from programs.queries.safeguarding import handlers_of


@transaction.atomic
def raise_concern(*, by: Member, text: str, attached: str = "", stops_contact: bool = False) -> Concern:
    """To the contacts of the program and nobody else. Their mails leave at once, without its words."""
    mentorship = Mentorship.objects.select_related("cohort__program__organisation").get(pk=by.mentorship_id)
    contacts = handlers_of(mentorship.cohort.program, mentorship)
    if not contacts:
        raise Conflict(_("This program has named nobody for this yet, so nobody would read it."))
    concern = Concern.objects.create(
        mentorship=mentorship, author=by, text=text, attached=attached, stops_contact=stops_contact
    )
    if stops_contact:
        Mentorship.objects.filter(pk=mentorship.pk, contact_stopped_at=None).update(
            contact_stopped_at=clock.now()
        )
    for user in contacts:
        ledger.plan("concern_received", subject_id=concern.pk, recipient=user, fast=True)
    return concern


@transaction.atomic
def answer_concern(*, concern: Concern, by: User, text: str) -> ConcernAnswer:
    answer = ConcernAnswer.objects.create(concern=concern, by=by, text=text)
    ledger.settle("concern_received", subject_id=concern.pk)
    if (told := concern.author.enrolment.person.user) is not None:
        ledger.plan("concern_answered", subject_id=concern.pk, recipient=told, period=str(answer.pk))
    return answer


@transaction.atomic
def close_concern(*, concern: Concern, by: User) -> Concern:
    """Nothing more is to be done. It stays readable for its author and the contacts."""
    if not Concern.objects.open().filter(pk=concern.pk).update(closed_at=clock.now()):
        raise Conflict(_("This has been closed meanwhile."))
    ledger.settle("concern_received", subject_id=concern.pk)
    _write_down("concern.closed", concern, by)
    concern.refresh_from_db()
    return concern


@transaction.atomic
def let_contact_go_on(*, concern: Concern, by: User) -> Concern:
    """By whoever stopped it, or by a contact. Another concern that stops it keeps it stopped."""
    Concern.objects.stopping().filter(pk=concern.pk).update(lifted_at=clock.now())
    if not Concern.objects.stopping().filter(mentorship=concern.mentorship_id).exists():
        Mentorship.objects.filter(pk=concern.mentorship_id).update(contact_stopped_at=None)
    if concern.author.enrolment.person.user_id != by.pk:
        _write_down("concern.contact_goes_on", concern, by)
    concern.refresh_from_db()
    return concern


@transaction.atomic
def end_for_safety(*, concern: Concern, by: User) -> Concern:
    """A contact ends the mentorship; neither of the two is told why."""
    end_mentorship(mentorship=concern.mentorship, by=by, tell=False)  # a contact speaks with them
    _write_down("concern.mentorship_ended", concern, by)
    return concern


def _write_down(verb: str, concern: Concern, by: User) -> None:
    """By a contact only: that somebody raised a concern stands in no log that owners could read."""
    organisation = concern.mentorship.cohort.program.organisation
    audit.record(verb, target=concern, by=by, organisation=organisation)
