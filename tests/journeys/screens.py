"""Every page of a participant, of a pair and of those who help it, with somebody of the demo who may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from mentorship.notifications.fewer import fewer_link, stop_link
from mentorship.work import queue
from mentorship.work.models import Job
from programs import models
from programs.models import Cohort, Concern, HelpRequest, LibraryItem, Member, Mentorship, Part
from programs.models.coordinator_notes import NoteRecipient
from sessions.actions.help import tell_safeguarding
from sessions.models import AgendaItem, CheckIn, Feedback, JournalEntry, Meeting
from sessions.queries.check_ins import check_in_link
from tests.journeys.cohort_screens import of_cohort
from tests.journeys.corrected import corrected
from tests.journeys.import_screens import imports_of
from tests.journeys.no_screen import NO_SCREEN
from tests.journeys.offer_screens import of_two_sides

# What most of a participant's time goes by on: looked at in all four looks.
MAIN = {
    "dashboards:today",
    "sessions:space",
    "sessions:meeting",
    "sessions:meetings",
    "sessions:live",
    "sessions:after",
    "sessions:prepare",
    "sessions:goal",
    "sessions:goals",
    "sessions:agreement",
    "sessions:feedback",
    "sessions:messages",
    "sessions:mentoring",
}


LENA, TOMAS, MIRA = (f"{who}@demo.example" for who in ("mentee", "mentor", "coordinator"))
OF_A_COHORT = ("people", "person_new", "import_new", "applications", "invitations")
NAMESPACES = ("dashboards", "programs", "sessions")


@dataclass(frozen=True)
class Screen:
    """`who` is the address somebody is signed in with, `name` the route."""

    who: str
    name: str
    path: str


def at(who: str, name: str, *args: object, query: str = "") -> Screen:
    return Screen(who, name, reverse(name, args=args) + query)


def screens() -> list[Screen]:
    """All of them. Turns every part on, and adds what the demo does not tell: a concern, and fresh feedback."""
    lena = member("Lena Brandt")
    program = lena.mentorship.cohort.program
    program.chosen_parts, program.gives_certificates = Part.values, True
    program.save()
    held = Meeting.objects.filter(mentorship=lena.mentorship, starts_at__lt=clock.now()).latest("starts_at")
    ahead = Meeting.objects.filter(mentorship=lena.mentorship).upcoming().earliest("starts_at")
    Feedback.objects.filter(meeting=held, author=lena).update(recorded_at=clock.now())
    tell_safeguarding(by=member("Tariq Hussain"), text="I would like to talk about how last week went.")
    code = lena.mentorship.code
    return [
        *_own(),
        *_of_lena(code),
        *_of_meetings(code, held, ahead),
        at(
            MIRA, "dashboards:mentorship_strike", program.code, lena.mentorship.cohort.code, code, held.number
        ),
        *_of_goals(code),
        *_of_check_ins(lena),
        *_of_others(),
        *(at(*one) for one in of_cohort(lena, member("Kwame Mensah"), member("Grace Thornton"), MIRA)),
        *_of_staff(program.code, lena.mentorship.cohort.code, code),
        *(at(*one) for one in corrected(lena.mentorship, LENA, MIRA)),
        *(at(*one) for one in of_two_sides(LENA, TOMAS, MIRA)),
    ]


def member(name: str) -> Member:
    """A mentee of the demo."""
    found = Member.objects.select_related("mentorship__cohort__program", "enrolment__person__user")
    return next(one for one in found.filter(role="mentee") if str(one.enrolment.person) == name)


def _own() -> list[Screen]:
    """What is somebody’s own, across mentorships."""
    day = JournalEntry.objects.filter(author__email=LENA).latest("day").day.isoformat()
    both = ("dashboards:today", "sessions:mentorships", "sessions:my_actions", "programs:library")
    return [
        *(at(who, name) for who in (LENA, TOMAS) for name in both),
        at(LENA, "sessions:all_goals"),
        at(LENA, "sessions:journal"),
        at(LENA, "sessions:journal_day", day),
        at(LENA, "sessions:thanks_mine"),
        at(LENA, "programs:help"),
        at(LENA, "programs:profile"),
        at(LENA, "dashboards:notifications"),
        at(LENA, "dashboards:happened"),
        at(LENA, "dashboards:fewer", token_of(fewer_link(User.objects.get(email=LENA), "goal"))),
        at(LENA, "dashboards:stop_line", token_of(stop_link(User.objects.get(email=LENA), "goal-k7f3-1"))),
        at(LENA, "sessions:calendar"),
        at(LENA, "programs:library_page", "listening"),
        at(LENA, "programs:library_page", LibraryItem.objects.earliest("pk").code),
        at(TOMAS, "sessions:mentoring"),
        at(TOMAS, "sessions:mentoring_record"),
        at(TOMAS, "programs:library_record"),
        at(TOMAS, "programs:library_page", "feedback"),
    ]


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


PAIR = """space partner thread action_new meetings meeting_new meeting_log times goals goal_new outcome_new decisions
agreement agreement_edit agreement_history resources messages updates all_notes thanks introductions feedback_all
reviews feedback_ask learning advice rhythm help help_change help_match help_ask help_wrong ending letter keepsake
story"""


def _of_lena(code: str) -> list[Screen]:
    quarter = Quarter.of(clock.now().date()).slug
    return [
        *(at(LENA, f"sessions:{name}", code) for name in PAIR.split()),
        at(LENA, "sessions:messages", code, query="?choose=1"),
        at(LENA, "sessions:review", code, quarter),
        *(at(LENA, f"sessions:{name}", code, "round-1") for name in ("review_together", "review_record")),
        at(LENA, "sessions:decision", code, 1),
        at(LENA, "sessions:introduction", code, 2),
        at(LENA, "sessions:introduction", code, 1),
        at(LENA, "sessions:feedback_request", code, 3),
        at(LENA, "sessions:advice_one", code, 3),
        *(at(TOMAS, f"sessions:{name}", code) for name in ("space", "feedback_all", "advice", "learning")),
        at(TOMAS, "sessions:feedback_request", code, 3),
        at(TOMAS, "sessions:introduction", code, 1),
    ]


def _of_meetings(code: str, held: Meeting, ahead: Meeting) -> list[Screen]:
    topic = AgendaItem.objects.filter(meeting=ahead, author__enrolment__person__user__email=LENA).earliest(
        "pk"
    )
    before = ("meeting", "meeting_move", "meeting_cancel", "agenda", "prepare", "preparation", "live")
    after = ("meeting", "notes", "private_note", "after", "feedback", "told")
    return [
        *(at(LENA, f"sessions:{name}", code, ahead.number) for name in before),
        at(LENA, "sessions:agenda_edit", code, ahead.number, query=f"?topic={topic.pk}"),
        *(at(LENA, f"sessions:{name}", code, held.number) for name in after),
        at(TOMAS, "sessions:meeting", code, ahead.number),
        *(at(TOMAS, f"sessions:{name}", code, held.number) for name in ("after", "feedback", "told")),
        at(LENA, "sessions:feedback_edit", code, held.number),
        at(TOMAS, "sessions:feedback", member("Amara Nwosu").mentorship.code, 4),
    ]


def _of_goals(code: str) -> list[Screen]:
    return [
        *(
            at(LENA, f"sessions:{name}", code, 1)
            for name in ("goal", "goal_edit", "goal_history", "goal_values", "evidence", "milestone_new")
        ),
        at(LENA, "sessions:goal", code, 2),
        *(at(LENA, "sessions:assessment", code, 1, moment) for moment in ("start", "middle")),
        at(TOMAS, "sessions:goal", code, 1),
        at(TOMAS, "sessions:assessment", code, 1, "start"),
    ]


def _of_check_ins(lena: Member) -> list[Screen]:
    """Hers waits, his is answered; the link of her mail as somebody else who holds it sees it."""
    link = check_in_link(lena.enrolment.person.user, CheckIn.objects.open().get(member=lena).pk)
    return [
        *(at(who, "sessions:check_in", lena.mentorship.code) for who in (LENA, TOMAS)),
        Screen(TOMAS, "sessions:check_in_by_mail", urlsplit(link).path),
    ]


def _of_others() -> list[Screen]:
    """Day one, times to choose from, a rest, a question about the rhythm, an ending begun, one that is over."""
    shown = {
        "Tariq Hussain": "space meetings goals agreement agreement_answer times help",
        "Amara Nwosu": "space times",
        "Kwame Mensah": "space rhythm agreement",
        "Daniel Costa": "space rhythm",
        "Sofia Marinou": "space ending letter help",
        "Grace Thornton": "space meetings goals agreement messages help ending letter keepsake certificate story",
    }
    return [
        at(one.enrolment.person.user.email, f"sessions:{name}", one.mentorship.code)
        for one, names in ((member(name), names) for name, names in shown.items())
        for name in names.split()
    ]


def _of_staff(program: str, cohort: str, code: str) -> list[Screen]:
    ahead = Cohort.objects.filter(program__code=program).latest("starts_on")
    pick = f"{ahead.enrolments.filter(state='applied').earliest('pk').code}:applied"
    contact = models.SafeguardingContact.objects.get(program__code=program).user.email
    requests = HelpRequest.objects.filter(cohort__code=cohort).order_by("pk")
    asker = requests[0].author.person.user.email
    wish = requests.filter(kind=HelpRequest.Kind.DIFFERENT_MATCH).latest("pk")
    person = Mentorship.objects.get(code=code).members.get(role="mentee").enrolment.person
    reader = NoteRecipient.objects.filter(note__is_test=False).exclude(member=None).latest("pk")
    note = reader.note
    settings = "settings parts suggestion check_ins reviews reminders contacts library mail_texts questions duplicate"
    asked = models.Question.objects.filter(version_of__program__code=program).latest("position").code
    return [
        at(MIRA, "dashboards:today"),
        *(at(MIRA, f"programs:program_{name}", program) for name in settings.split()),
        at(MIRA, "programs:program_mail_text", program, "matched"),
        at(MIRA, "programs:question_new", program),
        at(MIRA, "programs:question", program, asked),
        at(MIRA, "programs:hand_over", program),
        at(MIRA, "dashboards:what_they_see_first", program),
        *(at(MIRA, "dashboards:what_they_see", program, "mentor", one) for one in ("space", "meeting")),
        at(MIRA, "programs:library_item", program, LibraryItem.objects.earliest("pk").code),
        *(at(MIRA, f"programs:{name}", program, cohort) for name in ("cohort", "cohort_dates", "requests")),
        *(at(MIRA, "programs:request", program, cohort, request.code) for request in requests),
        at(MIRA, "sessions:check_in_notes", program, cohort),
        at(MIRA, "programs:mentorship_end", program, cohort, code),
        *(
            at(MIRA, f"dashboards:{name}", program, cohort)
            for name in (
                *("mentorships", "cohort_health", "reviews", "summary", "notes", "note_new", "cohort_close"),
            )
        ),
        at(MIRA, "dashboards:reports"),
        at(MIRA, "dashboards:note_new", program, cohort, query="?all=1&hand=on"),
        at(MIRA, "dashboards:note", program, cohort, note.code),
        at(reader.member.enrolment.person.user.email, "dashboards:note_read", note.code),
        *(at(MIRA, name, *args) for name, args in imports_of(program, cohort, User.objects.get(email=MIRA))),
        *(at(MIRA, f"programs:{name}", program, cohort) for name in OF_A_COHORT),
        at(MIRA, "programs:application_decide", program, ahead.code, query=f"?decision=declined&pick={pick}"),
        at(MIRA, "programs:applications", program, ahead.code, query="?blind=on"),
        *(at(MIRA, f"programs:{name}", program, cohort, person.code) for name in ("person", "person_edit")),
        *(at(MIRA, f"programs:{name}") for name in ("programs", "program_new", "mail")),
        at(MIRA, "dashboards:system"),
        *(at(MIRA, "dashboards:job", job.code) for job in _jobs(User.objects.get(email=MIRA))),
        at(MIRA, "dashboards:demo_outbox"),
        at(MIRA, "programs:cohort_new", program),
        at(MIRA, "programs:cohort_new", program, query=f"?like={cohort}"),
        at(MIRA, "matching:rematch", program, cohort, wish.code),
        at(asker, "programs:my_request", requests[0].code),
        at(asker, "programs:ask", program, cohort),
        at(contact, "programs:concerns"),
        at(contact, "programs:concern", Concern.objects.latest("pk").code),
    ]


def _jobs(mira: User) -> list[Job]:
    """One that waits, one that is done, one that broke."""
    jobs = [queue.add("import", subject_id=number, by=mira, asked_from="/programs/") for number in range(3)]
    for job, state in zip(jobs[1:], ("done", "failed"), strict=True):
        job.state, job.ended_at, job.result_path = state, clock.now(), "/programs/"
        job.save()
    return jobs


def astray(found: list[Screen]) -> list[str]:
    """Routes that answer a GET, are no screen here and are not named in NO_SCREEN; and names there of no route."""
    routes, visited = set(_routes()), {screen.name for screen in found}
    return sorted((routes - visited - set(NO_SCREEN)) | (set(NO_SCREEN) - routes))


def _routes() -> Iterator[str]:
    client = Client()
    who = User.objects.get(email=LENA)
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    parts = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    for part in parts:
        for route in part.url_patterns if part.namespace in NAMESPACES else ():
            name = f"{part.namespace}:{route.name}"
            given = {
                key: 1 if "int" in type(kind).__name__.lower() else "x"
                for key, kind in route.pattern.converters.items()
            }
            if client.get(reverse(name, kwargs=given)).status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                yield name
