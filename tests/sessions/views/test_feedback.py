"""Feedback: two boxes and Send."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from sessions.models import Feedback
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
SENT = {"went_well": "You listened.", "try_next": "", "form_key": "f" * 24}


def url(world, number: int = 1) -> str:
    return reverse("sessions:feedback", args=[world.ada_ben.code, number])


def test_feedback_is_two_boxes_each_saying_who_reads_it_and_the_rest_is_folded(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    shown = sign_in(world.ben).get(url(world)).content.decode()
    first, more = shown.split('<details id="feedback-more">')
    assert first.count("<textarea") == 2
    assert first.count("You and your partner in this mentorship. Never coordinators.") == 2
    assert "Counted, never quoted" in first  # how the match feels, after the first meeting
    assert "What I would like more of" in more


def test_feedback_sent_is_read_by_both_on_the_page_of_the_meeting(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    meeting = reverse("sessions:meeting", args=[world.ada_ben.code, 1])
    assert [ben.post(url(world), SENT)["Location"] for _ in range(2)] == [meeting, meeting]
    assert Feedback.objects.count() == 1
    assert "You listened." in ada.get(meeting).content.decode()
    assert "You listened." in ben.get(url(world)).content.decode()


def test_feedback_with_both_boxes_empty_is_422_and_a_second_one_409(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    ben = sign_in(world.ben)
    empty = ben.post(url(world), {"went_well": " ", "try_next": ""})
    assert empty.status_code == 422
    assert "one sentence in either box" in empty.content.decode()
    ben.post(url(world), SENT)
    assert ben.post(url(world), {"went_well": "Again"}).status_code == 409


def test_feedback_before_the_end_says_when_it_opens(world, sign_in):
    rows.meeting(world.ada_ben, days=1)
    ben = sign_in(world.ben)
    assert "opens when the meeting has ended" in ben.get(url(world)).content.decode()
    assert ben.post(url(world), SENT).status_code == 409
    assert not Feedback.objects.exists()


def test_after_a_meeting_a_mentor_is_done_with_one_box_and_one_press(world, sign_in):
    """Open from Today, type a sentence, send: three interactions. Nothing else is required."""
    rows.meeting(world.ada_ben, days=-0.1)
    ada = sign_in(world.ada)
    assert url(world) in ada.get("/today/").content.decode()
    shown = ada.get(url(world)).content.decode()
    form = shown.split('id="feedback-form"')[1].split("</form>")[0]
    assert " required" not in form
    hidden = dict(re.findall(r'name="(form_key)" value="([^"]+)"', form))
    assert ada.post(url(world), {**hidden, "went_well": "You came prepared."}).status_code == 303
    assert Feedback.objects.get().author == rows.seats(world.ada_ben)[0]


def test_a_draft_is_kept_as_it_is_typed_and_shown_as_it_will_be_read(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    ben, draft = sign_in(world.ben), url(world).replace("feedback/", "feedback/draft/")
    typed = {"went_well": "You listened.", "gap_1": "Pace", "gap_1_strategy": "Slower", "form_key": "f" * 24}
    line = ben.post(draft, typed, headers={"HX-Request": "true", "HX-Target": "draft-state"})
    assert line.content.decode().startswith('<p class="saved" id="draft-state">Draft saved')
    shown = ben.post(draft, typed, headers={"HX-Request": "true", "HX-Target": "preview"}).content.decode()
    assert ("What Ada will read" in shown, "A way to close it: Slower" in shown) == (True, True)
    plain = ben.post(draft, {**typed, "preview": "1"})
    assert (plain.status_code, plain["Location"]) == (303, f"{url(world)}?preview=1#preview")
    page = ben.get(plain["Location"].split("#")[0]).content.decode()
    assert page.count("You listened.") == 2
    assert "You listened." not in sign_in(world.ada).get(url(world)).content.decode()
    assert ben.post(url(world), typed).status_code == 303  # the key of the form was not spent by the draft


def test_feedback_is_changed_for_half_an_hour(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    ben, edit = sign_in(world.ben), url(world).replace("feedback/", "feedback/edit/")
    assert ben.get(edit).status_code == 404
    ben.post(url(world), {**SENT, "strength_1": "Patience", "learned": "To wait."})
    shown = ben.get(edit).content.decode()
    assert [word in shown for word in ("You listened.", "Patience", "To wait.")] == [True] * 3
    changed = {"version": 1, "went_well": "You waited.", "learned": "To wait longer."}
    assert ben.post(edit, changed).status_code == 303
    stale = ben.post(edit, {**changed, "went_well": "Something else"})
    assert stale.status_code == 409
    kept = stale.content.decode()
    assert ("Something else" in kept, "You waited." in kept) == (True, True)
    assert sign_in(world.ada).get(edit).status_code == 404
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert "half an hour" in ben.get(edit).content.decode()
        assert ben.post(edit, {**changed, "version": 2}).status_code == 409
    assert Feedback.objects.get().went_well == "You waited."


def test_a_strategy_without_what_was_seen_is_422(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    answer = sign_in(world.ben).post(url(world), {**SENT, "gap_1_strategy": "Slower"})
    assert answer.status_code == 422
    assert "Say in a few words what you saw." in answer.content.decode()


def test_the_match_is_asked_about_after_the_first_meeting_only(world, sign_in):
    rows.meeting(world.ada_ben, days=-9)
    rows.meeting(world.ada_ben, days=-1)
    ben = sign_in(world.ben)
    assert ["How does this match feel?" in ben.get(url(world, n)).content.decode() for n in (1, 2)] == [
        True,
        False,
    ]
    ben.post(url(world), SENT)
    fit = reverse("sessions:fit", args=[world.ada_ben.code, 1])
    assert 'id="fit-good"' in ben.get(url(world)).content.decode()
    assert ben.post(fit, {"match": "great"}).status_code == 422
    away = ben.post(fit, {"match": "not_right"})
    assert away["Location"] == reverse("sessions:help", args=[world.ada_ben.code])
    assert 'id="fit-good"' not in ben.get(url(world)).content.decode()


def test_not_right_in_the_form_leads_to_where_something_can_be_changed(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    sent = sign_in(world.ben).post(url(world), {**SENT, "match": "not_right"})
    assert sent["Location"] == reverse("sessions:help", args=[world.ada_ben.code])
