"""Somebody new for a person whose partner left: the old mentorship ends kindly, the new one begins, or nothing does."""

from django.db import transaction
from django.utils.translation import gettext as _

from matching.actions.drafts import lock_cohort
from matching.actions.rematch import refuse_broken, refuse_known
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from programs.actions.enrolments import withdraw
from programs.actions.mentorships import refuse_own, start_mentorship
from programs.actions.reopening import end_for_them
from programs.models import EndReason, Enrolment, Member, Mentorship
from programs.models.enrolments import Role


@transaction.atomic
def replace(
    *, mentorship: Mentorship, stays: Enrolment, other: Enrolment, by: User, leaves: bool = False
) -> Mentorship:
    """`stays` goes on with `other`; with `leaves` whoever sat opposite is withdrawn from the cohort as well.

    Both of the new pair hear of it. Whoever stays is asked whether their open goals come along.
    """
    found = _locked_in_order(mentorship, other)
    old = Mentorship.objects.select_for_update(of=("self",)).get(pk=mentorship.pk)
    if Mentorship.objects.active().filter(follows=old).exists():
        raise Conflict(_("Somebody has been found for them already."))
    stays, other = found[stays.pk], found[other.pk]
    refuse_own(stays, other, by=by)
    refuse_known(stays, other)
    refuse_broken(stays, other, old if old.state == Mentorship.State.ACTIVE else None)
    if old.state == Mentorship.State.ACTIVE:  # 1 the old one, with all that was to come in it
        end_for_them(mentorship=old, by=by, reason=EndReason.CIRCUMSTANCES)
    for member in Member.objects.filter(mentorship=old).exclude(enrolment=stays) if leaves else ():
        if (place := found[member.enrolment_id]).state == Enrolment.State.ACCEPTED:
            withdraw(enrolment=place, by=by)  # 2 whoever left
    mentor, mentee = (other, stays) if stays.role == Role.MENTEE else (stays, other)
    return start_mentorship(mentor=mentor, mentee=mentee, by=by, follows=old)  # 3 the new one, two mails


def _locked_in_order(mentorship: Mentorship, other: Enrolment) -> dict[int, Enrolment]:
    """The cohort, then everybody concerned by id, as every action that pairs people does."""
    lock_cohort(mentorship.cohort)
    concerned = {other.pk, *Member.objects.filter(mentorship=mentorship).values_list("enrolment", flat=True)}
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=concerned).order_by("pk")
    return {row.pk: row for row in rows.select_related("cohort__program__organisation", "person__user")}
