"""What coordinators put into the library, and the marks of those who read."""

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import library
from programs.actions.library import add_item, edit_item, mark_read, remove_item
from programs.models import AuditEvent, LibraryItem, LibraryMark

pytestmark = pytest.mark.usefixtures("frozen")


def add(world, **facts) -> LibraryItem:
    return add_item(
        program=world.program, by=world.mira, **{"title": "House rules", "text": "Be kind.", **facts}
    )


def test_an_item_is_added_changed_and_removed(world):
    item = add(world)
    edit_item(item=item, by=world.mira, version=1, title="Rules", link="https://example.org", text="")
    assert (item.title, item.version, item.added_by) == ("Rules", 2, world.mira)
    mark_read(user=world.ben.user, slug=item.code, read=True)
    remove_item(item=item, by=world.mira)
    assert (LibraryItem.objects.count(), LibraryMark.objects.count()) == (0, 0)
    verbs = list(
        AuditEvent.objects.filter(verb__startswith="library.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["library.added", "library.changed", "library.removed"]


def test_an_older_version_is_a_conflict_and_changes_nothing(world):
    item = add(world)
    edit_item(item=item, by=world.mira, version=1, title="First", text="x")
    with pytest.raises(Conflict, match="changed this meanwhile"):
        edit_item(item=item, by=world.mira, version=1, title="Second", text="x")
    assert LibraryItem.objects.get().title == "First"


@pytest.mark.parametrize("facts", [{"text": ""}, {"text": "x", "link": "javascript:alert(1)"}])
def test_an_item_needs_a_text_or_a_link_that_is_one(world, facts):
    item = add(world)
    for attempt in (
        lambda: add(world, **facts),
        lambda: edit_item(item=item, by=world.mira, version=1, **facts),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.field == "link"
    assert LibraryItem.objects.get().text == "Be kind."


def test_a_hundred_items_are_enough(world, monkeypatch):
    monkeypatch.setattr(library, "MOST", 1)
    add(world)
    with pytest.raises(Refusal, match="nobody searches"):
        add(world)


def test_a_mark_keeps_its_first_date_and_can_be_taken_back(world):
    for _ in range(2):
        mark_read(user=world.ben.user, slug="listening", read=True)
    assert LibraryMark.objects.count() == 1
    mark_read(user=world.ada.user, slug="listening", read=False)
    assert LibraryMark.objects.visible_to(world.ada.user).count() == 0
    mark_read(user=world.ben.user, slug="listening", read=False)
    assert LibraryMark.objects.count() == 0
