"""What was written to a cohort, what became of it, and the page its reader reads."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from mentorship import outbox
from mentorship.notifications.models import Delivery
from programs.actions.coordinator_notes import send_note, send_test
from programs.models import AuditEvent, CoordinatorNote
from programs.queries.coordinator_notes import recipients_of
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def write(world, **facts) -> CoordinatorNote:
    said = {"subject": "A room for {name}", "text": "You and {partner}: {next date}.", **facts}
    return send_note(cohort=world.cohort, to=[world.ada_ben.pk], whom="both", by=world.mira, **said)


def url(world, name: str, *more: str) -> str:
    return reverse(f"dashboards:{name}", args=[world.program.code, world.cohort.code, *more])


def test_a_note_has_a_page_with_its_words_and_what_became_of_its_mails(world, sign_in):
    note = write(world)
    Delivery.objects.filter(occurrence__recipient=world.ada.user, occurrence__kind="coordinator_note").update(
        state="failed"
    )
    outbox.send_due(make.NOW)
    page = sign_in(world.mira).get(url(world, "note", note.code))
    told = page.context["note"]
    assert (told.mails, told.left, told.refused, told.waiting) == (2, 1, 1, 0)
    assert (told.people, told.came_back) == (["Ada", "Ben"], ["Ada"])
    assert "A room for {name}" in page.content.decode()


def test_a_dropped_mail_looks_like_one_that_waits(world, sign_in):
    """Else a note to one pair would tell that their contact was stopped."""
    note = write(world)
    world.ada_ben.contact_stopped_at = make.NOW
    world.ada_ben.save()
    outbox.send_due(make.NOW)
    told = sign_in(world.mira).get(url(world, "note", note.code)).context["note"]
    assert (told.mails, told.left, told.waiting) == (2, 0, 2)


def test_a_reader_reads_it_with_their_own_values_and_whom_to_answer(world, sign_in):
    note = write(world)
    rows.meeting(world.ada_ben, days=3)
    path = reverse("dashboards:note_read", args=[note.code])
    text = sign_in(world.ben.user).get(path).content.decode()
    assert ("A room for Ben" in text, "You and Ada: Sat 21 Nov, 10:00." in text) == (True, True)
    assert "mailto:mira@orchard.example" in text
    assert [sign_in(user).get(path).status_code for user in (world.cleo.user, world.mira)] == [404, 404]
    world.ada_ben.contact_stopped_at = make.NOW
    world.ada_ben.save()
    assert sign_in(world.ben.user).get(path).status_code == 404


def test_a_test_has_no_page(world, sign_in):
    like = recipients_of(world.program, [world.ada_ben.pk]).people[0]
    note = send_test(cohort=world.cohort, like=like, by=world.mira, subject="A", text="B")
    mira = sign_in(world.mira)
    assert mira.get(url(world, "note", note.code)).status_code == 404
    assert "Nothing written yet" in mira.get(url(world, "notes")).content.decode()
    assert sign_in(world.ada.user).get(reverse("dashboards:note_read", args=[note.code])).status_code == 404


@pytest.mark.parametrize("notes", [1, 3, 30])
def test_the_list_costs_the_same_however_many_there_are(world, sign_in, django_assert_num_queries, notes):
    for _ in range(notes):
        write(world, also_again=True)
    mira = sign_in(world.mira)
    mira.get("/today/")
    with django_assert_num_queries(8):
        page = mira.get(url(world, "notes"))
    assert len(page.context["notes"]) == notes


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "٣"])
def test_a_page_nobody_could_mean_is_a_page(world, sign_in, page):
    assert sign_in(world.mira).get(url(world, "notes"), {"page": page}).status_code == 200


def test_what_has_not_left_is_taken_back_and_cannot_be_read(world, sign_in):
    note = write(world, now=False)
    page = sign_in(world.mira).get(url(world, "note", note.code))
    assert 'id="take-back"' in page.text
    answer = sign_in(world.mira).post(url(world, "note_take_back", note.code))
    assert (answer.status_code, answer["Location"]) == (303, url(world, "note", note.code))
    page = sign_in(world.mira).get(url(world, "note", note.code))
    told = page.context["note"]
    assert (told.mails, told.left, told.waiting, told.taken_back) == (2, 0, 0, 2)
    assert 'id="take-back"' not in page.text
    assert AuditEvent.objects.filter(verb="note.taken_back", actor=world.mira).count() == 1
    outbox.send_due(make.NOW + timedelta(days=5))
    assert [one for one in mail.outbox if "room" in one.subject] == []
    assert sign_in(world.ben.user).get(reverse("dashboards:note_read", args=[note.code])).status_code == 404


def test_what_has_left_stays_with_its_reader(world, sign_in):
    note = write(world)
    theirs = Delivery.objects.filter(occurrence__kind="coordinator_note")
    theirs.filter(occurrence__recipient=world.ada.user).update(state="sent")
    sign_in(world.mira).post(url(world, "note_take_back", note.code))
    told = sign_in(world.mira).get(url(world, "note", note.code)).context["note"]
    assert (told.left, told.taken_back) == (1, 1)
    path = reverse("dashboards:note_read", args=[note.code])
    assert [sign_in(one.user).get(path).status_code for one in (world.ada, world.ben)] == [200, 404]
    assert write(world).recipients.count() == 1  # who got nothing today may be written to


def test_nothing_is_left_to_take_back_once_every_mail_is_gone(world, sign_in):
    note = write(world)
    outbox.send_due(make.NOW)
    mira = sign_in(world.mira)
    page = mira.post(url(world, "note_take_back", note.code), follow=True)
    assert "Every mail of it has left already, so nothing can be taken back." in page.text
    assert 'id="take-back"' not in page.text
    assert CoordinatorNote.objects.get().taken_back_at is None
