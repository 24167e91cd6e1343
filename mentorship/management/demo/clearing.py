"""Undoing the demo: every row of its organisation and of its people. And its mail, all of the past."""

from django.db import transaction

from mentorship import outbox
from mentorship.accounts.models import User
from mentorship.dashboards.demo_people import DEMO_PEOPLE
from mentorship.lib import clock
from mentorship.notifications.models import Delivery, Heartbeat
from programs.models import Enrolment, Member, Mentorship, Organisation, Person, StaffRole
from sessions.models import (
    ActionItem,
    AgendaItem,
    Decision,
    Feedback,
    FeedbackRequest,
    Goal,
    Introduction,
    Meeting,
    Message,
    Outcome,
    PairFile,
    PrivateNote,
    Resource,
    SharedNote,
    Thanks,
    TimesProposal,
    Update,
)


def demo_organisation() -> Organisation | None:
    """The one its coordinator works in."""
    roles = StaffRole.objects.filter(user__email=DEMO_PEOPLE[0][0]).order_by("pk")
    role = roles.select_related("organisation").first()
    return role.organisation if role else None


@transaction.atomic
def wipe(organisation: Organisation) -> None:
    """In the order in which nothing protects anything any more."""
    people = Person.objects.filter(organisation=organisation)
    users = list(
        User.objects.filter(people__in=people)
        .values_list("pk", flat=True)
        .union(User.objects.filter(staff_roles__organisation=organisation).values_list("pk", flat=True))
    )
    mentorships = Mentorship.objects.filter(cohort__program__organisation=organisation)
    for rows in (
        ActionItem.objects.filter(mentorship__in=mentorships),
        AgendaItem.objects.filter(meeting__mentorship__in=mentorships),
        Feedback.objects.filter(meeting__mentorship__in=mentorships),
        FeedbackRequest.objects.filter(mentorship__in=mentorships),
        SharedNote.objects.filter(meeting__mentorship__in=mentorships),
        Message.objects.filter(mentorship__in=mentorships),
        Update.objects.filter(mentorship__in=mentorships),
        PrivateNote.objects.filter(mentorship__in=mentorships),
        Thanks.objects.filter(mentorship__in=mentorships),
        Introduction.objects.filter(mentorship__in=mentorships),
        TimesProposal.objects.filter(mentorship__in=mentorships),
        Decision.objects.filter(mentorship__in=mentorships),
        Outcome.objects.filter(mentorship__in=mentorships),
        Goal.objects.filter(mentorship__in=mentorships),
        Resource.objects.filter(mentorship__in=mentorships),
        PairFile.objects.filter(mentorship__in=mentorships),
        Meeting.objects.filter(mentorship__in=mentorships),
        Member.objects.filter(mentorship__in=mentorships),
        mentorships,
        Enrolment.objects.filter(cohort__program__organisation=organisation),
    ):
        rows.delete()
    Heartbeat.objects.filter(name="demo_morning").delete()  # “Next morning” begins again at tomorrow
    organisation.delete()
    User.objects.filter(pk__in=users).delete()


def settle_the_past() -> None:
    """No mail for what happened before the demo began, nor for what had fallen due by then."""
    outbox.plan_due()
    Delivery.objects.filter(state=Delivery.State.DUE, due_at__lte=clock.now()).update(
        state=Delivery.State.CANCELLED
    )
