"""`python -m matching.engine PROBLEM.json` (or `-`): one problem in, one solution on standard output.

Wrong input is one line on standard error naming the field, and exit code 2.
"""

import json
import sys
from pathlib import Path

from matching.engine.assignment import solve
from matching.engine.problem import ProblemError, parse_problem

USAGE = "usage: python -m matching.engine PROBLEM.json (or - for standard input)"


def main(arguments: list[str]) -> int:
    """Solve the problem in the file named by the one argument; the exit code."""
    if len(arguments) != 1:
        return _refuse(USAGE)
    name = arguments[0]
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        document = json.loads(text)
    except OSError as error:
        return _refuse(f"problem: cannot read the file ({error.strerror})")
    except (ValueError, RecursionError):
        # ValueError covers bad syntax, bad UTF-8, and numbers of thousands of digits.
        return _refuse("problem: is not valid JSON")
    folder = Path.cwd() if name == "-" else Path(name).parent
    try:
        solution = solve(parse_problem(document, folder))
    except ProblemError as error:
        return _refuse(str(error))
    sys.stdout.write(json.dumps(solution.as_json()) + "\n")
    return 0


def _refuse(line: str) -> int:
    sys.stderr.write(line + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
