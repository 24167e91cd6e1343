"""A different match, by a coordinator's hand: the old mentorship ends, the new one begins, or nothing happens."""

from django.db import transaction

from matching.actions.drafts import lock_cohort
from matching.queries.rematch import partners_of, running_of
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from programs.actions.mentorships import APART, end_mentorship, start_mentorship
from programs.actions.requests import close_request
from programs.models import Enrolment, HelpRequest, Mentorship
from programs.models.enrolments import Role


@transaction.atomic
def rematch(*, wish: HelpRequest, other: Enrolment, by: User) -> Mentorship:
    """Both of the new pair hear of it. The partner until now is not told why, nor of whom they were left for.

    Whoever has been matched with them before is refused like anybody else who cannot be: no reason is given.
    """
    asker, running = _locked_in_order(wish, other), running_of(wish)
    refuse_known(asker, other)
    if running is not None:
        end_mentorship(mentorship=running, by=by)  # 1 the old one, with all that was to come in it
    mentor, mentee = (other, asker) if asker.role == Role.MENTEE else (asker, other)
    started = start_mentorship(mentor=mentor, mentee=mentee, by=by)  # 2 the new one, and its two mails
    close_request(request=wish, by=by, outcome=HelpRequest.Outcome.MATCHED_ANEW)  # 3 what became of it
    return started


def refuse_known(asker: Enrolment, other: Enrolment) -> None:
    if other.person_id in {member.enrolment.person_id for member in partners_of(asker)}:
        raise Conflict(APART)


def _locked_in_order(wish: HelpRequest, other: Enrolment) -> Enrolment:
    """The cohort, then everybody concerned by id, as every action that pairs people does; answers the asker."""
    lock_cohort(wish.cohort)
    concerned = {wish.author_id, other.pk}
    if wish.mentorship_id:
        concerned |= set(
            Enrolment.objects.filter(members__mentorship=wish.mentorship_id).values_list("pk", flat=True)
        )
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=concerned).order_by("pk")
    found = {row.pk: row for row in rows.select_related("cohort__program", "person")}
    wish.refresh_from_db()
    return found[wish.author_id]
