"""Fetching what an address of a pair names. Whoever is not a member gets 404, coordinators too."""

from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404  # noqa: TID251 - the one place that may

from mentorship.accounts.models import User
from mentorship.lib.decisions import Decision
from programs.models import Cohort, Enrolment, Member, Mentorship, Part, Program, TimelineDate
from sessions.models import (
    ActionItem,
    Advice,
    AgendaItem,
    CheckIn,
    CheckInNote,
    Correction,
    Evidence,
    Feedback,
    FeedbackRequest,
    Goal,
    Introduction,
    LearningEntry,
    Meeting,
    Message,
    Milestone,
    NextStep,
    Outcome,
    PairFile,
    ProposedTime,
    Resource,
    Review,
    Survey,
    TimesProposal,
    Update,
)
from sessions.models import Decision as LoggedDecision
from sessions.models.check_ins import SALT


@dataclass(frozen=True)
class Seat:
    """Somebody's place in a mentorship, and whoever sits opposite."""

    user: User
    mentorship: Mentorship
    me: Member
    partner: Member
    has_dates: bool = False  # of the timeline of their cohort


def get_seat(user: User, code: str) -> Seat:
    """One statement for the whole frame of a page: the mentorship, its program, both people."""
    members = list(
        Member.objects.filter(mentorship__in=Mentorship.objects.of_member(user).filter(code=code))
        .select_related(
            "mentorship__cohort__program__organisation", "mentorship__ending", "enrolment__person__user"
        )
        .annotate(has_dates=Exists(_dates()))
        .order_by("pk")
    )
    mine = [member for member in members if member.enrolment.person.user_id == user.pk]
    others = [member for member in members if member not in mine]
    if not mine or not others:
        raise Http404
    has_dates = Part.TIMELINE in parts_of(mine[0].mentorship) and mine[0].has_dates
    return Seat(user, mine[0].mentorship, mine[0], others[0], has_dates)


def _dates() -> QuerySet[TimelineDate]:
    return TimelineDate.objects.standing().filter(cohort=OuterRef("mentorship__cohort"))


def parts_of(mentorship: Mentorship) -> frozenset[str]:
    return mentorship.cohort.program.parts


def get_seat_with(user: User, code: str, part: Part) -> Seat:
    """As `get_seat`; a part the program does not use is not there (404)."""
    seat = get_seat(user, code)
    if part not in parts_of(seat.mentorship):
        raise Http404
    return seat


def require(decision: Decision) -> None:
    """403 with the reason, for what somebody may see but not do."""
    if not decision:
        raise PermissionDenied(str(decision.reason))


def get_meeting(seat: Seat, number: int) -> Meeting:
    rows = Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, number=number)


def get_goal(seat: Seat, number: int) -> Goal:
    rows = Goal.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, number=number)


def get_goal_if_any(seat: Seat, number: str) -> Goal | None:
    """What an address may name beside its path (`?after=3`)."""
    return get_goal(seat, _number(number)) if number else None


def get_evidence(seat: Seat, goal: Goal, pk: str) -> Evidence:
    rows = Evidence.objects.visible_to(seat.user).filter(goal=goal).select_related("file")
    return get_object_or_404(rows.defer("file__data"), pk=_number(pk))


def get_feedback_to_me(seat: Seat, pk: str) -> Feedback:
    """What the other told this reader."""
    rows = Feedback.objects.visible_to(seat.user).of(seat.mentorship).exclude(author=seat.me.pk)
    return get_object_or_404(rows.select_related("author"), pk=_number(pk))


def get_decision(seat: Seat, number: int) -> LoggedDecision:
    rows = LoggedDecision.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, number=number)


def get_outcome(seat: Seat, pk: str) -> Outcome:
    rows = Outcome.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, pk=_number(pk))


def get_action_item(seat: Seat, pk: str) -> ActionItem:
    rows = ActionItem.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows.select_related("owner"), pk=_number(pk))


def get_agenda_item(seat: Seat, meeting: Meeting, pk: str) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(seat.user).filter(meeting=meeting)
    return get_object_or_404(rows, pk=_number(pk))


def get_file(seat: Seat, number: int) -> PairFile:
    """With its content. One of a resource is not there where the program uses no resources."""
    rows = PairFile.objects.visible_to(seat.user).with_data().filter(mentorship=seat.mentorship)
    if Part.RESOURCES not in parts_of(seat.mentorship):
        rows = rows.exclude(
            pk__in=Resource.objects.filter(mentorship=seat.mentorship, file__isnull=False).values("file")
        )
    return get_object_or_404(rows, number=number)


def get_resource(seat: Seat, number: str) -> Resource:
    rows = Resource.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows.select_related("file").defer("file__data"), number=_number(number))


def get_times_proposal(seat: Seat, pk: str) -> TimesProposal:
    rows = TimesProposal.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, pk=_number(pk))


def get_proposed_time(proposal: TimesProposal, pk: str) -> ProposedTime:
    return get_object_or_404(proposal.times.all(), pk=_number(pk))


def get_milestone(seat: Seat, goal: Goal, pk: str) -> Milestone:
    rows = Milestone.objects.visible_to(seat.user).filter(goal=goal)
    return get_object_or_404(rows, pk=_number(pk))


def get_message(seat: Seat, number: str) -> Message:
    rows = Message.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, number=_number(number))


def get_update(seat: Seat, number: str) -> Update:
    rows = Update.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, number=_number(number))


def get_introduction(seat: Seat, number: int) -> Introduction:
    rows = Introduction.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows.select_related("author"), number=number)


def get_mentor_place(user: User, code: str) -> Enrolment:
    """One's own place as a mentor."""
    rows = Enrolment.objects.visible_to(user).accepted().mentors().filter(person__user=user)
    return get_object_or_404(rows, code=code)


def uses_part(user: User, part: Part) -> bool:
    """Does one of this person's programs use it. One statement."""
    programs = Program.objects.filter(
        cohorts__enrolments__person__user=user, cohorts__enrolments__state=Enrolment.State.ACCEPTED
    )
    return any(part in program.parts for program in programs.distinct())


def require_part(user: User, part: Part) -> None:
    """For a page that belongs to the person, not to a pair; 404 where no program of theirs uses it."""
    if not uses_part(user, part):
        raise Http404


def get_feedback(seat: Seat, pk: str) -> Feedback:
    """On a meeting or in answer to a request, as a hidden field of its page names it."""
    rows = Feedback.objects.visible_to(seat.user).of(seat.mentorship)
    return get_object_or_404(rows.select_related("meeting", "request"), pk=_number(pk))


def get_correction(seat: Seat, number: int) -> Correction:
    rows = Correction.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    rows = rows.select_related("by", "mentorship__cohort__program", "put_back_by__enrolment__person")
    return get_object_or_404(rows, number=number)


def get_staff_meeting(user: User, mentorship: Mentorship, number: int) -> Meeting:
    """That and when, for the coordinator who fetched the mentorship by `get_coordinated_mentorship`."""
    rows = Meeting.objects.visible_to(user).filter(mentorship=mentorship)
    return get_object_or_404(rows, number=number)


def get_feedback_request(seat: Seat, number: int) -> FeedbackRequest:
    rows = FeedbackRequest.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, number=number)


def get_advice(seat: Seat, number: int) -> Advice:
    rows = Advice.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows.select_related("action"), number=number)


def get_learning_entry(seat: Seat, pk: str) -> LearningEntry:
    rows = LearningEntry.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return get_object_or_404(rows, pk=_number(pk))


def get_check_in(seat: Seat, period: str) -> CheckIn:
    """One's own question, by the day of its week, as a hidden field names it."""
    try:
        day = date.fromisoformat(period)
    except ValueError as error:
        raise Http404 from error
    rows = CheckIn.objects.visible_to(seat.user).filter(member=seat.me)
    return get_object_or_404(rows.select_related("member__mentorship__cohort__program"), period=day)


def get_mailed_check_in(signed: str) -> CheckIn:
    """By the link of a mail, while the account it was sent to is still the one who was asked."""
    try:
        check_in, user = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    rows = CheckIn.objects.select_related(
        "answer", "member__mentorship__cohort__program", "member__enrolment__person"
    )
    asked = {"member__enrolment__person__user": user, "member__enrolment__person__user__is_active": True}
    return get_object_or_404(rows, pk=check_in, **asked)


def get_check_in_note(user: User, cohort: Cohort, pk: str) -> CheckInNote:
    """A line that was sent to this coordinator."""
    rows = CheckInNote.objects.for_coordinator(user).filter(check_in__member__mentorship__cohort=cohort)
    return get_object_or_404(rows, pk=_number(pk))


def get_review(seat: Seat, period: str) -> Review:
    """Facts of the pair; no word of a sheet comes with it. The seat is the reader's own."""
    return get_object_or_404(Review.objects.filter(mentorship=seat.mentorship), period=period)


def get_survey(seat: Seat, moment: str) -> Survey:
    """What this reader was asked; who was not asked has no page."""
    rows = Survey.objects.visible_to(seat.user).filter(member=seat.me)
    return get_object_or_404(rows.select_related("member__mentorship"), moment=moment)


def get_next_step(seat: Seat, review: Review, pk: str) -> NextStep:
    rows = NextStep.objects.visible_to(seat.user).filter(review=review)
    return get_object_or_404(rows.select_related("owner"), pk=_number(pk))


def _number(text: str) -> int:
    """What a hidden field of a row names. Anything but a plain number names nothing."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Http404
    return int(text)
