"""Files of the two: numbered, encrypted, within their space, gone when their author takes them away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from mentorship.lib.files import new_file
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.mentorships import end_mentorship
from programs.models import AuditEvent
from sessions.actions import files
from sessions.actions.files import keep_file, let_go_of_file
from sessions.models import PairFile
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
PLAN = new_file("plan.txt", b"By June: lead a team.")


def test_a_file_is_kept_encrypted_under_the_next_number(world):
    ada, ben = rows.seats(world.ada_ben)
    assert keep_file(by=ada, upload=PLAN).number == 1
    second = keep_file(by=ben, upload=new_file("table.csv", b"a,b\n"))
    facts = ("number", "author_id", "name", "content_type", "size")
    assert [getattr(second, fact) for fact in facts] == [2, ben.pk, "table.csv", "text/csv; charset=utf-8", 4]
    assert bytes(PairFile.objects.get(number=1).data) == b"By June: lead a team."
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT name, data FROM "{PairFile._meta.db_table}"')
        resting = repr([(name, bytes(data)) for name, data in cursor.fetchall()])
    assert [word in resting for word in ("plan", "June", "a,b")] == [False, False, False]
    assert list(AuditEvent.objects.filter(verb="file.kept").values_list("target", flat=True)) == [
        f"pairfile:{row.pk}" for row in PairFile.objects.all()
    ]


def test_a_list_of_files_leaves_their_content_where_it_is(world):
    keep_file(by=rows.seats(world.ada_ben)[0], upload=PLAN)
    listed = PairFile.objects.visible_to(world.ben.user).get()
    assert listed.get_deferred_fields() == {"data"}
    assert PairFile.objects.visible_to(world.ben.user).with_data().get().get_deferred_fields() == set()


def test_two_people_have_so_much_space_together(world, monkeypatch):
    ada, ben = rows.seats(world.ada_ben)
    monkeypatch.setattr(files, "MOST_TOGETHER", 3 * len(PLAN.data))
    for by in (ada, ben, ada):
        keep_file(by=by, upload=PLAN)
    with pytest.raises(Refusal, match="more than 100 MB together") as refused:
        keep_file(by=ben, upload=new_file("a.txt", b"a"))
    assert refused.value.field == "file"
    cleo = rows.seats(world.cleo_dan)[0]
    assert keep_file(by=cleo, upload=PLAN).number == 1


def test_only_its_author_takes_a_file_away(world):
    ada, ben = rows.seats(world.ada_ben)
    file = keep_file(by=ada, upload=PLAN)
    with pytest.raises(PermissionDenied, match="Only whoever added"):
        let_go_of_file(by=ben, file=file)
    let_go_of_file(by=ada, file=file)
    assert list(PairFile.objects.all()) == []


def test_an_ended_mentorship_takes_no_file_and_keeps_what_it_has(world):
    ada, _ben = rows.seats(world.ada_ben)
    file = keep_file(by=ada, upload=PLAN)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict, match="has ended"):
        keep_file(by=ada, upload=PLAN)
    with pytest.raises(Conflict, match="has ended"):
        let_go_of_file(by=ada, file=file)
    assert PairFile.objects.get() == file
