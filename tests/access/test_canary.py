"""A word nobody else uses in every private field of a pair: the pair finds each, nobody else any, anywhere.

The crawl follows every link from a person's start pages and asks for every route of the pair by its address.
"""

import re
from collections import Counter
from copy import deepcopy
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.mail import message_of
from mentorship.notifications.models import Delivery
from programs.audiences import AUDIENCES, FIELDS, Reader
from sessions.actions.action_items import add_action
from sessions.actions.agenda import add_topic
from sessions.actions.feedback import record_feedback
from sessions.actions.goals import set_goal
from sessions.actions.meetings import When, book_meeting, cancel_meeting
from sessions.actions.milestones import add_milestone
from sessions.actions.notes import save_note
from tests import make
from tests.access.features import FEATURES
from tests.sessions import rows
from tests.world import World

START = ("/", "/today/", "/mentorships/", "/programs/", "/me/profile/", "/system/mail/")
NEVER = ("/accounts/logout/", "/demo/")
# A journal has a page for every day there ever was: of addresses that differ in numbers only, so many are opened.
ALIKE = 12
LINK = re.compile(r'(?:href|action|hx-get|src)="([^"#]+)')


def canary(name: str) -> str:
    return f"CANARY-{name}-7f3a9c"


PRIVATE = {
    field: canary(field.split(".", 1)[1].upper().replace(".", "-"))
    for field, audience in FIELDS.items()
    if Reader.PAIR in AUDIENCES[audience] and Reader.COORDINATOR not in AUDIENCES[audience]
}


# What only its author may read (or only until both have written): the field, and which of the two wrote it.
ONLY = {field: who for feature in FEATURES for field, who in getattr(feature, "ONLY", {}).items()}
ONLY_WORDS = {field: canary(field.split(".", 1)[1].upper().replace(".", "-")) for field in ONLY}

# By the short name of a field, for what somebody else than the pair may read, too (`JournalEntry.text`).
CANARIES = {
    field.split(".", 1)[1]: canary(field.split(".", 1)[1].upper().replace(".", "-")) for field in FIELDS
}


def plant(world: World) -> None:
    """Through the actions, so that their mails and audit rows are planned as well."""
    mentor, mentee = rows.seats(world.ada_ben)
    word = {field.split(".", 1)[1]: text for field, text in PRIVATE.items()}
    for person in (world.ada, world.ben):
        person.contact = word["Person.contact"]
        person.save()
    zone = world.program.zone
    soon, late = (clock.today(zone) + timedelta(days=days) for days in (1, 20))
    hour = clock.now().time().replace(microsecond=0)
    meeting = book_meeting(by=mentee, when=When(soon, hour, 45, zone), place=word["Meeting.place"])
    off = book_meeting(by=mentor, when=When(late, hour, 45, zone), place=word["Meeting.place"])
    cancel_meeting(by=mentor, meeting=off, line=word["Meeting.line"])
    add_topic(by=mentee, meeting=meeting, title=word["AgendaItem.title"])
    save_note(by=mentor, meeting=meeting, text=word["SharedNote.text"], version=0)
    add_action(by=mentor, owner=mentee, text=word["ActionItem.text"], meeting=meeting)
    goal = set_goal(
        by=mentee,
        sentence=word["Goal.sentence"],
        measure=word["Goal.measure"],
        relevance=word["Goal.relevance"],
    )
    add_milestone(by=mentee, goal=goal, title=word["Milestone.title"])
    past = rows.meeting(world.ada_ben, days=-1)
    words = {"went_well": word["Feedback.went_well"], "try_next": word["Feedback.try_next"]}
    record_feedback(by=mentor, meeting=past, **words)
    for feature in FEATURES:
        feature.plant(world, lambda name: CANARIES[name])


def addresses(world: World) -> list[str]:
    """Every route of the pair, and of the cohort, by direct address."""
    code, cohort = world.ada_ben.code, [world.program.code, world.cohort.code]
    pair = [
        *(
            reverse(f"sessions:{name}", args=[code])
            for name in ("space", "action_new", "meeting_new", "goal_new")
        ),
        *(
            reverse(f"sessions:{name}", args=[code, number])
            for number in (1, 2, 3)
            for name in ("meeting", "meeting_move", "meeting_cancel", "agenda", "notes", "feedback")
        ),
        *(reverse(f"sessions:{name}", args=[code, 1]) for name in ("goal", "goal_edit", "milestone_new")),
        reverse("sessions:review", args=[code, "2026-q4"]),
    ]
    lists = [reverse("dashboards:mentorships", args=cohort), reverse("programs:people", args=cohort)]
    lists += [f"{path}?as=csv" for path in lists]
    people = [reverse("programs:person", args=[*cohort, person.code]) for person in (world.ada, world.ben)]
    return [*pair, *lists, *people, *(path for feature in FEATURES for path in feature.addresses(world))]


def crawl(client: Client, start: list[str]) -> dict[str, str]:
    """Everything this person gets to see by GET, page by page, as a whole page and as HTMX asks."""
    seen: dict[str, str] = {}
    shapes: Counter[str] = Counter()
    queue = list(dict.fromkeys(start))
    while queue:
        path = queue.pop(0)
        shape = re.sub(r"[0-9]+", "0", path)
        if path in seen or path.startswith(NEVER) or shapes[shape] >= ALIKE:
            continue
        shapes[shape] += 1
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[path] = body.decode(errors="replace") + answer.headers.get("Location", "")
        found = [answer["Location"]] if answer.has_header("Location") else LINK.findall(seen[path])
        queue += [to for one in found if (to := local(path, one.replace("&amp;", "&"))) not in seen]
    return seen


def local(page: str, link: str) -> str:
    """The address on this site, without others' sites and without static files (they are nobody's words)."""
    parts = urlsplit(urljoin(f"http://testserver{page}", link))
    inside = parts.netloc == "testserver" and not parts.path.startswith("/static/")
    return f"{parts.path}{'?' + parts.query if parts.query else ''}" if inside else "/accounts/logout/"


@pytest.fixture(scope="module")
def kept_planted(kept_world: World, django_db_blocker) -> World:
    world = deepcopy(kept_world)
    with django_db_blocker.unblock(), clock.at(make.NOW):
        plant(world)
    return world


@pytest.fixture
def planted(kept_planted: World, db: None, frozen: None) -> World:
    return deepcopy(kept_planted)


def test_every_private_field_of_a_pair_was_planted(planted):
    """Through the actions, into the very column: a field nobody planted would prove nothing below."""
    missing = [name for name, text in {**PRIVATE, **ONLY_WORDS}.items() if not rests(name, text)]
    assert missing == []


def rests(field: str, text: str) -> bool:
    label, column = field.rsplit(".", 1)
    stored = apps.get_model(label).objects.values_list(column, flat=True)
    return any(text in (value.decode() if isinstance(value, bytes) else str(value)) for value in stored)


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_what_only_its_author_may_read_the_partner_finds_nowhere(planted, sign_in, name):
    pages = crawl(sign_in(getattr(planted, name)), [*START, *addresses(planted)])
    seen = "".join(pages.values())
    mine = {text for field, text in ONLY_WORDS.items() if ONLY[field] == name}
    assert [text for text in mine if text not in seen] == []
    leaks = {path for path, body in pages.items() for text in set(ONLY_WORDS.values()) - mine if text in body}
    assert leaks == set()


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_the_pair_sees_each_canary_by_following_links(planted, sign_in, name):
    seen = "".join(crawl(sign_in(getattr(planted, name)), list(START)).values())
    assert [text for text in PRIVATE.values() if text not in seen] == []


@pytest.mark.parametrize("name", ["mira", "otto", "nora", "cleo", "dan", "fay", "eve", "zed", None])
def test_nobody_else_sees_a_canary_anywhere(planted, sign_in, name):
    client = sign_in(getattr(planted, name)) if name else Client()
    pages = crawl(client, [*START, *addresses(planted)])
    assert len(pages) > 30
    leaks = {path: found for path, body in pages.items() if (found := re.findall(r"CANARY-[\w-]+", body))}
    assert leaks == {}


def test_no_mail_holds_a_canary_but_where_the_pair_is_told(planted):
    """The place stands in the calendar parts of Ben, who asked for that; how to be reached in the mail on being
    matched, a first message in the mail its author sent it with.
    """
    with clock.at(clock.now() + timedelta(days=1)):
        outbox.plan_due()
    place, contact = PRIVATE["mentoring_sessions.Meeting.place"], PRIVATE["programs.Person.contact"]
    words = {"matched": contact, "first_message": PRIVATE["mentoring_sessions.Message.text"]}
    pair = {planted.ada.user, planted.ben.user}
    kinds, leaks = set(), []
    for delivery in Delivery.objects.select_related("occurrence__recipient"):
        occurrence = delivery.occurrence
        desk = outbox.desk()
        desk.prepare([delivery])
        if (composed := desk.compose(occurrence)) is None:
            continue
        kinds.add(occurrence.kind)
        for content, kind in parts(message_of(occurrence, composed)):
            in_calendar = kind.startswith("text/calendar")
            told = place if in_calendar else words.get(occurrence.kind, "")
            readers = {planted.ben.user} if in_calendar else pair
            text = content.replace(told, "") if told and occurrence.recipient in readers else content
            leaks += [(occurrence.kind, kind)] * text.count("CANARY")
    assert leaks == []
    assert kinds >= {"matched", "meeting_booked", "meeting_cancelled", "feedback_received", "feedback"}
    assert kinds >= {"first_message", "message_received", "daily"}


def parts(message: EmailMultiAlternatives) -> list[tuple[str, str]]:
    """Headers and every body, with folded calendar lines put together again."""
    bodies = [(message.subject + str(message.extra_headers) + message.body, "text/plain")]
    return [*bodies, *((str(text).replace("\r\n ", ""), kind) for text, kind in message.alternatives)]


def test_no_canary_rests_readable_in_the_database(planted):
    readable = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            readable += [table for row in cursor.fetchall() if "CANARY-" in repr(row)]
    assert readable == []
