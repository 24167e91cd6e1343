"""What coordinators put into their program's library, and the marks of those who read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib.links import refuse_odd_link
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.models import LibraryItem, LibraryMark, Program

MOST = 100


@transaction.atomic
def add_item(*, program: Program, by: User, **facts: Any) -> LibraryItem:
    """`facts` are fields of LibraryItem. Everybody in the program can read it at once."""
    Program.objects.select_for_update().get(pk=program.pk)
    _refuse_empty(facts)
    if LibraryItem.objects.filter(program=program).count() >= MOST:
        raise Refusal(_("A hundred items are a library nobody searches. Remove one first."), field="title")
    item = LibraryItem.objects.create(program=program, added_by=by, **facts)
    audit.record("library.added", target=item, by=by, organisation=program.organisation)
    return item


@transaction.atomic
def edit_item(*, item: LibraryItem, by: User, version: int, **facts: Any) -> LibraryItem:
    """Over the version somebody read; a newer one is a conflict that keeps the text."""
    _refuse_empty(facts)
    rows = LibraryItem.objects.filter(pk=item.pk, version=version)
    if not rows.update(**facts, version=version + 1):
        raise Conflict(_("Another coordinator changed this meanwhile. Your text is kept here."))
    item.refresh_from_db()
    audit.record("library.changed", target=item, by=by, organisation=item.program.organisation)
    return item


@transaction.atomic
def remove_item(*, item: LibraryItem, by: User) -> None:
    """Gone for everybody; where two people shared it, its title stays."""
    audit.record("library.removed", target=item, by=by, organisation=item.program.organisation)
    LibraryMark.objects.filter(slug=item.code).delete()
    LibraryItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def mark_read(*, user: User, slug: str, read: bool) -> None:
    """One's own mark; the first one keeps its date."""
    if read:
        LibraryMark.objects.get_or_create(user=user, slug=slug)
    else:
        LibraryMark.objects.filter(user=user, slug=slug).delete()


def _refuse_empty(facts: dict[str, Any]) -> None:
    refuse_odd_link(facts.get("link", ""), field="link")
    if not facts.get("link") and not facts.get("text"):
        raise Refusal(_("Give a link or write a text: one of them is enough."), field="link")
