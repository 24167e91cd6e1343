"""The pages of the agreement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import Agreement, AgreementAnswer, Program
from programs.queries.agreement_words import terms_of
from sessions.actions import agreements
from tests.access.features.agreement import own, terms
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true"}


def url(world, name: str = "agreement") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


@pytest.fixture
def ada(world):
    return rows.seats(world.ada_ben)[0]


@pytest.fixture
def ben(world):
    return rows.seats(world.ada_ben)[1]


def differing(ada, ben) -> Agreement:
    agreements.save_answer(by=ben, **terms(why="Ben’s why", rhythm_weeks=2, off_limits="Pay"), **own())
    agreements.save_answer(by=ada, **terms(why="Ada’s why", rhythm_weeks=4, off_limits="pay."), **own())
    return Agreement.objects.get()


def words(text: Agreement, **changes: object) -> dict[str, object]:
    """What a browser sends back of the editor."""
    said = {name: "" if value is None else value for name, value in terms_of(text).items()}
    return {**said, **own(), "read": text.serial, **changes}


def test_beginning_offers_three_questions_and_the_suggestion(world, sign_in):
    page = sign_in(world.ben).get(url(world)).content.decode()
    assert "Answer three questions" in page
    assert "Take the program’s suggestion and sign" in page
    assert "What we tell each other stays between us" in page


def test_first_answer_begins_empty_so_that_nothing_nobody_chose_counts_as_agreed(world, sign_in):
    address = url(world, "agreement_answer")
    given = sign_in(world.ben).get(address).context["form"].initial
    assert given == {}
    assert sign_in(world.ben).post(address, {}).status_code == 422


@pytest.mark.parametrize(("headers", "status"), [({}, 303), (HTMX, 204)], ids=["plain", "htmx"])
def test_suggestion_is_taken_signed_and_signed(world, sign_in, headers, status):
    assert sign_in(world.ada).post(url(world, "agreement_take"), headers=headers).status_code == status
    ben = sign_in(world.ben)
    assert 'id="sign"' in ben.get(url(world)).content.decode()
    assert ben.post(url(world, "agreement_sign"), {"read": "1"}, headers=headers).status_code == status
    assert "signed by you both" in ben.get(url(world)).content.decode()
    again = ben.post(url(world, "agreement_take"))
    assert (again.status_code, Agreement.objects.count()) == (409, 1)
    assert "There is a text of your agreement already" in again.content.decode()


def test_answers_are_sealed_then_lead_to_where_they_differ(world, sign_in):
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    typed = {"why": "Ben’s own reason", "rhythm_weeks": "2", "off_limits": "Pay", "form_key": "a" * 24}
    assert ben.post(url(world, "agreement_answer"), typed)["Location"] == url(world)
    assert "Ben’s own reason" in ben.get(url(world)).content.decode()
    assert "Ben’s own reason" in ben.get(url(world, "agreement_answer")).content.decode()
    for page in (ada.get(url(world)), ada.get(url(world, "agreement_answer"))):
        assert "Ben’s own reason" not in page.content.decode()
    both = ada.post(
        url(world, "agreement_answer"), {"why": "Ada’s", "rhythm_weeks": "4", "off_limits": "Pay"}
    )
    assert both["Location"] == url(world, "agreement_edit")
    page = ada.get(both["Location"]).content.decode()
    assert "Ben: Ben’s own reason" in page
    assert "Ben: every 2 weeks" in page
    assert ('id="differs-why"' in page, 'id="differs-off_limits"' in page) == (True, False)


def test_answer_with_nothing_or_nonsense_is_kept_and_explained(world, sign_in):
    ben = sign_in(world.ben)
    assert ben.post(url(world, "agreement_answer"), {}).status_code == 422
    odd = ben.post(url(world, "agreement_answer"), {"why": "Kept", "rhythm_weeks": "99", "until": "soon"})
    assert (odd.status_code, sorted(odd.context["form"].errors)) == (422, ["rhythm_weeks", "until"])
    assert "Kept" in odd.content.decode()
    assert '<details id="agreement-more" open>' in odd.content.decode()
    assert AgreementAnswer.objects.count() == 0


def test_answer_when_a_text_was_made_meanwhile_is_a_conflict_that_keeps_the_words(world, sign_in, ada):
    ben = sign_in(world.ben)
    agreements.take_suggestion(by=ada)
    late = ben.post(url(world, "agreement_answer"), {"why": "My late words"})
    assert late.status_code == 409
    assert "My late words" in late.content.decode()
    assert ben.get(url(world, "agreement_answer"))["Location"] == url(world)


@pytest.mark.parametrize(
    ("typed", "why", "weeks"),
    [
        ({"why_take": "mine", "rhythm_weeks_take": "theirs"}, "Ben’s why", 4),
        (
            {"why_take": "both", "rhythm_weeks_take": "other", "rhythm_weeks": "3"},
            "Ben’s why\n\nAda’s why",
            3,
        ),
        ({"why": "New words", "rhythm_weeks_take": ""}, "New words", None),
    ],
)
def test_difference_is_settled_by_one_choice_or_in_other_words(world, sign_in, ada, ben, typed, why, weeks):
    text = differing(ada, ben)
    client = sign_in(world.ben)
    assert client.post(url(world, "agreement_edit"), words(text, **typed)).status_code == 303
    latest = Agreement.objects.get(serial=2)
    assert (latest.why, latest.rhythm_weeks, latest.off_limits) == (why, weeks, "pay.")
    signed = client.post(url(world, "agreement_sign"), {"read": "2"})
    assert signed.status_code == (303 if weeks else 422)
    if not weeks:
        assert "still see this differently: How often we meet." in signed.content.decode()


def test_saving_and_signing_over_a_newer_text_keeps_both_and_says_what_changed(world, sign_in, ada, ben):
    text = agreements.take_suggestion(by=ada)
    agreements.save_text(by=ada, read=1, terms={**terms_of(text), "minutes": 30}, own=own())
    client = sign_in(world.ben)
    late = client.post(url(world, "agreement_edit"), words(text, why="Ben’s words"))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Ben’s words" in page
    assert "<ins>" in page
    assert '<input type="hidden" name="read" value="2">' in page
    signed = client.post(url(world, "agreement_sign"), {"read": "1"})
    assert signed.status_code == 409
    assert "30 minutes" in signed.content.decode()
    assert client.post(url(world, "agreement_sign"), {"read": "x"}).status_code == 409
    assert (
        client.post(url(world, "agreement_edit"), words(text, why="Ben’s words", read=2)).status_code == 303
    )


def test_signed_text_is_looked_at_again_and_its_history_tells_the_words(world, sign_in, ada, ben):
    text = agreements.take_suggestion(by=ada)
    agreements.sign_text(by=ben, read=1)
    client = sign_in(world.ada)
    assert client.post(url(world, "agreement_revisit"))["Location"] == url(world, "agreement_edit")
    assert "holds" in client.get(url(world)).content.decode()
    client.post(url(world, "agreement_edit"), words(text, read=2, minutes="30"))
    assert "What is different from version 1" in client.get(url(world)).content.decode()
    history = client.get(url(world, "agreement_history")).content.decode()
    assert '<span class="sr">removed: </span>1 ' in history
    assert '<span class="sr">added: </span>30 minutes' in history
    assert client.post(url(world, "agreement_keep"), {"read": "2"}).status_code == 409
    assert client.post(url(world, "agreement_keep"), {"read": "3"}).status_code == 303
    assert "signed by you both" in client.get(url(world)).content.decode()


def test_coordinator_reads_none_of_it_and_a_reading_member_writes_nothing_once_ended(world, sign_in, ada):
    agreements.take_suggestion(by=ada)
    pages = ("agreement", "agreement_edit", "agreement_history", "agreement_answer")
    mira = sign_in(world.mira)
    assert [mira.get(url(world, name)).status_code for name in pages] == [404] * 4
    world.ada_ben.state = "ended"
    world.ada_ben.save()
    client = sign_in(world.ada)
    assert client.get(url(world)).status_code == 200
    assert 'id="sign"' not in client.get(url(world)).content.decode()
    assert client.get(url(world, "agreement_edit")).status_code == 403
    assert client.post(url(world, "agreement_sign"), {"read": "1"}).status_code == 409


def test_suggestion_on_the_page_is_the_coordinators_once_they_wrote_one(world, sign_in):
    Program.objects.filter(pk=world.program.pk).update(suggested_terms={"off_limits": "Their own boundary"})
    assert "Their own boundary" in sign_in(world.ben).get(url(world)).content.decode()


@pytest.mark.parametrize("name", ["agreement", "agreement_edit", "agreement_history"])
def test_pages_take_the_same_few_statements_however_many_versions_there_are(world, sign_in, ada, ben, name):
    client, counts = sign_in(world.ada), []
    text = agreements.take_suggestion(by=ada)
    for versions in (1, 3, 30):
        while text.version < versions:
            for member in (ada, ben):
                agreements.sign_text(by=member, read=text.serial)
            minutes = 30 if text.minutes == 60 else 60
            changed = {**terms_of(text), "minutes": minutes}
            text = agreements.save_text(by=ada, read=text.serial, terms=changed, own=own())
        with CaptureQueriesContext(connection) as taken:
            assert client.get(url(world, name)).status_code == 200
        counts.append(len(taken))
    assert counts == [counts[0]] * 3 or counts[1:] == [counts[1]] * 2
    assert max(counts) <= 12
