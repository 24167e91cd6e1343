"""An invented pair in a real program, that never outlives its `with`.

Everything happens in a transaction that is always rolled back: nobody else sees a row of it, no mail is planned, no
figure counts it. So the participant screens can be shown as they really are.

Its rows are written as the actions would leave them, a statement for each table: weeks of two people, played step by
step with every lock and mail, were 250 statements for one look. A test plays them and finds the same rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.dashboards.queries.samples import Sample
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from programs.models import (
    Agreement,
    AgreementSide,
    Cohort,
    Enrolment,
    Member,
    Mentorship,
    News,
    Part,
    Person,
    Program,
    ReviewSettings,
)
from programs.models.agreements import TERMS
from programs.models.enrolments import Role
from programs.queries.check_in_settings import schedule_of
from programs.queries.review_periods import quarter_period
from programs.queries.suggestions import suggestion_of
from sessions.actions.check_ins import ask_both
from sessions.actions.reviews_opening import open_review
from sessions.actions.thanks import ASK_FOR
from sessions.models import (
    ActionItem,
    AgendaItem,
    Feedback,
    Goal,
    GoalWords,
    Meeting,
    Message,
    Milestone,
    SharedNote,
    Thanks,
)

STARTED, GOAL_SET, BOOKED, MET, TOLD, AHEAD = -40, -38, -18, -12, -11, 3  # days from today
HOUR, LASTS = time(15, 0), timedelta(minutes=45)
HELD, NEXT = 1, 2  # the numbers of the two meetings


@contextmanager
def sample_pair(program: Program) -> Iterator[Sample]:
    with transaction.atomic():
        try:
            yield _made(program)
        finally:
            transaction.set_rollback(True)


def _made(program: Program) -> Sample:
    with clock.at(_ago(STARTED)):
        pair = _pair(program)
        mentor, mentee = _seats(pair)
        _agreement(mentee, program)
    goal = _goal(mentee)
    _meetings(mentor, mentee, program)
    _words(mentor, mentee, program)
    _news(mentor, mentee, program)
    if schedule_of(program).asks:
        ask_both(mentorship=pair)
    users = {one.role: user for one in (mentor, mentee) if (user := one.enrolment.person.user)}
    return Sample(pair.code, users, HELD, NEXT, goal.number, _review(pair, program))


def _ago(days: int) -> datetime:
    return clock.now() + timedelta(days=days)


def _pair(program: Program) -> Mentorship:
    today = clock.today(program.zone)
    cohort = Cohort.objects.create(
        program=program,
        name=_("Sample"),
        enrol_from=today - timedelta(days=30),
        enrol_until=today - timedelta(days=2),
        starts_on=today,
        ends_on=today + timedelta(days=180),
    )
    return Mentorship.objects.create(
        cohort=cohort, rhythm_weeks=program.rhythm_weeks, contact_at=_contact(program)
    )


def _contact(program: Program) -> datetime | None:
    """When they wrote: today, where they can. The clock stands at the start of their mentorship."""
    return _ago(-STARTED) if Part.MESSAGES in program.parts else None


def _seats(pair: Mentorship) -> list[Member]:
    """The mentor and the mentee, with addresses no mail could reach."""
    cohort, names = pair.cohort, {Role.MENTOR: _("Robin Sample"), Role.MENTEE: _("Alex Example")}
    program = cohort.program
    facts = {"time_zone": program.time_zone}
    addresses = [f"{role.value}-{cohort.code}@sample.invalid" for role in names]
    users = User.objects.bulk_create(User(email=email, **facts) for email in addresses)
    people = Person.objects.bulk_create(
        Person(
            organisation=program.organisation,
            user=user,
            email=user.email,
            name=name,
            languages=["en"],
            **facts,
        )
        for user, name in zip(users, names.values(), strict=True)
    )
    places = Enrolment.objects.bulk_create(
        Enrolment(
            cohort=cohort,
            person=person,
            role=role,
            state=Enrolment.State.ACCEPTED,
            topics=[_("Leading people"), _("Giving feedback")],
        )
        for person, role in zip(people, names, strict=True)
    )
    return Member.objects.bulk_create(Member(mentorship=pair, enrolment=one, role=one.role) for one in places)


def _agreement(mentee: Member, program: Program) -> None:
    """The program's suggestion, signed by the mentee."""
    pair, now = mentee.mentorship, clock.now()
    terms = {**suggestion_of(program), "until": pair.cohort.ends_on}
    words = {key: terms[key] for key in TERMS}
    text = Agreement.objects.create(
        mentorship=pair, serial=1, version=1, by=mentee, from_suggestion=True, saved_at=now, **words
    )
    AgreementSide.objects.bulk_create(
        AgreementSide(agreement=text, member=member, signed_at=now if member == mentee else None)
        for member in pair.members.order_by("pk")
    )


def _goal(mentee: Member) -> Goal:
    words, at = _("By summer I lead a small project from start to end."), _ago(GOAL_SET)
    goal = Goal.objects.create(
        mentorship=mentee.mentorship,
        number=1,
        owner=mentee,
        sentence=words,
        created_at=at,
        touched_at=_ago(MET),
    )
    GoalWords.objects.create(goal=goal, number=1, sentence=words, at=at)
    Milestone.objects.bulk_create(
        [
            Milestone(goal=goal, position=1, title=_("Talked with my lead about it"), reached_at=_ago(MET)),
            Milestone(goal=goal, position=2, title=_("Planned the first month")),
        ]
    )
    return goal


def _meetings(mentor: Member, mentee: Member, program: Program) -> None:
    held, ahead = Meeting.objects.bulk_create(
        _meeting(mentee, number, _day(days, program), program, created_at=_ago(booked))
        for number, days, booked in ((HELD, MET, BOOKED), (NEXT, AHEAD, 0))
    )
    topics = (
        (held, mentee, 1, _("What a small project could be"), BOOKED),
        (ahead, mentee, 1, _("How to say no kindly"), 0),
        (ahead, mentor, 2, _("What the talk with your lead brought"), 0),
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, author=by, position=position, title=title, created_at=_ago(days))
        for meeting, by, position, title, days in topics
    )
    note = _("Start with the newsletter: small, and yours.")
    SharedNote.objects.create(meeting=held, text=note, version=1, changed_at=_ago(TOLD))
    words = {"went_well": _("You came with a clear question."), "try_next": _("Ask sooner.")}
    Feedback.objects.create(meeting=held, author=mentor, recorded_at=_ago(TOLD), **words)


def _meeting(by: Member, number: int, day: date, program: Program, *, created_at: datetime) -> Meeting:
    starts_at = clock.wall_time(day, HOUR, program.zone)
    return Meeting(
        mentorship=by.mentorship,
        number=number,
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        zone=program.zone.key,
        place=_("Video call"),
        booked_by=by,
        created_at=created_at,
    )


def _day(days: int, program: Program) -> date:
    return clock.today(program.zone) + timedelta(days=days)


def _words(mentor: Member, mentee: Member, program: Program) -> None:
    """What the mentor asks, writes and says outside a meeting."""
    pair = mentor.mentorship
    asked = _("Ask for ten minutes with your lead")
    ActionItem.objects.create(
        mentorship=pair, owner=mentee, added_by=mentor, text=asked, due_on=_day(5, program)
    )
    if Part.MESSAGES in program.parts:
        text = _("I found the article I spoke of. See you soon.")
        Message.objects.create(mentorship=pair, number=1, author=mentor, text=text)
    if Part.THANKS in program.parts:
        said = _("Your openness last time made it easy.")
        Thanks.objects.create(mentorship=pair, author=mentor, text=said)


def _news(mentor: Member, mentee: Member, program: Program) -> None:
    """What stands on Today and in the thread of each, in the order it happened."""
    pair, parts = mentor.mentorship, program.parts
    ask_for = {"asks": True, "until": _ago(MET) + ASK_FOR}
    rows = [
        News(reader=mentor, by=mentee, kind="agreement_to_sign", asks=True, at=_ago(STARTED)),
        News(reader=mentor, by=mentee, kind="goal_set", ref=1, at=_ago(GOAL_SET)),
        News(reader=mentor, by=mentee, kind="meeting_booked", ref=HELD, at=_ago(BOOKED)),
        News(reader=mentor, by=mentee, kind="milestone_reached", ref=1, at=_ago(MET)),
        *(
            [News(reader=mentee, kind="thanks_prompt", at=_ago(MET), **ask_for)]
            if Part.THANKS in parts
            else ()
        ),
        News(reader=mentee, by=mentor, kind="feedback_received", ref=HELD, at=_ago(TOLD)),
        News(reader=mentor, by=mentee, kind="meeting_booked", ref=NEXT),
        *([News(reader=mentee, by=mentor, kind="hello", ref=1)] if Part.MESSAGES in parts else ()),
        *([News(reader=mentee, by=mentor, kind="thanks_received")] if Part.THANKS in parts else ()),
    ]
    for row in rows:
        row.mentorship = pair
    News.objects.bulk_create(rows)


def _review(pair: Mentorship, program: Program) -> str:
    period = quarter_period(Quarter.of(clock.today(program.zone)))
    review = open_review(pair, period, ReviewSettings(program=program))
    return review.period if review else ""
