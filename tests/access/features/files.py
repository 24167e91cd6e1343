"""Files of the two: theirs alone, also their names."""

from mentorship.lib.files import new_file
from sessions.actions.files import keep_file
from sessions.models import PairFile
from tests.access import places
from tests.access.row import MEMBERS_ONLY, Row
from tests.sessions import rows
from tests.world import World


def a_file(world: World) -> places.Kwargs:
    keep_file(by=rows.seats(world.ada_ben)[0], upload=new_file("plan.txt", b"A plan."))
    return {**places.own_pair(world), "number": 1}


def made(world: World, text: str) -> PairFile:
    return PairFile.objects.create(
        mentorship=world.ada_ben,
        number=901,
        author=world.member(world.ben),
        name=text,
        content_type="text/plain",
        size=len(text),
        data=text.encode(),
    )


ROUTES = {"sessions:file": Row(MEMBERS_ONLY, to=a_file)}
MADE = {"mentoring_sessions.PairFile": made}
AUTHORS: dict[str, str] = {}
QUERYSETS = {("mentoring_sessions.PairFile", "visible_to"): "pair_file"}


def plant(world: World, word: object) -> None:
    """Nothing yet: what points to a file plants it."""


def addresses(world: World) -> list[str]:
    return []
