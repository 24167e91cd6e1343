"""Files: short, named after a noun we know, tests beside what they test, nothing that points outside."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import CODE, ROOT, python_files, short, templates

MOST_LINES = 300
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services", "managers", "tasks"}
# Tests that follow a journey, a table or a fault instead of one module.
FREE_FOLDERS = {"access", "architecture", "benchmarks", "journeys", "faults"}


def too_long(paths: list[Path]) -> list[str]:
    return [path.name for path in paths if len(path.read_text().splitlines()) > MOST_LINES]


def test_no_file_is_longer_than_300_lines():
    ours = [path for path in python_files(*CODE, "tests") if "migrations" not in path.parts]
    static = [*(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]
    assert too_long([*ours, *templates(), *static]) == []


def test_a_planted_long_file_is_found(tmp_path):
    (tmp_path / "long.py").write_text("x = 1\n" * 301)
    (tmp_path / "fine.py").write_text("x = 1\n" * 300)
    assert too_long(sorted(tmp_path.iterdir())) == ["long.py"]


def badly_named(paths: list[Path]) -> list[str]:
    return [path.name for path in paths if {path.stem, path.parent.name} & FORBIDDEN_NAMES]


def test_no_module_has_a_name_that_says_nothing():
    assert badly_named(list(python_files(*CODE))) == []


def test_a_planted_junk_drawer_is_found():
    assert badly_named(
        [Path("programs/utils.py"), Path("programs/helpers/x.py"), Path("programs/urls.py")]
    ) == [
        "utils.py",
        "x.py",
    ]


def orphans(tests: list[str], exists) -> list[str]:
    """Test files under tests/<app>/ that name no module: tests/programs/actions/test_people.py needs
    programs/actions/people.py, or a package people/ there. One above the layers (tests/programs/test_people.py)
    is about that noun in any of them.
    """
    lost = []
    for name in tests:
        parts = name.split("/")
        if parts[1] in FREE_FOLDERS or len(parts) < 3:
            continue
        noun = parts[-1].removeprefix("test_").removesuffix(".py")
        wanted = "/".join([*parts[1:-1], "__main__" if noun == "command" else noun])
        if not (exists(f"{wanted}.py") or exists(wanted) or exists(f"{'/'.join(parts[1:-1])}/*/{noun}.py")):
            lost.append(name)
    return lost


def test_tests_mirror_the_tree():
    tests = [short(path) for path in python_files("tests") if path.name.startswith("test_")]
    assert orphans(tests, lambda wanted: any(ROOT.glob(wanted))) == []


def test_a_planted_orphan_is_found():
    tests = [
        "tests/programs/actions/test_people.py",
        "tests/programs/actions/test_gone.py",
        "tests/access/test_x.py",
    ]
    assert orphans(tests, {"programs/actions/people.py"}.__contains__) == [
        "tests/programs/actions/test_gone.py"
    ]


OUTSIDE = re.compile(r"\.\./shared|/work/|/home/\w+/|/root/")


def points_outside(files: dict[str, str]) -> list[str]:
    return [name for name, text in files.items() if OUTSIDE.search(text)]


def test_no_committed_file_needs_a_folder_outside_the_checkout():
    """`.ci/run` alone knows where the shared data lies."""
    apart = {".ci/run", short(Path(__file__))}
    texts = {short(path): path.read_text() for path in text_files() if short(path) not in apart}
    assert len(texts) > 200
    assert points_outside(texts) == []


def text_files() -> Iterator[Path]:
    """What may be committed: everything but pictures and what tools leave behind (see .gitignore)."""
    left_behind = {"var", "staticfiles", "test-results", "__pycache__"}
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [
            name
            for name in inner
            if name not in left_behind and not (name.startswith(".") and name != ".github")
        ]
        yield from (
            Path(folder) / name for name in names if not name.endswith((".png", ".ico", ".pyc", ".sqlite3"))
        )


@pytest.mark.parametrize("text", ["cp ../shared/data x", "open('/work/main/x')", "/home/ada/x"])
def test_a_planted_outside_path_is_found(text):
    assert points_outside({"a": text, "b": "cp data x"}) == ["a"]
