"""Numbers, evidence and self-assessment on the pages of a goal."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.lib import clock
from sessions.models import Assessment, Evidence, GoalValue, Milestone
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str, *args: object) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, 1, *args])


@pytest.fixture
def counted(world):
    return rows.goal(world.ada_ben, start_value=0, target_value=20, unit="talks")


def test_numbers_make_a_line_with_a_sentence_and_a_table(world, sign_in, counted):
    ben = sign_in(world.ben)
    for days, value in ((-9, "2"), (-2, "8.5")):
        sent = {"value": value, "on": make.some_day(days).isoformat()}
        assert ben.post(url(world, "goal_values"), sent)["Location"].endswith("/goals/1/#count")
    page = sign_in(world.ada).get(url(world, "goal")).content.decode()
    assert (
        'role="img" aria-label="talks: from 2 on 9 November 2026 to 8.5 on 16 November 2026; the aim is 20."'
        in page
    )
    assert '<td class="num">8.5</td>' in page
    assert (
        page.index("<svg xmlns")
        < page.index("</svg>", page.index("<polyline"))
        < page.index("<polyline") + 4096
    )
    wrong = ben.post(url(world, "goal_values"), {"value": "many", "on": "2027-01-01"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    early = ben.post(url(world, "goal_values"), {"value": "3", "on": make.some_day(3).isoformat()})
    assert early.status_code == 422
    off = ben.post(url(world, "goal_value_remove"), {"on": make.some_day(-2).isoformat()})
    assert (off.status_code, GoalValue.objects.count()) == (303, 1)


def test_numbers_of_a_goal_that_is_not_counted_are_not_there(world, sign_in):
    rows.goal(world.ada_ben)
    assert sign_in(world.ben).get(url(world, "goal_values")).status_code == 404


def test_evidence_of_each_kind_is_added_by_a_form_and_read_by_both(world, sign_in, counted):
    step = rows.milestone(counted, "First round")
    said = rows.feedback(rows.meeting(world.ada_ben, days=-3), rows.seats(world.ada_ben)[0], "You waited.")
    said.recorded_at = clock.now() - timedelta(hours=2)
    said.save()
    ben = sign_in(world.ben)
    file = SimpleUploadedFile("talk.txt", b"A talk")
    for sent in (
        {"text": "A page", "link": "https://example.org/page", "milestone": step.pk, "form_key": "a" * 24},
        {"file": file, "form_key": "b" * 24},
        {"quoting": "1", "quote": f"{said.pk}-went_well", "form_key": "c" * 24},
    ):
        assert ben.post(url(world, "evidence"), sent)["Location"].endswith("/goals/1/#evidence")
    page = sign_in(world.ada).get(url(world, "goal")).content.decode()
    for words in ('href="https://example.org/page"', "First round", "talk.txt", "“You waited.”"):
        assert words in page
    row = Evidence.objects.get(kind="link")
    assert sign_in(world.ada).post(url(world, "evidence_remove"), {"evidence": row.pk}).status_code == 403
    assert ben.post(url(world, "evidence_remove"), {"evidence": row.pk}).status_code == 303
    assert Evidence.objects.filter(kind="link").count() == 0


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org", "example.org", "https://a b"])
def test_evidence_links_to_the_web_only(world, sign_in, counted, link):
    answer = sign_in(world.ben).post(url(world, "evidence"), {"text": "Kept", "link": link})
    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_evidence_of_nothing_or_of_feedback_one_did_not_get_is_refused(world, sign_in, counted):
    ben = sign_in(world.ben)
    assert ben.post(url(world, "evidence"), {"text": ""}).status_code == 422
    own = rows.feedback(rows.meeting(world.ada_ben, days=-3), rows.seats(world.ada_ben)[1])
    quoted = ben.post(url(world, "evidence"), {"quoting": "1", "quote": f"{own.pk}-went_well"})
    assert (quoted.status_code, Evidence.objects.count()) == (422, 0)


def test_assessment_is_sealed_on_the_page_until_both_wrote(world, sign_in, counted):
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    sent = {"level": "2", "confidence": "3", "line": "I talk too much"}
    assert ben.post(url(world, "assessment", "start"), sent).status_code == 303
    sealed = ada.get(url(world, "goal")).content.decode()
    assert "I talk too much" not in sealed
    assert "Say what you see" in sealed
    assert "Sealed until Ada has written" in ben.get(url(world, "goal")).content.decode()
    form = ada.get(url(world, "assessment", "start")).content.decode()
    assert "Where do you see Ben with it?" in form
    assert "confidence" not in form
    assert ada.post(url(world, "assessment", "start"), {"level": "9"}).status_code == 422
    assert ada.post(url(world, "assessment", "start"), {"level": "4", "line": "Better"}).status_code == 303
    for reader in (ada, ben):
        page = reader.get(url(world, "goal")).content.decode()
        assert [words for words in ("I talk too much", "Better", "half and half") if words not in page] == []
    again = ben.post(url(world, "assessment", "start"), {"level": "5"})
    assert (again.status_code, Assessment.objects.filter(level=5).count()) == (409, 0)
    assert ben.get(url(world, "assessment", "someday")).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_of_a_goal_costs_the_same_whatever_hangs_on_it(world, sign_in, django_assert_num_queries, count):
    closed = {"state": "reached", "closed_at": make.NOW}
    goal = rows.goal(world.ada_ben, start_value=0, target_value=20, **closed)
    ada, ben = rows.seats(world.ada_ben)
    for number in range(count):
        GoalValue.objects.create(goal=goal, on=make.some_day(-number), value=number)
        step = Milestone.objects.create(goal=goal, title="A step", position=number)
        Evidence.objects.create(
            goal=goal, author=(ada, ben)[number % 2], kind="text", text="x", milestone=step
        )
        rows.feedback(rows.meeting(world.ada_ben, days=-number - 1), ada)
    client = sign_in(world.ben)
    costs = {"goal": 12, "evidence": 8, "goal_values": 7, "goal_history": 7}
    for name, statements in costs.items():
        with django_assert_num_queries(statements):
            assert client.get(url(world, name)).status_code == 200
