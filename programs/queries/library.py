"""The library as one person sees it: the guides, what their programs recommend, and what they have read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib.links import host_of
from mentorship.lib.tables import Fact, Table, column
from programs.models import LibraryItem, LibraryMark, Mentorship
from programs.queries.guides import EVERYBODY, FOR_WHOM, GUIDES, PRINT, Guide


@dataclass(frozen=True)
class Entry:
    """A guide or a program's item, alike."""

    slug: str
    title: str
    summary: str
    topics: list[str]
    minutes: int | None
    language: str
    role: str
    for_whom: str
    program: str  # empty for a guide
    link: str
    host: str
    read_at: datetime | None
    to_print: bool = False


@dataclass(frozen=True)
class Wanted:
    """What somebody filters by; empty is everything."""

    words: str = ""
    role: str = ""
    topic: str = ""

    def takes(self, entry: Entry) -> bool:
        texts = " ".join([entry.title, entry.summary, entry.program, *entry.topics]).casefold()
        found = all(word in texts for word in self.words.casefold().split())
        of_role = not self.role or entry.role in {self.role, EVERYBODY}
        return found and of_role and (not self.topic or self.topic in entry.topics)


def entries_for(user: User) -> list[Entry]:
    """Two statements: the items of one's programs, one's marks. The guides are code."""
    read = dict(LibraryMark.objects.visible_to(user).values_list("slug", "read_at"))
    items = LibraryItem.objects.visible_to(user).select_related("program").defer("text")
    own = [_of_item(item, read) for item in items]
    return [*own, *(_of_guide(guide, read) for guide in GUIDES.values())]


def topics_of(entries: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(topic for entry in entries for topic in entry.topics))


def find(user: User, slug: str) -> tuple[Entry, Guide | None, LibraryItem | None] | None:
    """What an address of the library names, if this person may read it."""
    read = dict(LibraryMark.objects.visible_to(user).filter(slug=slug).values_list("slug", "read_at"))
    if guide := GUIDES.get(slug):
        return _of_guide(guide, read), guide, None
    item = LibraryItem.objects.visible_to(user).select_related("program").filter(code=slug).first()
    return (_of_item(item, read), None, item) if item else None


def suggested_for(user: User, words: Iterable[str], most: int = 3) -> list[Entry]:
    """What the library has on somebody's topics, items of their program first: for the page of a goal."""
    wanted = [word.casefold() for word in words if len(word) > 2]
    hits = []
    for entry in entries_for(user):
        texts = " ".join([entry.title, *entry.topics]).casefold()
        if not entry.to_print and any(word in texts for word in wanted):
            hits.append(entry)
    return hits[:most]


def pairs_of(user: User, part: str = "") -> list[tuple[str, str]]:
    """Code and partner's name of one's live mentorships, or of those that use a part of their program."""
    rows = Mentorship.objects.of_member(user).active().select_related("cohort__program")
    rows = rows.prefetch_related("members__enrolment__person").order_by("pk")
    return [
        (row.code, ", ".join(_others(row, user)))
        for row in rows
        if not part or part in row.cohort.program.parts
    ]


def _others(mentorship: Mentorship, user: User) -> list[str]:
    people = [member.enrolment.person for member in mentorship.members.all()]
    return [person.first_name for person in people if person.user_id != user.pk]


@dataclass(frozen=True)
class Learned:
    title: str
    summary: str
    minutes: int
    read_at: datetime


LEARNED = Table(
    "mentoring-practice",
    (
        column("guide", _("Guide"), lambda row: row.title, Fact(_("About"), lambda row: row.summary)),
        column("read", _("Read on"), lambda row: row.read_at),
        column("minutes", _("Minutes"), lambda row: row.minutes, num=True),
    ),
)
# What a program recommends, as its coordinators see it.
ITEMS = Table(
    "library",
    (
        column("title", _("Title"), lambda row: row.title, Fact(_("Link"), lambda row: row.link)),
        column("whom", _("For whom"), lambda row: row.get_for_whom_display()),
        column("minutes", _("Minutes"), lambda row: row.minutes, num=True),
        column("topics", _("Topics"), lambda row: ", ".join(row.topics)),
        column("language", _("Language"), lambda row: row.language),
    ),
)


def record_of(user: User) -> list[Learned]:
    """What a mentor has read about mentoring, the earliest first: their record of practice."""
    marks = LibraryMark.objects.visible_to(user).order_by("read_at", "pk").values_list("slug", "read_at")
    return [
        Learned(str(guide.title), str(guide.summary), guide.minutes, at)
        for slug, at in marks
        if (guide := GUIDES.get(slug)) and guide.practice
    ]


def left_to_read(record: list[Learned]) -> list[Guide]:
    known = {learned.title for learned in record}
    return [guide for guide in GUIDES.values() if guide.practice and str(guide.title) not in known]


def _of_guide(guide: Guide, read: dict[str, datetime]) -> Entry:
    return Entry(
        slug=guide.slug,
        title=str(guide.title),
        summary=str(guide.summary),
        topics=[str(guide.topic)],
        minutes=guide.minutes,
        language="",
        role=guide.for_whom,
        for_whom=str(FOR_WHOM[guide.for_whom]),
        program="",
        link="",
        host="",
        read_at=read.get(guide.slug),
        to_print=guide.topic == PRINT,
    )


def _of_item(item: LibraryItem, read: dict[str, datetime]) -> Entry:
    return Entry(
        slug=item.code,
        title=item.title,
        summary="",
        topics=item.topics,
        minutes=item.minutes,
        language=item.language,
        role=item.for_whom,
        for_whom=str(FOR_WHOM[item.for_whom]),
        program=item.program.name,
        link=item.link,
        host=host_of(item.link),
        read_at=read.get(item.code),
    )
