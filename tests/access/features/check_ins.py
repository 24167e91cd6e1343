"""Check-ins: the answer is counted, a line is the coordinators' because it was addressed to them."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse

from mentorship.lib import clock
from sessions.actions.check_ins import answer_check_in, send_note
from sessions.models import CheckIn, CheckInNote
from sessions.queries.check_ins import check_in_link
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, PUBLIC, Row
from tests.world import World


def a_check_in(world: World) -> CheckIn:
    """Asked of Ben this week, and open."""
    now = clock.now()
    return CheckIn.objects.create(
        member=world.member(world.ben), period=now.date(), about="goals", until=now + timedelta(days=10)
    )


def a_note(world: World, text: str) -> CheckInNote:
    return CheckInNote.objects.create(check_in=a_check_in(world), text=text)


def a_mailed_link(world: World) -> places.Kwargs:
    link = check_in_link(world.ben.user, a_check_in(world).pk)
    return {"signed": link.rstrip("/").rpartition("/")[2]}


ROUTES: dict[str, Row] = {
    # Without naming the question there is nothing to answer.
    "sessions:check_in": Row(MEMBERS_ONLY, post=404, to=places.own_pair),
    "sessions:check_in_note": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    # Whoever holds the link may look; Ben, signed in, is led to the page with everything on it.
    "sessions:check_in_by_mail": Row(PUBLIC, post=422, to=a_mailed_link, but={"ben": (302, 422, 302)}),
    "sessions:check_in_notes": Row(COORDINATOR_ONLY, to=places.cohort),
    "sessions:check_in_note_read": Row(COORDINATOR_ONLY, 405, 404, 405, to=places.cohort),
    "programs:program_check_ins": Row(COORDINATOR_ONLY, post=422, to=places.program),
}

MADE = {"mentoring_sessions.CheckInNote": a_note}
AUTHORS = {"mentoring_sessions.CheckInNote": "ben"}
QUERYSETS = {
    ("mentoring_sessions.CheckInNote", "visible_to"): "check_in_note",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """What is sent to the coordinators they are meant to find: it holds no canary."""
    check_in = a_check_in(world)
    answer_check_in(check_in=check_in, choice=2)
    send_note(check_in=check_in, text="We could do with a room.")


def addresses(world: World) -> list[str]:
    cohort = [world.program.code, world.cohort.code]
    return [
        reverse("sessions:check_in", args=[world.ada_ben.code]),
        reverse("sessions:check_in_notes", args=cohort),
        reverse("programs:program_check_ins", args=cohort[:1]),
    ]
