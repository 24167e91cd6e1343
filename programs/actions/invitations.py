"""Inviting somebody to a place in a cohort, or to coordinate a program; and their answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import hashed
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs import policies
from programs.actions import audit, enrolments
from programs.actions.people import account_for, take_back_invitations
from programs.actions.programs import make_coordinator
from programs.models import (
    Enrolment,
    Invitation,
    Organisation,
    Program,
    SafeguardingContact,
    StaffRole,
)
from programs.models.invitations import LIFETIME
from programs.queries.invitations import reminders_due, unanswered

RENEW_EVERY = timedelta(hours=1)


@transaction.atomic
def invite(*, enrolment: Enrolment, by: User | None) -> Invitation:
    """Mail somebody a link to take their place. A new invitation ends the one before."""
    invitation = _issue(_account_of(enrolment), by=by, enrolment=enrolment)
    _send(invitation)
    return invitation


@transaction.atomic
def invite_all(*, enrolments: Iterable[Enrolment], by: User) -> tuple[int, list[Refusal]]:
    """Each by itself: how many invitations leave, and why the others do not. If none does, it is a refusal."""
    sent, lost = 0, []
    for one in sorted(enrolments, key=lambda place: place.pk):
        try:
            _refuse_who_is_here(one)
            invite(enrolment=one, by=by)
        except Refusal as refusal:
            lost.append(refusal)
        else:
            sent += 1
    if lost and not sent:
        raise Refusal(" ".join(refusal.sentence for refusal in lost[:5]))
    return sent, lost


def _refuse_who_is_here(enrolment: Enrolment) -> None:
    user = enrolment.person.user
    if user is not None and user.last_login is not None:
        raise Refusal(_("%(name)s has come in already.") % {"name": enrolment.person.shown_name})


@transaction.atomic
def invite_coordinator(*, program: Program, email: str, by: User) -> Invitation:
    """Ask somebody to coordinate this program too. They can once they accept."""
    if not (allowed := policies.may_pass_on(program, by)):
        raise Refusal(allowed.reason, field="email")
    user = account_for(email)
    if StaffRole.objects.coordinators().of(user).filter(program=program).exists():
        raise Refusal(_("This person already coordinates the program."), field="email")
    if SafeguardingContact.objects.filter(program=program, user=user).exists():
        raise Refusal(_("This person is a safeguarding contact, who must not coordinate."), field="email")
    invitation = _issue(user, by=by, program=program)
    _send(invitation)
    return invitation


@transaction.atomic
def link_to_copy(*, enrolment: Enrolment, by: User) -> Invitation:
    """The open invitation, or a new one that is not mailed."""
    user = _account_of(enrolment)
    if not settings.MAIL_WORKS and policies.account_was_matched(user):
        sentence = _(
            "%(name)s is matched, so a link you have seen opens nothing. They sign in once mail works."
        )
        raise Refusal(sentence % {"name": enrolment.person.shown_name})
    invitation = Invitation.objects.open().filter(enrolment=enrolment).order_by("-pk").first()
    return show_link(invitation=invitation or _issue(user, by=by, enrolment=enrolment), by=by)


@transaction.atomic
def show_link(*, invitation: Invitation, by: User) -> Invitation:
    """A coordinator sees the link: written down, and from now on having it proves nothing about the address."""
    Invitation.objects.filter(pk=invitation.pk, shown_at=None).update(shown_at=clock.now())
    invitation.refresh_from_db(fields=["shown_at"])
    audit.record("invitation.link_shown", target=invitation, by=by, organisation=organisation_of(invitation))
    return invitation


def _account_of(enrolment: Enrolment) -> User:
    if enrolment.state not in {Enrolment.State.APPLIED, Enrolment.State.ACCEPTED}:
        sentence = _("%(name)s is not taking part: %(state)s.")
        names = {"name": enrolment.person.shown_name, "state": enrolment.get_state_display()}
        raise Conflict(sentence % names)
    if enrolment.person.user is None:
        sentence = _("There is no e-mail address for %(name)s yet. Add one first.")
        raise Refusal(sentence % {"name": enrolment.person.shown_name})
    return enrolment.person.user


def _issue(
    user: User,
    *,
    by: User | None,
    enrolment: Enrolment | None = None,
    program: Program | None = None,
    asked_at: datetime | None = None,
) -> Invitation:
    take_back_invitations(Invitation.objects.filter(user=user, enrolment=enrolment, program=program))
    invitation = Invitation(
        user=user,
        enrolment=enrolment,
        program=program,
        invited_by=by,
        created_at=clock.now(),
        asked_at=asked_at or clock.now(),
        expires_at=clock.now() + LIFETIME,
    )
    invitation.token_hash = hashed(invitation.token)
    invitation.save()
    audit.record("invitation.made", target=invitation, by=by, organisation=organisation_of(invitation))
    return invitation


def _send(invitation: Invitation) -> None:
    ledger.plan(
        "invitation",
        subject_id=invitation.pk,
        recipient=invitation.user,
        lapses_at=invitation.expires_at,
        fast=True,
    )


def program_of(invitation: Invitation) -> Program:
    if invitation.enrolment is not None:
        return invitation.enrolment.cohort.program
    assert invitation.program is not None  # noqa: S101 - the database's constraint: one of the two is set
    return invitation.program


def organisation_of(invitation: Invitation) -> Organisation:
    return program_of(invitation).organisation


def signs_in(invitation: Invitation) -> bool:
    """Whether the link alone opens the account: only one nobody has used, with nothing to read anywhere.

    A coordinator may have seen the link, so it must never be a way into what two people write, into a role or
    into another program. And where mail works, a link somebody saw opens nothing: a code asks the mailbox.
    """
    user = invitation.user
    if user.last_login is not None or user.has_usable_password() or not user.is_active:
        return False
    if settings.MAIL_WORKS and invitation.shown_at is not None:
        return False
    if policies.account_was_matched(user) or user.staff_roles.exists():
        return False
    elsewhere = Enrolment.objects.filter(person__user=user).exclude(cohort__program=program_of(invitation))
    return not elsewhere.exists()


@transaction.atomic
def accept_invitation(*, invitation: Invitation) -> Invitation:
    """Yes. Once: whoever presses second is told so."""
    _use(invitation)  # 1 the link is spent
    user = invitation.user
    if invitation.shown_at is None:  # 2 the address is theirs, as the mail came there and nobody else saw it
        for address in EmailAddress.objects.filter(user=user, email=user.email):
            address.set_verified()  # not if it is verified as another account's
    if invitation.enrolment is None:
        make_coordinator(program=program_of(invitation), user=user, by=user)  # 3 the role, or
    elif invitation.enrolment.state != Enrolment.State.ACCEPTED:
        enrolments.accept(enrolment=invitation.enrolment, by=user, tell=False)  # 3 the place
    return invitation


@transaction.atomic
def decline_invitation(*, invitation: Invitation) -> Invitation:
    """Not for me. A place already given is withdrawn."""
    _use(invitation)
    place = invitation.enrolment
    if place is not None and place.state == Enrolment.State.APPLIED:
        enrolments.decline(enrolment=place, by=invitation.user, tell=False)
    elif place is not None and place.state == Enrolment.State.ACCEPTED:
        enrolments.withdraw(enrolment=place, by=invitation.user)
    return invitation


def _use(invitation: Invitation) -> None:
    """The place is locked first, as by everybody who takes links to it back: the other way round two would wait for
    each other."""
    if invitation.enrolment_id is not None:
        list(Enrolment.objects.select_for_update().filter(pk=invitation.enrolment_id))
    used = Invitation.objects.open().filter(pk=invitation.pk).update(used_at=clock.now())
    if not used:
        raise Conflict(_("This invitation was already answered."))
    invitation.refresh_from_db(fields=["used_at", "revoked_at", "shown_at"])


@transaction.atomic
def renew_invitation(*, invitation: Invitation) -> None:
    """A new link to the same address, when this one merely ran out; at most one an hour. Answers nothing."""
    User.objects.select_for_update().get(pk=invitation.user_id)  # two presses at once send one mail
    latest = Invitation.objects.filter(
        user=invitation.user, enrolment=invitation.enrolment, program=invitation.program
    ).latest("pk")
    ran_out = latest.used_at is None and latest.revoked_at is None and not latest.is_open
    place = invitation.enrolment
    wanted = place is None or place.state in {Enrolment.State.APPLIED, Enrolment.State.ACCEPTED}
    if ran_out and wanted and clock.now() - latest.created_at > RENEW_EVERY:
        _send(_again(latest))


def _again(ran_out: Invitation) -> Invitation:
    """The same question with a new link."""
    return _issue(
        ran_out.user,
        by=ran_out.invited_by,
        enrolment=ran_out.enrolment,
        program=ran_out.program,
        asked_at=ran_out.asked_at,
    )


def renew_for_reminders(as_of: datetime) -> int:
    """A link that works for each reminder whose day has come: they are good for seven days, reminders come later.

    Nothing is mailed by it. Run by the clock, before `reminders_due`; answers how many links it made.
    """
    made = 0
    for due in reminders_due(as_of):
        with transaction.atomic():
            User.objects.select_for_update().get(pk=due.user)  # not while they ask for a new one themselves
            latest = unanswered().filter(pk=due.invitation).first()
            if latest is not None and latest.expires_at <= due.due_at:  # later: this day has had its reminder
                _again(latest)
                made += 1
    return made
