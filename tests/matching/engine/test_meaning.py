"""How near two texts are in meaning: whole numbers that nothing but the vectors decides."""

from dataclasses import replace

import numpy as np
import pytest

from matching.engine import Criterion, MenteeTraits, MentorTraits, reasons, score_all
from matching.engine.meaning import SIZE, Reading, both_known, nearness, pack, percents, words_in_common
from matching.engine.text import Vocabulary
from matching.engine.touching import expertise_values, wanted_values

DICE = np.random.default_rng(7)


def reading(text, vector, encoder="e1"):
    return Reading(text, text, encoder, pack([np.asarray(vector, dtype=np.float32)]))


def towards(*numbers):
    """A vector along the first axes."""
    return [*numbers, *[0.0] * (SIZE - len(numbers))]


EAST, NORTH = towards(1), towards(0, 1)
# The cosine with EAST is .62, .27.
NEAR, FAR = towards(0.62, 0.7846), towards(0.27, 0.9629)


def test_nearness_of_full_vectors_is_what_whole_numbers_give():
    left, right = (
        [Reading(str(n), "", "e", DICE.integers(-127, 128, SIZE, dtype=np.int8).tobytes()) for n in range(40)]
        for _ in range(2)
    )
    extreme = Reading("x", "", "e", np.full(SIZE, 127, dtype=np.int8).tobytes())
    rows = [
        [np.frombuffer(one.vector, dtype=np.int8).astype(object) for one in side] for side in (left, right)
    ]
    wanted = [
        [int(np.floor(10_000 * float(a @ b) / np.sqrt(float((a @ a) * (b @ b))))) for b in rows[1]]
        for a in rows[0]
    ]
    assert nearness(left, right).tolist() == wanted
    assert nearness([extreme], [extreme]).tolist() == [[10_000]]


def test_nearness_does_not_depend_on_who_else_is_there():
    many = [
        Reading(str(n), "", "e", DICE.integers(-127, 128, SIZE, dtype=np.int8).tobytes()) for n in range(300)
    ]
    whole = nearness(many, many)
    assert nearness(many[17:18], many[200:201]).tolist() == [[int(whole[17, 200])]]
    assert (whole == whole.T).all()


def test_a_vector_keeps_its_direction_in_a_byte_for_each_number():
    assert nearness([reading("a", NEAR)], [reading("b", EAST)]).tolist() == [[pytest.approx(6200, abs=40)]]
    middle = Reading("m", "", "e1", pack([np.array(EAST, np.float32), np.array(NORTH, np.float32)]))
    assert nearness([middle], [reading("b", EAST)]).tolist() == [[7071]]
    assert len(middle.vector) == SIZE


def test_words_in_common_and_percents():
    sets = [frozenset({"a", "b"}), frozenset(), frozenset({"a", "b", "c", "d"})]
    assert words_in_common(sets, sets).tolist() == [[10_000, 0, 7071], [0, 0, 0], [7071, 0, 10_000]]
    assert percents(np.array([-500, 1200, 3600, 6000, 9000])).tolist() == [0, 0, 50, 100, 100]


def people(goal_vector=NEAR, tag_vector=EAST, encoder="e1"):
    goal, tag = reading("Sprechen vor Leuten", goal_vector), reading("Public speaking", tag_vector, encoder)
    mentee = MenteeTraits("m", "pm", goal=goal.text, meaning=(goal,))
    mentor = MentorTraits("r", "pr", expertise=("Public speaking", "Gardening"), meaning=(tag,))
    return mentee, mentor


def value(mentee, mentor):
    return int(expertise_values([mentee], [mentor], Vocabulary())[0, 0])


def test_a_goal_without_a_shared_word_is_met_by_meaning_and_says_by_which_tag():
    mentee, mentor = people()
    assert value(mentee, mentor) == 75  # all of the best tag, nothing of the second
    table = score_all([mentee], [mentor], {"expertise": 5})
    (said,) = reasons(table, "m", "r")
    assert (said.kind, said.values, said.tone, said.points) == (
        "expertise",
        ("~Public speaking",),
        "plus",
        7500,
    )


def test_what_is_far_in_meaning_is_worth_little_and_is_no_reason():
    mentee, mentor = people(goal_vector=FAR)
    assert value(mentee, mentor) == 23
    assert reasons(score_all([mentee], [mentor], {"expertise": 5}), "m", "r")[0].values == ()


@pytest.mark.parametrize("encoder", ["e2", ""], ids=["another encoder", "no vector"])
def test_without_two_vectors_of_one_encoder_the_words_decide(encoder):
    mentee, mentor = people(encoder=encoder)
    assert value(mentee, mentor) == 0
    worded = MenteeTraits("m", "pm", goal="Public speaking", meaning=(reading("Public speaking", NEAR),))
    assert value(worded, mentor) == value(MenteeTraits("m", "pm", goal="Public speaking"), mentor) == 75


def test_a_shared_word_adds_to_meaning():
    mentee, mentor = people(goal_vector=towards(0.3, 0.954))
    alone = value(mentee, mentor)
    said = reading("Speaking", towards(0.3, 0.954))
    worded = MenteeTraits("m", "pm", goal="Speaking", meaning=(said,))
    assert (alone, value(worded, mentor)) == (27, 75)


def topics_value(mentee, mentor):
    grid = wanted_values([mentee.topics], [mentor.topics], [mentee], [mentor], Vocabulary())
    return int(grid[0, 0])


def test_wanted_topics_count_in_part_where_another_name_is_near():
    talks, speaking = reading("giving talks", towards(1, 1)), reading("public speaking", EAST)
    mentee = MenteeTraits("m", "pm", topics=("giving talks", "writing"), meaning=(talks,))
    mentor = MentorTraits("r", "pr", topics=("public speaking", "Writing"), meaning=(speaking,))
    assert topics_value(mentee, mentor) == 75  # 100 and 51, of a cosine of .7071
    assert score_all([mentee], [mentor], {"topics": 5}).score.tolist() == [[7500]]
    (said,) = reasons(score_all([mentee], [mentor], {"topics": 5}), "m", "r")
    assert said.values == ("writing", "~public speaking")
    plain = MenteeTraits("m", "pm", topics=("giving talks", "writing"))
    assert topics_value(plain, mentor) == 50


def test_a_must_to_offer_what_is_wanted_holds_under_another_name_too():
    talks, speaking = reading("giving talks", towards(1, 1)), reading("public speaking", EAST)
    mentee = MenteeTraits("m", "pm", topics=("giving talks",), meaning=(talks,))
    mentor = MentorTraits("r", "pr", topics=("public speaking",), meaning=(speaking,))
    must = (Criterion("offered", "wants_offers", "topics", "topics", hard=True),)
    assert score_all([mentee], [mentor], must).removed() == {}
    assert score_all([replace(mentee, meaning=())], [mentor], must).removed() == {"offered": 1}


def test_nobody_on_one_side_is_no_error():
    assert nearness([], [reading("a", EAST)]).shape == both_known([], [reading("a", EAST)]).shape == (0, 1)
    alike = MentorTraits("r", "pr", topics=("giving talks",), meaning=(reading("giving talks", EAST),))
    wanting = MenteeTraits("m", "pm", topics=("giving talks",), meaning=(reading("giving talks", EAST),))
    assert reasons(score_all([wanting], [alike], {"topics": 5}), "m", "r")[0].values == ("giving talks",)
