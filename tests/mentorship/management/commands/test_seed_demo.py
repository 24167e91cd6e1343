"""The demo's world: what stands in it, that it stays, that it starts over, that no mail leaves for the past."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from matching.models import Draft, Offer
from matching.queries.criteria import is_template, rules_of
from matching.queries.find import Wanted, find
from matching.queries.method import method_of
from mentorship import outbox
from mentorship.accounts.models import User
from mentorship.dashboards.demo_people import DEMO_PEOPLE
from mentorship.lib import clock
from mentorship.lib.disclosure import IN_NUMBERS
from mentorship.management.demo.invited import ANSWERED, ASKED
from mentorship.notifications.models import Delivery, Occurrence
from programs.models import Cohort, Enrolment, Mentorship, Organisation, Person, StaffRole
from programs.queries.invited import invited_to
from sessions.access import get_seat
from sessions.models import ActionItem, Feedback, Goal, Meeting
from sessions.queries.slots import suggested_slots
from tests import make

# A Wednesday at noon, in autumn, and in the night before clocks change in spring.
AUTUMN = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SPRING_NIGHT = datetime(2027, 3, 27, 23, 40, tzinfo=UTC)


def seed(*flags: str) -> str:
    out = StringIO()
    call_command("seed_demo", *flags, stdout=out)
    return out.getvalue().strip()


def pair_of(mentee: str) -> Mentorship:
    return Mentorship.objects.get(members__role="mentee", members__enrolment__person__name=mentee)


def test_seed_demo_refuses_outside_demo_mode(db: None, settings):
    settings.DEMO = False
    with pytest.raises(CommandError) as refusal:
        seed()
    assert str(refusal.value) == "This writes invented people, so it only works in demo mode. Set DEMO=1."
    assert Person.objects.count() == 0


def test_seed_demo_leaves_somebody_elses_organisation_alone(db: None, settings):
    settings.DEMO = True
    make.organisation("Real people")
    for flags in ((), ("--fresh",)):
        with pytest.raises(CommandError) as refusal:
            seed(*flags)
        assert str(refusal.value) == (
            "This database holds an organisation that is not the demo's. Nothing was written."
        )
    assert (Organisation.objects.count(), Person.objects.count()) == (1, 0)


def two_cohorts() -> None:
    running, upcoming = Cohort.objects.filter(program__name="Growing together").order_by("starts_on")
    assert (running.name, upcoming.name) == ("Autumn 2026", "Winter 2026")
    assert clock.now().date() - running.starts_on == timedelta(weeks=10)
    assert not running.enrolment_is_open
    assert upcoming.enrolment_is_open
    places = Enrolment.objects.filter(cohort__in=[running, upcoming])
    counts = Counter(places.values_list("cohort__name", "role", "state"))
    assert counts == {
        ("Autumn 2026", "mentor", "accepted"): 11,
        ("Autumn 2026", "mentee", "accepted"): 12,
        ("Winter 2026", "mentor", "accepted"): 28,
        ("Winter 2026", "mentee", "accepted"): 46,
        ("Winter 2026", "mentor", "applied"): 3,
        ("Winter 2026", "mentee", "applied"): 2,
    }
    people = Person.objects.filter(enrolments__isnull=False).distinct()
    roles = Counter(people.values_list("enrolments__role", flat=True).order_by().distinct())
    assert (people.count(), set(roles)) == (100, {"mentor", "mentee"})
    accepted = upcoming.enrolments.accepted()
    assert sum(place.capacity for place in accepted.mentors()) - accepted.mentees().count() == 1


def invitations_in_every_state() -> None:
    mira = User.objects.get(email=DEMO_PEOPLE[0][0])
    page = invited_to(mira, Cohort.objects.get(name="Winter 2026"))
    assert page.counts == {"bounced": 1, "run_out": 1, "not_asked": 2, "asked": 1, "in": 69}
    first = [(one.name, one.state) for one in page.rows[:3]]
    assert first == [
        ("Georgia Lambert", "bounced"),
        ("Chidinma Okonkwo", "run_out"),
        ("Ebru Yıldız", "not_asked"),
    ]
    mails = Delivery.objects.filter(occurrence__kind="invitation", sent_at__lt=clock.now())
    assert Counter(mails.values_list("state", flat=True)) == {"sent": 5, "failed": 1}


def a_program_in_which_mentees_look_themselves() -> None:
    asks = Offer.objects.values_list("mentee__person__name", "mentor__person__name", "state")
    assert set(asks) == {
        ("Lena Brandt", "Hannah Greenwood", "open"),
        ("Daniel Costa", "Tomás Herrera", "open"),
        ("Harriet Moss", "Rosa Giordano", "declined"),
    }
    lena = Enrolment.objects.get(person__name="Lena Brandt", cohort__name="Open doors")
    assert len(find(lena, Wanted()).rows) >= 5


def pairs_at_several_stages() -> None:
    here = Mentorship.objects.filter(cohort__program__name="Growing together")
    assert Counter(here.values_list("state", flat=True)) == {"active": 11, "ended": 1}
    met = set(Meeting.objects.took_place().values_list("mentorship", flat=True))
    assert here.exclude(pk__in=met).count() == 2
    assert Counter(Goal.objects.values_list("state", flat=True)) == {
        "in_focus": 11,
        "reached": 2,
        "parked": 1,
    }
    assert Meeting.objects.filter(state="missed").count() == 1
    assert Meeting.objects.filter(state="cancelled").count() == 1
    today = clock.now().date()
    assert ActionItem.objects.filter(done_at=None, due_on__lt=today).count() == 3


def a_lively_today_for_the_three() -> None:
    lena, amara = pair_of("Lena Brandt"), pair_of("Amara Nwosu")
    ahead = lena.meetings.upcoming().get()
    assert timedelta() < ahead.starts_at - clock.now() < timedelta(hours=48)
    assert ahead.agenda_items.count() == 6
    tomas = {
        member.enrolment.person.name
        for pair in (lena, amara)
        for member in pair.members.filter(role="mentor")
    }
    assert tomas == {"Tomás Herrera"}
    yesterday = amara.meetings.took_place().latest("starts_at")
    assert [one.author.role for one in Feedback.objects.filter(meeting=yesterday)] == ["mentee"]
    assert yesterday.feedback_prompt_until > clock.now()
    mira = User.objects.get(email="coordinator@demo.example")
    assert sorted(StaffRole.objects.of(mira).values_list("role", flat=True)) == [
        "coordinator",  # of the three programs
        "coordinator",
        "coordinator",
        "owner",
    ]


def a_round_with_rules_of_its_own(client: Client) -> None:
    """Rules, versions and audit have something to show, whatever lot the audit draws."""
    cohort = Cohort.objects.get(name="Last spring")
    assert [one.number for one in cohort.rule_versions.order_by("pk")] == [1, 2, 3]
    rules = rules_of(cohort)
    assert [(one.relation, one.n) for one in rules if one.hard][-1] == ("more", 1)
    assert not is_template(rules, cohort.program.kind)
    assert cohort.program.pair_rules.get().kind == "apart"
    draft = Draft.objects.get(cohort=cohort)
    assert Mentorship.objects.filter(cohort=cohort, state="ended").count() == draft.proposals.count() == 34
    rows = next(one for one in method_of(draft).audit if one["role"] == "mentee")["rows"]
    assert [row["group"] for row in rows] == ["At a desk in the house", "From home"]
    assert all(row["people"] >= IN_NUMBERS for row in rows)
    client.force_login(User.objects.get(email="coordinator@demo.example"), BACKEND)
    where = [cohort.program.code, cohort.code]
    page = client.get(reverse("matching:rules", args=where)).content.decode()
    assert "Yours are version 3" in page
    assert "One pair is on the list." in page
    assert "From home" in client.get(reverse("matching:method", args=[*where, 1])).content.decode()


def dates_that_suit_both() -> None:
    """“Find a date” of the pair a visitor signs in as is no empty room."""
    for mentee in ("Lena Brandt", "Amara Nwosu"):
        pair = pair_of(mentee)
        seat = get_seat(pair.members.get(role="mentee").enrolment.person.user, pair.code)
        assert len(suggested_slots(seat, ZoneInfo("Europe/Berlin"))) >= 3


def exactly_three_people_who_can_sign_in() -> None:
    emails = {email for email, _name, _sentence in DEMO_PEOPLE}
    able = {user.email for user in User.objects.all() if user.has_usable_password()}
    assert able == emails
    assert all(user.check_password("demo") for user in User.objects.filter(email__in=emails))
    verified = EmailAddress.objects.filter(verified=True).values_list("email", flat=True)
    answered = {Person.objects.get(name=name).email for name, (_ago, how) in ASKED.items() if how == ANSWERED}
    assert set(verified) == emails | answered
    names = dict(Person.objects.filter(email__in=emails).values_list("email", "name"))
    assert names == {email: name for email, name, _sentence in DEMO_PEOPLE}


def no_mail_about_the_past() -> None:
    assert Delivery.objects.filter(state=Delivery.State.DUE, due_at__lte=clock.now()).count() == 0
    outbox.plan_due()
    assert Delivery.objects.filter(state=Delivery.State.DUE, due_at__lte=clock.now()).count() == 0


def something_new_of_each_kind_next_morning() -> None:
    morning = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
    outbox.plan_due(morning)
    due = Delivery.objects.filter(state=Delivery.State.DUE, due_at__lte=morning)
    kinds = Counter(due.values_list("occurrence__kind", flat=True))
    told = {kind: kinds[kind] for kind in ("agenda", "feedback", "rhythm")}
    assert told == {"agenda": 1, "feedback": 2, "rhythm": 2}
    assert kinds["daily"] > 3


def what_is_there_when_run_again() -> None:
    Person.objects.filter(name="Lena Brandt").update(department="Changed")
    before = (Person.objects.count(), Occurrence.objects.count())
    assert seed() == "The demo is already there; nothing was changed."
    assert (Person.objects.count(), Occurrence.objects.count()) == before
    assert Person.objects.get(name="Lena Brandt").department == "Changed"


@pytest.fixture
def demo(db: None, settings) -> Iterator[None]:
    settings.DEMO = True
    with clock.at(AUTUMN):
        seed()
        yield


def test_seed_demo_writes_a_world_and_keeps_it(demo: None, client: Client):
    """One seed for many looks at it: it takes seconds."""
    two_cohorts()
    invitations_in_every_state()
    a_program_in_which_mentees_look_themselves()
    pairs_at_several_stages()
    a_round_with_rules_of_its_own(client)
    a_lively_today_for_the_three()
    dates_that_suit_both()
    exactly_three_people_who_can_sign_in()
    no_mail_about_the_past()
    what_is_there_when_run_again()
    something_new_of_each_kind_next_morning()


def answers() -> list[tuple[object, ...]]:
    rows = Enrolment.objects.select_related("person").order_by("cohort__starts_on", "person__email", "role")
    return [
        (row.person.name, row.role, row.capacity, row.goal, row.topics, row.expertise, row.person.usual_hours)
        for row in rows
    ]


def test_seed_demo_fresh_starts_over_with_the_same_people_also_in_a_night_of_changing_clocks(demo: None):
    first, codes = answers(), set(Person.objects.values_list("code", flat=True))
    counts = [model.objects.count() for model in (Person, User, Enrolment)]
    Person.objects.filter(name="Lena Brandt").update(department="Changed")
    with clock.at(SPRING_NIGHT):
        assert seed("--fresh") == "The demo is ready: three programs, four cohorts."
        assert [one.name for one in Cohort.objects.order_by("starts_on")[:2]] == [
            "Last spring",
            "Winter 2027",
        ]
        no_mail_about_the_past()
    assert [model.objects.count() for model in (Person, User, Enrolment)] == counts
    assert answers() == first
    assert not codes & set(Person.objects.values_list("code", flat=True))
    assert Person.objects.get(name="Lena Brandt").department != "Changed"
