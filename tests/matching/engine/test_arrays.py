"""Files nobody should hand to the command: each is one line naming the field, next to one that is solved."""

import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from matching.engine.__main__ import MOST_BYTES, main
from matching.engine.arrays import MOST_ARCS

ROOT = Path(__file__).parents[3]
GOOD = {
    "version": 1,
    "policy": "best_total",
    "mentees": [{"id": "m1", "wants": 1}, {"id": "m2", "wants": 1}],
    "mentors": [{"id": "r1", "capacity": 1}, {"id": "r2", "capacity": 1}],
    "scores": [["m1", "r1", 9000], ["m2", "r2", 8734]],
}
ARRAYS = {"mentee": [0, 1], "mentor": [0, 1], "score": [9000, 8734]}


def answer(capsys, path):
    """The exit code, the total or None, and the field that was named or None."""
    code = main([str(path)])
    streams = capsys.readouterr()
    if code == 0:
        assert streams.err == ""
        return 0, json.loads(streams.out)["total"], None
    assert (streams.out, streams.err.count("\n"), streams.err[-1]) == ("", 1, "\n")
    return code, None, streams.err.partition(":")[0]


def with_text(old, new):
    text = json.dumps(GOOD)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    "text, field",
    [
        (with_text('["m1", "r1", 9000]', '["m9", "r1", 9000]'), "scores[0]"),
        (with_text('["m1", "r1", 9000]', '["m1", "r9", 9000]'), "scores[0]"),
        (with_text('"capacity": 1', '"capacity": -1'), "mentors[0].capacity"),
        (with_text('"wants": 1', '"wants": -1'), "mentees[0].wants"),
        (with_text('"wants": 1', '"wants": 1e3'), "mentees[0].wants"),
        (with_text("9000", "10001"), "scores[0]"),
        (with_text("9000", "-1"), "scores[0]"),
        (with_text("9000", "NaN"), "scores[0]"),
        (with_text("9000", "Infinity"), "scores[0]"),
        (with_text("9000", "1e999"), "scores[0]"),
        (with_text("9000", '"9000"'), "scores[0]"),
        (with_text('["m2", "r2", 8734]', '["m1", "r1", 1]'), "scores[1]"),
        (with_text('{"id": "m2"', '{"id": "m1"'), "mentees[1].id"),
        (with_text('"policy": "best_total"', '"policy": "best"'), "policy"),
        (with_text('"policy": "best_total"', '"policy": "fewest_poor", "bands": [NaN]'), "bands[0]"),
        (with_text('"version": 1', '"version": 1.5'), "version"),
        (with_text("9000", "[" * 100_000), "problem"),
        (with_text("9000", "[" * 400 + "]" * 400), "scores[0]"),
        (with_text("9000", "9" * 5000), "problem"),
        (with_text("9000", "9" * 4000), "scores[0]"),
        (with_text('"scores"', '"scoers"'), "scores"),
        ("[]", "problem"),
        ("NaN", "problem"),
        ("not JSON", "problem"),
        ("", "problem"),
    ],
)
def test_command_bad_file_is_one_line_naming_the_field_where_the_good_one_is_solved(
    tmp_path, capsys, text, field
):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(GOOD))
    assert answer(capsys, path) == (0, 17_734, None)
    path.write_text(text)
    assert answer(capsys, path) == (2, None, field)


def columns(dtype=np.int32, **changes):
    return {name: np.array(values, dtype) for name, values in {**ARRAYS, **changes}.items()}


def zipped(**members):
    """An archive as NumPy writes it, of members as bytes."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return found.getvalue()


def member(values, shape=None):
    """One array in NumPy's format, with the shape it has or says it has."""
    found = io.BytesIO()
    header = {"descr": "<i4", "fortran_order": False, "shape": shape or (len(values),)}
    np.lib.format.write_array_header_1_0(found, header)
    return found.getvalue() + np.array(values, "<i4").tobytes()


def saved(**arrays):
    found = io.BytesIO()
    np.savez(found, **arrays)
    return found.getvalue()


MEMBERS = {name: member(values) for name, values in ARRAYS.items()}


@pytest.mark.parametrize(
    "content, field",
    [
        (None, "scores_npz"),
        (b"", "scores_npz"),
        (b"PK\x03\x04 broken", "scores_npz"),
        (saved(**columns(mentee=[0, 2])), "scores_npz[1]"),
        (saved(**columns(mentor=[0, -1])), "scores_npz[1]"),
        (saved(**columns(score=[9000, 10_001])), "scores_npz[1]"),
        (saved(**columns(mentee=[0, 0], mentor=[0, 0])), "scores_npz[1]"),
        (saved(**columns(score=[9000])), "scores_npz"),
        (saved(**columns(np.int64)), "scores_npz.mentee"),
        (saved(**columns(np.float32)), "scores_npz.mentee"),
        (saved(**{**columns(), "score": np.array([float("nan")] * 2)}), "scores_npz.score"),
        (saved(**{**columns(), "mentor": np.array([{}, {}], dtype=object)}), "scores_npz.mentor"),
        (saved(**{**columns(), "score": np.array(["9000", "1"])}), "scores_npz.score"),
        (saved(mentee=np.zeros(1, np.int32)), "scores_npz"),
        (zipped(**{**MEMBERS, "score": b"\x93NUMPY\x01\x00\xff\xff{"}), "scores_npz"),
        (zipped(**{**MEMBERS, "score": member([1], shape=(2,))}), "scores_npz"),
        (zipped(**{**MEMBERS, "score": member([1], shape=(MOST_ARCS + 1,))}), "scores_npz.score"),
        (zipped(**{**MEMBERS, "score": member([1], shape=(2**62,))}), "scores_npz.score"),
        (zipped(**{**MEMBERS, "score": member([1], shape=(-1,))}), "scores_npz"),
        (zipped(**{**MEMBERS, "score": member([1], shape=(1, 2))}), "scores_npz.score"),
    ],
)
def test_command_bad_archive_is_one_line_naming_the_field_where_the_good_one_is_solved(
    tmp_path, capsys, content, field
):
    path, archive = tmp_path / "problem.json", tmp_path / "scores.npz"
    dense = {name: value for name, value in GOOD.items() if name != "scores"}
    path.write_text(json.dumps({**dense, "scores_npz": "scores.npz"}))
    for good in (saved(**columns()), saved(**columns(np.uint16)), zipped(**MEMBERS)):
        archive.write_bytes(good)
        assert answer(capsys, path) == (0, 17_734, None)
    archive.unlink()
    if content is not None:
        archive.write_bytes(content)
    assert answer(capsys, path) == (2, None, field)


def test_command_a_pipe_as_archive_is_not_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "scores.npz")
    path = tmp_path / "problem.json"
    dense = {name: value for name, value in GOOD.items() if name != "scores"}
    path.write_text(json.dumps({**dense, "scores_npz": "scores.npz"}))
    assert answer(capsys, path) == (2, None, "scores_npz")


@pytest.mark.parametrize("by", ["name", "standard input"])
def test_command_100_megabytes_are_refused_with_little_memory(tmp_path, by):
    path = tmp_path / "problem.json"
    row = b'["m1","r1",9000],'
    path.write_bytes(b'{"scores":[' + row * (100 * 2**20 // len(row)))
    limit = 400 * 2**20
    with path.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "matching.engine", "-" if by == "standard input" else str(path)],
            stdin=file,
            capture_output=True,
            cwd=ROOT,
            check=False,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)),
        )
    line = f"problem: has more than {MOST_BYTES} bytes; give the scores as scores_npz\n"
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (2, "", line)
