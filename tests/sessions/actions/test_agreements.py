"""An agreement: answered alone, settled, signed by both, looked at again."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Agreement, AgreementAnswer, AuditEvent, Mentorship, News, RhythmProposal
from programs.models.agreements import OWN
from programs.queries.agreement_words import terms_of
from programs.queries.agreements import agreement_state, signed_since
from sessions.actions.agreements import (
    keep_signed,
    revisit,
    save_answer,
    save_text,
    sign_text,
    take_suggestion,
)
from sessions.actions.rhythm import NewRhythm, propose_rhythm
from tests.access.features.agreement import own, terms
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
ALIKE = {"why": "To lead well.", "rhythm_weeks": 2, "off_limits": "Pay", "confidentiality": "Between us"}


@pytest.fixture
def ada(world):
    return rows.seats(world.ada_ben)[0]


@pytest.fixture
def ben(world):
    return rows.seats(world.ada_ben)[1]


def both_answer(ada, ben, mine: dict, theirs: dict) -> Agreement:
    save_answer(by=ben, **terms(**mine), **own(teach="Ben’s"))
    save_answer(by=ada, **terms(**theirs), **own(teach="Ada’s"))
    return Agreement.objects.get()


def open_lines(member) -> list[str]:
    return sorted(News.objects.open().filter(reader=member).values_list("kind", flat=True))


def test_one_answer_stays_sealed_and_asks_the_other_once(world, ada, ben):
    for why in ("First thought", "Second thought"):
        save_answer(by=ben, **terms(why=why), **own())
    assert AgreementAnswer.objects.get().why == "Second thought"
    assert list(AgreementAnswer.objects.visible_to(world.ada.user)) == []
    assert (open_lines(ada), open_lines(ben)) == (["agreement_to_answer"], [])
    assert agreement_state(world.ada.user, world.ada_ben).partner_answered
    with pytest.raises(Refusal) as refused:
        save_answer(by=ada, **terms(), **own())
    assert refused.value.field == "why"


def test_both_answers_open_in_one_instant_and_make_the_first_text(world, ada, ben):
    text = both_answer(ada, ben, {**ALIKE, "minutes": 45}, {**ALIKE, "why": " to lead WELL", "minutes": 60})
    assert [row.opened_at for row in AgreementAnswer.objects.all()] == [clock.now()] * 2
    assert AgreementAnswer.objects.visible_to(world.ada.user).count() == 2
    assert (text.serial, text.version, text.off_limits, text.minutes) == (1, 1, "Pay", None)
    assert {side.member_id: side.teach for side in text.sides.all()} == {ada.pk: "Ada’s", ben.pk: "Ben’s"}
    assert (open_lines(ada), open_lines(ben)) == (["agreement_opened"], ["agreement_opened"])
    with pytest.raises(Conflict, match="already"):
        save_answer(by=ben, **terms(why="Too late"), **own())


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"rhythm_weeks": 4}, "How often we meet"),
        ({"off_limits": "Nothing"}, "Off the table"),
        ({"confidentiality": ""}, "Confidentiality"),
    ],
)
def test_required_difference_stops_the_signature_until_it_is_settled(world, ada, ben, changes, named):
    text = both_answer(ada, ben, ALIKE, {**ALIKE, **changes, "hours_month": 3})
    with pytest.raises(Refusal, match=f"differently: {named}\\."):
        sign_text(by=ben, read=1)
    settled = {**terms_of(text), **{name: ALIKE[name] for name in changes}}
    text = save_text(by=ben, read=1, terms=settled, own=own())
    assert sign_text(by=ben, read=text.serial).signed_at is None


def test_other_difference_left_open_stops_nothing(world, ada, ben):
    text = both_answer(ada, ben, {**ALIKE, "minutes": 45}, {**ALIKE, "minutes": 60})
    sign_text(by=ben, read=text.serial)
    assert sign_text(by=ada, read=text.serial).signed_at == clock.now()


def test_suggestion_is_signed_in_two_presses_and_changes_how_they_meet(world, ada, ben):
    text = take_suggestion(by=ada)
    assert (text.signed_at, open_lines(ben)) == (None, ["agreement_to_sign"])
    assert (text.until, text.rhythm_weeks) == (world.cohort.ends_on, world.program.rhythm_weeks)
    signed = sign_text(by=ben, read=text.serial)
    assert signed.signed_at == clock.now()
    assert (open_lines(ada), open_lines(ben)) == ([], [])
    pair = Mentorship.objects.get(pk=world.ada_ben.pk)
    assert (pair.rhythm_weeks, pair.meeting_minutes, pair.channel) == (4, 60, "video")
    assert News.objects.get(kind="agreement_signed").reader == ada
    with pytest.raises(Conflict):
        take_suggestion(by=ben)


def test_agreed_rhythm_becomes_the_rhythm_and_is_audited(world, ada, ben):
    text = both_answer(ada, ben, ALIKE, ALIKE)
    sign_text(by=ada, read=text.serial)
    assert Mentorship.objects.get(pk=world.ada_ben.pk).rhythm_weeks == 4
    sign_text(by=ben, read=text.serial)
    assert Mentorship.objects.get(pk=world.ada_ben.pk).rhythm_weeks == 2
    verbs = AuditEvent.objects.filter(actor=world.ben.user).values_list("verb", flat=True)
    assert sorted(verbs) == ["agreement.answered", "agreement.signed", "mentorship.rhythm_agreed"]
    assert signed_since([world.ada_ben.pk, world.cleo_dan.pk]) == {world.ada_ben.pk: clock.now()}


def test_signing_twice_is_one_signature_and_none_for_the_other(world, ada):
    text = take_suggestion(by=ada)
    with clock.at(clock.now() + timedelta(days=1)):
        assert sign_text(by=ada, read=text.serial).signed_at is None
    assert [side.signed_at for side in text.sides.order_by("member_id") if side.signed_at] == [clock.now()]
    assert AuditEvent.objects.filter(verb="agreement.signed").count() == 1


def test_signing_or_saving_over_a_text_that_was_changed_is_a_conflict(world, ada, ben):
    text = take_suggestion(by=ada)
    changed = save_text(by=ben, read=text.serial, terms={**terms_of(text), "minutes": 30}, own=own())
    for act in (
        lambda: sign_text(by=ada, read=text.serial),
        lambda: save_text(by=ada, read=text.serial, terms=terms(why="Mine"), own=own()),
        lambda: keep_signed(by=ada, read=text.serial),
    ):
        with pytest.raises(Conflict, match="changed while"):
            act()
    assert (changed.serial, changed.version, changed.sides.filter(signed_at=None).count()) == (2, 1, 2)


def test_saving_the_same_words_changes_nothing_and_keeps_signatures(world, ada, ben):
    text = take_suggestion(by=ada)
    assert save_text(by=ben, read=1, terms=terms_of(text), own=own()) == text
    assert Agreement.objects.count() == 1
    with pytest.raises(Refusal):
        save_text(by=ben, read=1, terms=terms(), own=own())


def signed_text(ada, ben) -> Agreement:
    return sign_text(by=ben, read=take_suggestion(by=ada).serial)


def test_looking_again_drafts_the_next_version_while_the_signed_one_holds(world, ada, ben):
    signed = signed_text(ada, ben)
    draft = revisit(by=ben)
    assert (draft.version, draft.why, revisit(by=ada)) == (2, signed.why, draft)
    assert News.objects.get(kind="agreement_reopened").reader == ada
    state = agreement_state(world.ada.user, world.ada_ben)
    assert (state.stage, state.version, state.signed_at) == ("draft", 2, signed.signed_at)
    changed = save_text(by=ada, read=draft.serial, terms={**terms_of(draft), "rhythm_weeks": 3}, own=own())
    for member in (ada, ben):
        sign_text(by=member, read=changed.serial)
    assert Mentorship.objects.get(pk=world.ada_ben.pk).rhythm_weeks == 3


def test_signed_agreement_ends_a_rhythm_proposal_and_its_line(world, ada, ben):
    text = take_suggestion(by=ben)
    propose_rhythm(by=ben, rhythm=NewRhythm(6, 60))
    assert open_lines(ada) == ["agreement_to_sign", "rhythm_proposed"]
    sign_text(by=ada, read=text.serial)
    assert (open_lines(ada), RhythmProposal.objects.open().count()) == ([], 0)


def test_draft_is_given_up_but_not_over_the_others_words(world, ada, ben):
    signed = signed_text(ada, ben)
    draft = revisit(by=ben)
    assert keep_signed(by=ada, read=draft.serial) == signed
    assert list(Agreement.objects.all()) == [signed]
    draft = save_text(by=ben, read=signed.serial, terms={**terms_of(signed), "minutes": 30}, own=own())
    assert draft.version == 2
    with pytest.raises(Conflict, match="wrote into"):
        keep_signed(by=ada, read=draft.serial)
    assert keep_signed(by=ben, read=draft.serial) == signed
    with pytest.raises(Conflict, match="changed while"):
        keep_signed(by=ben, read=draft.serial)


def test_own_words_of_the_other_are_carried_along(world, ada, ben):
    text = take_suggestion(by=ada)
    text = save_text(by=ben, read=1, terms=terms_of(text), own=own(learn="Listening"))
    text = save_text(by=ada, read=2, terms=terms_of(text), own=own(teach="Patience"))
    assert {side.member_id: terms_of(side, OWN) for side in text.sides.all()} == {
        ada.pk: own(teach="Patience"),
        ben.pk: own(learn="Listening"),
    }


def test_nothing_is_written_once_the_mentorship_has_ended(world, ada, ben):
    signed = signed_text(ada, ben)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended")
    for act in (
        lambda: revisit(by=ada),
        lambda: sign_text(by=ada, read=signed.serial),
        lambda: take_suggestion(by=ada),
        lambda: save_answer(by=ada, **terms(why="x"), **own()),
        lambda: save_text(by=ada, read=signed.serial, terms=terms(why="x"), own=own()),
    ):
        with pytest.raises(Conflict, match="ended"):
            act()
