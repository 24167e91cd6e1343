"""What was done to a pair by hand: when, by whom, and why where somebody said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from matching.models import Draft, Move, Proposal
from mentorship.accounts.models import User
from programs.models import Organisation, Person


@dataclass(frozen=True)
class Entry:
    words: str
    by: str
    at: datetime
    reason: str
    undone: bool


def history(draft: Draft, proposal: Proposal) -> list[Entry]:
    """Of the mentee of this pair in this draft, the latest first. One statement."""
    named = Person.objects.filter(user=OuterRef("by"), organisation=draft.cohort.program.organisation_id)
    rows = Move.objects.filter(draft=draft, mentee=proposal.mentee_id).annotate(
        by_name=Subquery(named.exclude(name="").values("name")[:1])
    )
    people = ("mentor_before__person", "mentor_after__person", "by")
    return [
        Entry(
            words=_words(row),
            by=row.by_name or (row.by.email if row.by else ""),
            at=row.at,
            reason=str(row.get_reason_display()) if row.reason else "",
            undone=row.undone,
        )
        for row in rows.select_related(*people).order_by("-pk")
    ]


def last_of(draft: Draft, user: User) -> Move | None:
    """What this coordinator did last in the draft and “Undo” takes back. One statement.

    What was done to a pair that is published by now stands, and so does whatever that press was built on: passed over,
    it is not in the way of what was done to other pairs before.
    """
    published = Proposal.objects.filter(draft=draft, code=OuterRef("pair"), publication__isnull=False)
    rows = Move.objects.filter(draft=draft, undone=False).annotate(published=Exists(published))
    rows = rows.select_related("mentee__person").defer("before").order_by("-step", "-pk")
    stands: set[str] = set()
    for _step, press in groupby(rows, key=attrgetter("step")):
        moves = list(press)
        if any(move.published or move.pair in stands for move in moves):
            stands |= {move.pair for move in moves}
        elif moves[0].by_id == user.pk:
            return moves[0]
    return None


def staff_names(users: Iterable[User | None], organisation: Organisation) -> dict[int, str]:
    """By id: the name the organisation knows them by, else their address."""
    found = {user.pk: user.email for user in users if user is not None}
    people = Person.objects.filter(organisation=organisation, user__in=found).exclude(name="")
    return found | dict(people.values_list("user_id", "name")) if found else {}


def _words(row: Move) -> str:
    before = row.mentor_before.person.shown_name if row.mentor_before else ""
    after = row.mentor_after.person.shown_name if row.mentor_after else ""
    if before and after and before != after:
        return _("%(what)s from %(before)s to %(after)s") % {
            "what": row.get_kind_display(),
            "before": before,
            "after": after,
        }
    return _("%(what)s: %(who)s") % {"what": row.get_kind_display(), "who": after or before}
