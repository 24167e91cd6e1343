"""A different match, by a coordinator's hand: the old mentorship ends, the new one begins, or nothing happens."""

from django.db import transaction

from matching.actions.drafts import lock_cohort
from matching.engine import Impossible
from matching.queries.criteria import rules_of
from matching.queries.pool import load_pool
from matching.queries.rematch import partners_of, running_of
from matching.queries.rule_words import refusal_of
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict
from programs.actions.mentorships import APART, end_mentorship, refuse_own, start_mentorship
from programs.actions.requests import close_request
from programs.models import Enrolment, HelpRequest, Mentorship
from programs.models.enrolments import Role


@transaction.atomic
def rematch(*, wish: HelpRequest, other: Enrolment, by: User) -> Mentorship:
    """Both of the new pair hear of it. The partner until now is not told why, nor of whom they were left for.

    Whoever has been matched with them before is refused like anybody else who cannot be: no reason is given.
    """
    asker, running = _locked_in_order(wish, other), running_of(wish)
    refuse_own(asker, other, by=by)
    refuse_known(asker, other)
    refuse_broken(asker, other, running)
    if running is not None:
        end_mentorship(mentorship=running, by=by)  # 1 the old one, with all that was to come in it
    mentor, mentee = (other, asker) if asker.role == Role.MENTEE else (asker, other)
    started = start_mentorship(mentor=mentor, mentee=mentee, by=by)  # 2 the new one, and its two mails
    close_request(request=wish, by=by, outcome=HelpRequest.Outcome.MATCHED_ANEW)  # 3 what became of it
    return started


def refuse_known(asker: Enrolment, other: Enrolment) -> None:
    if other.person_id in {member.enrolment.person_id for member in partners_of(asker)}:
        raise Conflict(APART)


def refuse_broken(asker: Enrolment, other: Enrolment, running: Mentorship | None) -> None:
    """What the cohort is matched by holds here, too: refuses with the rule that forbids it, where that has a name.

    Who has no room is none of this: starting the mentorship says so. `running` will have ended by then.
    """
    mentee, mentor = (asker, other) if asker.role == Role.MENTEE else (other, asker)
    pool = load_pool(asker.cohort, without=running).only(mentee.code, mentor.code)
    if pool.mentees and pool.mentors:
        table = pool.score(rules_of(asker.cohort, pool.questions))
        found = table.pair(mentee.code, mentor.code)
        if isinstance(found, Impossible):
            raise Conflict(refusal_of(found.rule, table.rules))


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
