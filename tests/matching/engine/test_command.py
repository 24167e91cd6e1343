"""The command as other tools call it: a process, its two streams and its exit code."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from matching.engine.__main__ import main

ROOT = Path(__file__).parents[3]
PROBLEM = {
    "version": 1,
    "policy": "fair_floor",
    "mentees": [{"id": "m2", "wants": 1}, {"id": "m1", "wants": 1}, {"id": "m3", "wants": 1}],
    "mentors": [{"id": "r2", "capacity": 1}, {"id": "r1", "capacity": 1}],
    "scores": [["m1", "r1", 9000], ["m1", "r2", 5000], ["m2", "r2", 8734]],
    "locked": [["m2", "r2"]],
}
SOLUTION = {
    "version": 1,
    "policy": "fair_floor",
    "matched": 2,
    "total": 9000,
    "floor": 9000,
    "pairs": [["m1", "r1", 9000], ["m2", "r2", 8734]],
    "locked": [["m2", "r2"]],
    "unmatched": ["m3"],
    "gap": 0.0,
}


def run(*arguments, text=""):
    command = [sys.executable, "-m", "matching.engine", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)


def refusal(capsys, *arguments):
    assert main([str(argument) for argument in arguments]) == 2
    streams = capsys.readouterr()
    assert (streams.out, streams.err.count("\n"), streams.err[-1]) == ("", 1, "\n")
    return streams.err


def test_command_file_gives_the_solution_on_standard_output(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(PROBLEM))
    done = run(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == SOLUTION
    assert list(json.loads(done.stdout)) == list(SOLUTION)


def test_command_dash_reads_standard_input():
    done = run("-", text=json.dumps(PROBLEM))
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, "", SOLUTION)


def test_command_wrong_input_is_one_line_naming_the_field_and_exit_2():
    done = run("-", text=json.dumps({**PROBLEM, "locked": [["m1", "r1"], ["m1", "r2"]]}))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "locked[1]: gives the mentee more mentors than wanted\n"


def test_command_never_loads_django():
    code = "import sys, matching.engine.__main__; print(sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = json.loads(done.stdout.replace("'", '"'))
    assert {"matching", "numpy"} <= set(loaded)
    assert not {"django", "celery", "mentorship", "programs", "sessions", "ortools"} & set(loaded)


@pytest.mark.parametrize("policy", ["fewest_poor", "best_total", "stable"])
def test_command_takes_every_policy(tmp_path, capsys, policy):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({**PROBLEM, "policy": policy}))
    assert main([str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == {**SOLUTION, "policy": policy}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"1" * 10_000, json.dumps(PROBLEM).encode("utf-8") + b"}"],
)
def test_command_invalid_json_is_one_line(tmp_path, capsys, content):
    path = tmp_path / "problem.json"
    path.write_bytes(content)
    assert refusal(capsys, path) == "problem: is not valid JSON\n"


def test_command_file_that_cannot_be_read_is_one_line(tmp_path, capsys):
    assert refusal(capsys, tmp_path / "none.json").startswith("problem: cannot read the file")
    assert refusal(capsys, tmp_path).startswith("problem: cannot read the file")


@pytest.mark.parametrize("arguments", [[], ["one.json", "two.json"]])
def test_command_without_one_argument_says_how_to_call_it(capsys, arguments):
    assert refusal(capsys, *arguments).startswith("usage: ")


def test_command_npz_is_looked_for_beside_the_problem(tmp_path, capsys):
    arrays = {"mentee": [1, 1, 0], "mentor": [1, 0, 0], "score": [9000, 5000, 8734]}
    np.savez(tmp_path / "scores.npz", **{name: np.array(values, np.int32) for name, values in arrays.items()})
    dense = {name: value for name, value in PROBLEM.items() if name != "scores"}
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({**dense, "scores_npz": "scores.npz"}))
    assert main([str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == SOLUTION
    path.write_text(json.dumps({**dense, "scores_npz": "other.npz"}))
    assert refusal(capsys, path).startswith("scores_npz: ")


def test_command_ids_that_are_not_valid_text_come_back_as_given(tmp_path, capsys):
    path = tmp_path / "problem.json"
    odd = json.dumps(PROBLEM).replace('"m1"', '"\\ud800\\n"')
    path.write_text(odd)
    assert main([str(path)]) == 0
    assert "\ud800\n" in {pair[0] for pair in json.loads(capsys.readouterr().out)["pairs"]}
