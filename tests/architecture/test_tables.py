"""A table of a coordinator's page is declared once and can be taken along; whatever is not says why."""

import re

import pytest

from tests.architecture.markup import bare
from tests.architecture.tree import ROOT, templates

TABLE = re.compile(r"<table.*?</table>", re.S)
HEADINGS = re.compile(r"{% headings (\S+) %}")
# Tables without files, each with its reason.
NO_FILE = {
    "components/timegrid.html": "a form: the hours of a week",
    "programs/help.html": "who reads what, the same for everybody",
    "programs/import_map.html": "a form: what the columns of a file mean",
    "programs/import_check.html": "what is wrong with a file somebody has in their hands",
    "programs/merge.html": "two entries of one person side by side, until one is left",
    "dashboards/cohort_health.html": "start against end: its numbers are in the file of the page",
    "dashboards/_measure_tables.html": "part of the health page, whose file holds all of its numbers",
    "matching/compare.html": "drafts side by side; each has the file of its board",
    "sessions/_goal_count.html": "of a pair, not of a coordinator",
    "sessions/_review_answers.html": "of a pair, not of a coordinator",
    "sessions/mentoring.html": "a mentor's desk, not of a coordinator",
    "sessions/review_record.html": "of a pair, who print it; not of a coordinator",
}


def without_file(text: str) -> list[str]:
    """What is wrong with the tables of a template: columns written by hand, or no files offered."""
    text = bare(text)
    found = []
    for table in TABLE.findall(text):
        named = HEADINGS.findall(table)
        if not named:
            found.append("a table whose columns are not declared")
        found += [f"no files of {name}" for name in named if f"{{% downloads {name}" not in text]
        if named and "{% cells " not in table and "{% include " not in table:
            found.append(f"rows of {named[0]} that do not follow its columns")
    return found


def test_every_table_is_declared_and_can_be_taken_along():
    wrong = {}
    for path in templates():
        name = path.relative_to(ROOT / "templates").as_posix()
        if "/emails/" not in name and (found := without_file(path.read_text())):
            wrong[name] = found
    excused = {name: {"a table whose columns are not declared"} for name in wrong if name in NO_FILE}
    assert {name: set(found) for name, found in wrong.items()} == excused


def test_no_reason_is_given_for_a_table_that_is_gone():
    for name in NO_FILE:
        assert "<table" in (ROOT / "templates" / name).read_text(), name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<table><tr><th>Name</th></tr></table>", ["a table whose columns are not declared"]),
        ("<table>{% headings table %}{% cells table row %}{% endcells %}</table>", ["no files of table"]),
        (
            "{% downloads table %}<table>{% headings table %}<tr><td>x</td></tr></table>",
            ["rows of table that do not follow its columns"],
        ),
        (
            "{% downloads a %}<table>{% headings b %}{% cells b row %}{% endcells %}</table>",
            ["no files of b"],
        ),
        ("{% downloads t query %}<table>{% headings t %}{% cells t row %}{% endcells %}</table>", []),
    ],
)
def test_a_planted_table_without_files_is_found(text, found):
    assert without_file(text) == found
