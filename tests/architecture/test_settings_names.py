"""One list of settings: what the code reads is what .env.example, the README and compose name."""

import ast
import re

import yaml

from tests.architecture.tree import ROOT, calls, literal

READERS = {"env", "kept_secret"}
# Read by docker-compose.yml alone.
COMPOSE_ONLY = {"POSTGRES_PASSWORD"}


def names_read(source: str) -> set[str]:
    """Names given to env(…), env.bool(…), kept_secret(…) and os.environ.get(…)."""
    found = set()
    for call in calls(ast.parse(source)):
        function, name = call.func, literal(call.args[0]) if call.args else None
        of_env = isinstance(function, ast.Attribute) and ast.unparse(function.value) in {"env", "os.environ"}
        plain = isinstance(function, ast.Name) and function.id in READERS
        if name and name.isupper() and (of_env or plain) and name != "DJANGO_SETTINGS_MODULE":
            found.add(name)
    return found


def names_listed(example: str) -> list[str]:
    return re.findall(r"^#?([A-Z][A-Z0-9_]+)=", example, re.M)


def known() -> set[str]:
    files = ("mentorship/settings.py", "mentorship/gunicorn.py")
    return {name for file in files for name in names_read((ROOT / file).read_text())}


def test_the_example_lists_every_setting_once():
    listed = names_listed((ROOT / ".env.example").read_text())
    assert sorted(listed) == sorted(known() | COMPOSE_ONLY)


def test_the_readme_lists_every_setting():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.M)
    assert sorted(rows) == sorted(known())


def test_compose_sets_only_names_that_exist():
    text = (ROOT / "docker-compose.yml").read_text()
    assert set(yaml.safe_load(text)["x-trellis"]["environment"]) <= known()
    assert set(re.findall(r"\${(\w+)", text)) <= known() | COMPOSE_ONLY


def test_the_checks_see_a_planted_name():
    source = (
        "env('A')\nenv.bool('B', default=0)\nkept_secret('C', make)\nos.environ.get('D')\nf('E')\nenv.x(y)"
    )
    assert names_read(source) == {"A", "B", "C", "D"}
    assert names_listed("# words AB=1\n#AB=1\nCD=2\n") == ["AB", "CD"]
