"""What the two share, and the files of it: theirs alone, names of files too. The library: everybody's own program's."""

from collections.abc import Callable

from django.urls import reverse

from mentorship.lib.files import new_file
from programs.actions.library import add_item
from sessions.actions.files import keep_file
from sessions.actions.resources import NewResource, share_resource
from sessions.models import PairFile, Resource
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, SIGNED_IN, Row
from tests.sessions import rows
from tests.world import World


def a_file(world: World) -> places.Kwargs:
    keep_file(by=rows.seats(world.ada_ben)[0], upload=new_file("plan.txt", b"A plan."))
    return {**places.own_pair(world), "number": 1}


def an_item(world: World) -> places.Kwargs:
    item = add_item(program=world.program, by=world.mira, title="House rules", text="Be kind.")
    return {**places.program(world), "item": item.code}


def items_page(world: World) -> places.Kwargs:
    return {"slug": an_item(world)["item"]}


def made_file(world: World, text: str) -> PairFile:
    return PairFile.objects.create(
        mentorship=world.ada_ben,
        number=901,
        author=world.member(world.ben),
        name=text,
        content_type="text/plain",
        size=len(text),
        data=text.encode(),
    )


def made_resource(world: World, text: str) -> Resource:
    return Resource.objects.create(
        mentorship=world.ada_ben,
        number=901,
        author=world.member(world.ben),
        kind="link",
        title=text,
        why=text,
        link=text,
    )


# Whoever was accepted into the program, and its coordinator.
READERS = frozenset({"ada", "ben", "cleo", "fay", "former", "mira"})
ROUTES = {
    "sessions:file": Row(MEMBERS_ONLY, to=a_file),
    "sessions:resources": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:resource_read": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:resource_talk": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:resource_remove": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:share_from_library": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:agenda_from_library": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "programs:library": Row(SIGNED_IN),
    "programs:library_record": Row(SIGNED_IN),
    "programs:library_page": Row(READERS, to=items_page),
    "programs:library_mark": Row(READERS, 405, 303, 405, to=items_page),
    "programs:program_library": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "programs:library_item": Row(COORDINATOR_ONLY, post=422, to=an_item),
    "programs:library_item_remove": Row(COORDINATOR_ONLY, 405, 303, 405, to=an_item),
    "programs:help": Row(SIGNED_IN),
}
MADE = {"mentoring_sessions.PairFile": made_file, "mentoring_sessions.Resource": made_resource}
AUTHORS: dict[str, str] = {}
QUERYSETS = {
    ("mentoring_sessions.PairFile", "visible_to"): "pair_file",
    ("mentoring_sessions.Resource", "visible_to"): "resource",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """A link, whose host shows in small letters, so the word is its path; and a file with the word inside."""
    ada, _ben = rows.seats(world.ada_ben)
    share_resource(
        by=ada,
        new=NewResource(
            title=word("Resource.title"),
            why=word("Resource.why"),
            link=f"https://example.org/{word('Resource.link')}",
        ),
    )
    upload = new_file(f"{word('PairFile.name')}.txt", word("PairFile.data").encode())
    share_resource(by=ada, new=NewResource(title="A plan", kind="file", upload=upload))


def addresses(world: World) -> list[str]:
    code = world.ada_ben.code
    return [
        reverse("sessions:resources", args=[code]),
        *(reverse("sessions:file", args=[code, number]) for number in (1, 2)),
        *(reverse(f"programs:{name}") for name in ("library", "library_record", "help")),
        f"{reverse('programs:library_record')}?as=csv",
        reverse("programs:program_library", args=[world.program.code]),
    ]
