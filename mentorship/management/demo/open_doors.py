"""A second program, in which mentees look for a mentor themselves: somebody to find, an ask to answer, one answered."""

from datetime import date, timedelta

from matching.actions.asks import ask_mentor
from matching.actions.offers import answer_offer
from matching.actions.ways import choose_way
from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.actions import enrolments
from programs.actions.program_settings import add_contact
from programs.actions.programs import Dates, create_program
from programs.models import Cohort, Enrolment, Organisation, Person

NAME, COHORT = "Open doors", "Open doors"
PURPOSE = "One question, one person who has been there, a few talks. Mentees ask whom they would like."
DAY = timedelta(days=1)
MENTORS = {
    "Tomás Herrera": (3, ("Hard talks", "Leading people")),
    "Ingrid Solberg": (2, ("Leading without power", "Negotiating")),
    "Priya Raman": (2, ("Learning to code", "Leaving a field")),
    "Hannah Greenwood": (2, ("Hard talks", "Speaking in public")),
    "Femi Balogun": (1, ("Speaking in public", "Starting something")),
    "Carys Pritchard": (1, ("Leading people", "Planning a career")),
    "Graham Sutcliffe": (1, ("Negotiating", "Planning a career")),
    "Michael Osei": (2, ("Hard talks", "Writing that is read")),
    "Nadia Rahimi": (1, ("Starting something", "Speaking in public")),
    "Rosa Giordano": (1, ("Writing that is read", "Learning to code")),
    "Thomas Ashdown": (1, ("Leading people", "Hard talks")),
    "Fiona MacAllister": (2, ("Speaking in public", "Planning a career")),
    "Aoife Brennan": (1, ("Negotiating", "Hard talks")),
}
MENTEES = {
    "Lena Brandt": (
        "I want to speak in front of sixty people without reading.",
        ("Speaking in public", "Hard talks"),
    ),
    "Daniel Costa": ("I want to say early when a date cannot be kept.", ("Hard talks",)),
    "Harriet Moss": ("I want to write a plan that somebody reads to the end.", ("Writing that is read",)),
}
ASKS = (
    (
        "Lena Brandt",
        "Hannah Greenwood",
        4,
        {
            "intent": "Speaking in front of sixty people without reading it out.",
            "why_you": "You opened the summer meeting with a story and no slide. I remember it.",
            "i_bring": "I have given two talks and filmed both. I can practise every Thursday evening.",
            "first_talk": "You watch three minutes of one talk; we find one thing to change before the next.",
        },
    ),
    (
        "Daniel Costa",
        "Tomás Herrera",
        2,
        {
            "intent": "Saying early that a date cannot be kept, instead of the evening before.",
            "why_you": "Lena says that you ask before you advise, and that you once moved a release out loud.",
            "i_bring": "The last three dates I missed, written down with what I knew when.",
            "first_talk": "One of the three: when could I have said it, and in which words?",
        },
    ),
    (
        "Harriet Moss",
        "Rosa Giordano",
        6,
        {
            "intent": "A plan of one page that is read to the end.",
            "why_you": "Your notes on the move were two pages, and everybody had read them.",
            "i_bring": "My plan of eleven pages, and no pride in it.",
            "first_talk": "We cross out until one page is left.",
        },
    ),
)


def open_doors(*, organisation: Organisation, by: User, today: date, contact: tuple[str, str]) -> None:
    cohort = _program(organisation, by, today, contact)
    people = {one.name: one for one in Person.objects.filter(organisation=organisation)}
    places = {
        name: _place(cohort, people[name], "mentor", today, by, capacity=room, topics=list(topics))
        for name, (room, topics) in MENTORS.items()
    }
    places |= {
        name: _place(cohort, people[name], "mentee", today, by, goal=goal, topics=list(topics))
        for name, (goal, topics) in MENTEES.items()
    }
    for mentee, mentor, ago, note in ASKS:
        with clock.at(clock.now() - ago * DAY):
            asked = ask_mentor(mentee=places[mentee], mentor=places[mentor], note=note)
        if mentor == "Rosa Giordano":
            with clock.at(clock.now() - 5 * DAY):
                answer_offer(
                    offer=asked, by=places[mentor], yes=False, reason="No evening is left this autumn."
                )


def _program(organisation: Organisation, by: User, today: date, contact: tuple[str, str]) -> Cohort:
    with clock.at(clock.now() - 40 * DAY):
        program = create_program(
            organisation=organisation,
            by=by,
            dates=Dates(
                name=COHORT,
                enrol_from=today - 35 * DAY,
                enrol_until=today + 60 * DAY,
                starts_on=today - 14 * DAY,
                ends_on=today + 250 * DAY,
            ),
            name=NAME,
            purpose=PURPOSE,
            months=3,
            rhythm_weeks=3,
            time_zone=organisation.time_zone,
        )
        add_contact(program=program, email=contact[0], name=contact[1], by=by)
        choose_way(program=program, by=by, way="self", wishes=0, answer_days=7, trial_call=False)
    return program.cohorts.get()


def _place(cohort: Cohort, person: Person, role: str, today: date, by: User, **facts: object) -> Enrolment:
    with clock.at(clock.now() - 20 * DAY):
        place = enrolments.apply(cohort=cohort, person=person, role=role, **facts)
        enrolments.accept(enrolment=place, by=by, tell=False)
    place.refresh_from_db()
    return place
