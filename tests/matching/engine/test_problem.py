"""Every field of the format: what is refused, and by which name, next to what is taken."""

import copy
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.assignment import solve
from matching.engine.problem import Arcs, Mentee, Mentor, Problem, ProblemError, parse_problem

HERE = Path()
VALID = {
    "version": 1,
    "policy": "best_total",
    "mentees": [{"id": "m1", "wants": 2}, {"id": "m2", "wants": 1}, {"id": "m3", "wants": 0}],
    "mentors": [{"id": "r1", "capacity": 2}, {"id": "r2", "capacity": 1}, {"id": "r3", "capacity": 0}],
    "scores": [["m1", "r1", 0], ["m1", "r2", 10_000], ["m2", "r1", 8734], ["m3", "r3", 5]],
    "locked": [["m1", "r2"]],
    "bands": [4000, 6000],
}


def document(**changes):
    return {**copy.deepcopy(VALID), **changes}


def without(field):
    return {name: value for name, value in VALID.items() if name != field}


def refusal(data, folder=HERE):
    with pytest.raises(ProblemError) as caught:
        parse_problem(data, folder)
    assert str(caught.value) == f"{caught.value.field}: {caught.value.why}"
    assert "\n" not in str(caught.value)
    return caught.value.field


def test_parse_valid_document_gives_people_arcs_and_locks():
    problem = parse_problem(VALID, HERE)
    assert problem.mentees == (Mentee("m1", 2), Mentee("m2", 1), Mentee("m3", 0))
    assert problem.mentors == (Mentor("r1", 2), Mentor("r2", 1), Mentor("r3", 0))
    assert problem.arcs.mentee.tolist() == [0, 0, 1, 2]
    assert problem.arcs.mentor.tolist() == [0, 1, 0, 2]
    assert problem.arcs.score.tolist() == [0, 10_000, 8734, 5]
    assert (problem.locked, problem.policy, problem.bands) == ((("m1", "r2"),), "best_total", (4000, 6000))


def test_parse_without_locks_and_bands_has_none():
    problem = parse_problem({k: v for k, v in VALID.items() if k not in ("locked", "bands")}, HERE)
    assert (problem.locked, problem.bands) == ((), ())


def test_parse_empty_problem_is_a_problem():
    problem = parse_problem(document(mentees=[], mentors=[], scores=[], locked=[]), HERE)
    assert (problem.mentees, problem.mentors, problem.arcs.score.tolist()) == ((), (), [])


def test_parse_leaves_unknown_keys_alone():
    assert parse_problem(document(note="kept by another tool"), HERE).policy == "best_total"


@pytest.mark.parametrize("field", ["version", "policy", "mentees", "mentors", "scores"])
def test_parse_missing_field_is_named(field):
    assert refusal(without(field)) == field


@pytest.mark.parametrize("data", [None, [], "text", 1, float("nan")])
def test_parse_something_else_than_an_object_is_refused(data):
    assert refusal(data) == "problem"


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"version": 2}, "version"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"version": None}, "version"),
        ({"policy": "fairest"}, "policy"),
        ({"policy": None}, "policy"),
        ({"policy": ["fair_floor"]}, "policy"),
        ({"mentees": {}}, "mentees"),
        ({"mentees": "m1"}, "mentees"),
        ({"mentees": [{"id": "m1", "wants": 1}, 7]}, "mentees[1]"),
        ({"mentees": [{"wants": 1}]}, "mentees[0].id"),
        ({"mentees": [{"id": 7, "wants": 1}]}, "mentees[0].id"),
        (
            {"mentees": [{"id": "m1", "wants": 1}, {"id": "m2", "wants": 1}, {"id": "m1", "wants": 1}]},
            "mentees[2].id",
        ),
        ({"mentees": [{"id": "m1"}]}, "mentees[0].wants"),
        ({"mentees": [{"id": "m1", "wants": -1}]}, "mentees[0].wants"),
        ({"mentees": [{"id": "m1", "wants": 1.0}]}, "mentees[0].wants"),
        ({"mentees": [{"id": "m1", "wants": True}]}, "mentees[0].wants"),
        ({"mentees": [{"id": "m1", "wants": float("nan")}]}, "mentees[0].wants"),
        ({"mentors": [{"id": "r1", "capacity": 1}, {"id": "r1", "capacity": 1}]}, "mentors[1].id"),
        ({"mentors": [{"id": "r1"}]}, "mentors[0].capacity"),
        ({"mentors": [{"id": "r1", "capacity": False}]}, "mentors[0].capacity"),
        ({"mentors": [{"id": "r1", "capacity": -3}]}, "mentors[0].capacity"),
        ({"scores": {"m1": 1}}, "scores"),
        ({"scores": [["m1", "r1", 1], ["m2", "r1"]]}, "scores[1]"),
        ({"scores": [["m1", "r1", 1], "m2 r1 4"]}, "scores[1]"),
        ({"scores": [["m1", "r1", 1], ["m9", "r1", 1]]}, "scores[1]"),
        ({"scores": [["m1", "r9", 1]]}, "scores[0]"),
        ({"scores": [["r1", "m1", 1]]}, "scores[0]"),
        ({"scores": [[["m1"], "r1", 1]]}, "scores[0]"),
        ({"scores": [["m1", "r1", -1]]}, "scores[0]"),
        ({"scores": [["m1", "r1", 10_001]]}, "scores[0]"),
        ({"scores": [["m1", "r1", 5.0]]}, "scores[0]"),
        ({"scores": [["m1", "r1", True]]}, "scores[0]"),
        ({"scores": [["m1", "r1", None]]}, "scores[0]"),
        ({"scores": [["m1", "r1", float("nan")]]}, "scores[0]"),
        ({"scores": [["m1", "r1", 10**30]]}, "scores[0]"),
        ({"scores": [["m1", "r1", 1], ["m2", "r1", 1], ["m1", "r2", 1], ["m1", "r1", 2]]}, "scores[3]"),
        ({"scores_npz": "scores.npz"}, "scores_npz"),
        ({"locked": {}}, "locked"),
        ({"locked": None}, "locked"),
        ({"locked": ["m1"]}, "locked[0]"),
        ({"locked": [["m1", "r1", 3]]}, "locked[0]"),
        ({"locked": [["m1", 1]]}, "locked[0]"),
        ({"locked": [["m1", "r1"], ["m9", "r1"]]}, "locked[1]"),
        ({"locked": [["m1", "r9"]]}, "locked[0]"),
        ({"locked": [["m1", "r1"], ["m1", "r1"]]}, "locked[1]"),
        ({"locked": [["m2", "r1"], ["m2", "r2"]]}, "locked[1]"),
        ({"locked": [["m3", "r1"]]}, "locked[0]"),
        ({"locked": [["m1", "r2"], ["m2", "r2"]]}, "locked[1]"),
        ({"locked": [["m1", "r3"]]}, "locked[0]"),
        ({"bands": 4000}, "bands"),
        ({"bands": [4000, "6000"]}, "bands[1]"),
        ({"bands": [6000, 4000]}, "bands[1]"),
        ({"bands": [10_001]}, "bands[0]"),
        ({"bands": list(range(21))}, "bands"),
    ],
)
def test_parse_wrong_value_is_refused_by_name(changes, field):
    assert refusal(document(**{"locked": [], **changes})) == field


def test_parse_lock_of_a_pair_not_listed_is_taken():
    assert parse_problem(document(locked=[["m2", "r2"]]), HERE).locked == (("m2", "r2"),)


def test_parse_wants_and_capacity_beyond_64_bits_are_taken():
    data = document(
        mentees=[{"id": "m1", "wants": 10**30}], mentors=[{"id": "r1", "capacity": 10**30}],
        scores=[["m1", "r1", 3]], locked=[],
    )  # fmt: skip
    assert solve(parse_problem(data, HERE)).total == 3


def save(folder, **arrays):
    np.savez(folder / "scores.npz", **arrays)
    data = without("scores")
    return {**data, "scores_npz": "scores.npz", "locked": []}


def columns(mentee=(0, 1), mentor=(1, 0), score=(7, 9), dtype=np.int32):
    return {
        "mentee": np.array(mentee, dtype),
        "mentor": np.array(mentor, dtype),
        "score": np.array(score, dtype),
    }


def test_parse_npz_beside_the_problem_gives_the_same_problem(tmp_path):
    dense = parse_problem(save(tmp_path, **columns()), tmp_path)
    listed = parse_problem(document(scores=[["m1", "r2", 7], ["m2", "r1", 9]], locked=[]), HERE)
    assert solve(dense) == solve(listed)
    assert solve(dense).total == 16


@pytest.mark.parametrize(
    "arrays, field",
    [
        (columns(mentee=(0, 3)), "scores_npz[1]"),
        (columns(mentor=(-1, 0)), "scores_npz[0]"),
        (columns(score=(1, 10_001)), "scores_npz[1]"),
        (columns(mentee=(0, 0), mentor=(1, 1)), "scores_npz[1]"),
        (columns(score=(1, 2, 3)), "scores_npz"),
        (columns(dtype=np.float64), "scores_npz.mentee"),
        (columns(dtype=np.int64), "scores_npz.mentee"),
        (columns(dtype=np.bool_), "scores_npz.mentee"),
        ({**columns(), "score": np.zeros((2, 2), np.int32)}, "scores_npz.score"),
        ({"mentee": np.zeros(1, np.int32)}, "scores_npz"),
        ({**columns(), "score": np.array([{}, {}], dtype=object)}, "scores_npz.score"),
    ],
)
def test_parse_npz_with_wrong_arrays_is_refused(tmp_path, arrays, field):
    assert refusal(save(tmp_path, **arrays), tmp_path) == field


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 broken", b"not an archive"])
def test_parse_npz_that_is_no_archive_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "scores.npz").write_bytes(content)
    assert refusal({**without("scores"), "scores_npz": "scores.npz"}, tmp_path) == "scores_npz"


def test_parse_npz_that_is_one_bare_array_is_refused(tmp_path):
    np.save(tmp_path / "scores.npy", np.zeros(3, np.int32))
    assert refusal({**without("scores"), "scores_npz": "scores.npy"}, tmp_path) == "scores_npz"


@pytest.mark.parametrize("name", [7, None, ["scores.npz"], "a\0b"])
def test_parse_npz_name_that_is_no_name_is_refused(tmp_path, name):
    assert refusal({**without("scores"), "scores_npz": name}, tmp_path) == "scores_npz"


def test_problem_made_in_code_is_checked_too():
    arcs = Arcs(*(np.array(values, dtype=np.int64) for values in ([0, 0], [0, 0], [1, 2])))
    with pytest.raises(ProblemError, match=r"^scores\[1\]: gives a pair a second time$"):
        Problem((Mentee("m1"),), (Mentor("r1"),), arcs)


def taken_or_named(data):
    try:
        parse_problem(data, HERE)
    except ProblemError as error:
        return error.field.split("[")[0]
    return "taken"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["m1", "r1", "m2", "", "stable"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "wants", "capacity", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(VALID)), JSON)
def test_parse_any_json_in_any_field_is_taken_or_refused_by_name(field, value):
    data = json.loads(json.dumps(document(**{field: value})))
    assert taken_or_named(data) in {"taken", *VALID}
