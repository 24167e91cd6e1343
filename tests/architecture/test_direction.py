"""What import-linter cannot see: strings and reverse names that point up, migrations that import code."""

import ast
import re
from collections.abc import Iterable

import pytest
from django.apps import apps

from tests.architecture.tree import (
    LABELS,
    ROOT,
    called_name,
    calls,
    literal,
    parsed,
    python_files,
    short,
    templates,
)

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "get_model"}
ORDER = list(LABELS)
# matching and sessions stand side by side, notifications and work too; everybody else sees what stands before them.
BELOW = {label: set(ORDER[: place + 1]) for place, label in enumerate(ORDER)}
BELOW["work"] = {"accounts", "work"}
BELOW["mentoring_sessions"] = {"accounts", "notifications", "work", "programs", "mentoring_sessions"}


def upward_strings(tree: ast.AST, allowed: set[str]) -> list[str]:
    """Model names in relation fields and get_model calls whose label this package may not know."""
    found = []
    for call in calls(tree):
        if called_name(call) not in RELATIONS:
            continue
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
            text = literal(argument) or ""
            label = text.split(".")[0]
            if label in ORDER and label not in allowed:
                found.append(text)
    return found


@pytest.mark.parametrize("label", ORDER)
def test_no_relation_names_a_model_above(label):
    files = [path for path in python_files(short(LABELS[label])) if "migrations" not in path.parts]
    assert [
        f"{short(path)}: {name}" for path in files for name in upward_strings(parsed(path), BELOW[label])
    ] == []
    real = {
        field.related_model._meta.app_label
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    }
    assert real - BELOW[label] == set()


def test_planted_upward_strings_are_found():
    source = "ForeignKey('matching.Draft')\napps.get_model('mentoring_sessions', 'Goal')\nForeignKey('self')"
    assert upward_strings(ast.parse(source), BELOW["programs"]) == ["matching.Draft", "mentoring_sessions"]


def reverse_names() -> set[str]:
    """The names that `matching` and `sessions` put on the models of the trunk."""
    names = set()
    for label in ("accounts", "notifications", "work", "programs"):
        for model in apps.get_app_config(label).get_models():
            for relation in model._meta.related_objects:
                if (
                    relation.related_model._meta.app_label in {"matching", "mentoring_sessions", "dashboards"}
                    and not relation.hidden
                ):
                    names |= {relation.get_accessor_name(), relation.name}
    return names


def reverse_uses(tree: ast.AST, names: set[str]) -> list[str]:
    """Attributes, keyword lookups and lookup strings that use one of `names`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            found.append(node.attr)
        elif isinstance(node, ast.keyword) and node.arg and "__" in node.arg:
            found.extend(names.intersection(node.arg.split("__")))
        elif (text := literal(node)) and re.fullmatch(r"\w+", text) and "__" in text:
            found.extend(names.intersection(text.split("__")))
    return found


def reverse_uses_in_template(text: str, names: Iterable[str]) -> list[str]:
    code = " ".join(re.findall(r"{[{%].*?[%}]}", text, re.S))
    return [name for name in sorted(names) if re.search(rf"\.{name}(_set)?\b", code)]


def test_the_trunk_never_uses_names_that_the_branches_put_on_it():
    names = reverse_names()
    assert {"meetings", "drafts", "goals"} <= names
    code = list(
        python_files("programs", "mentorship/accounts", "mentorship/notifications", "mentorship/work")
    )
    assert [f"{short(path)}: {name}" for path in code for name in reverse_uses(parsed(path), names)] == []
    pages = templates("programs", "accounts", "account")
    assert [
        f"{short(p)}: {name}" for p in pages for name in reverse_uses_in_template(p.read_text(), names)
    ] == []


def test_planted_reverse_uses_are_found():
    names = {"meetings"}
    source = "pair.meetings.all()\nf(mentorship__meetings__number=1)\ng('x__meetings')\nh('meetings')"
    assert reverse_uses(ast.parse(source), names) == ["meetings", "meetings", "meetings"]
    assert reverse_uses_in_template("<a>x.meetings</a>{% for m in pair.meetings %}", names) == ["meetings"]
    assert reverse_uses_in_template("{{ meetings }} pair.meetings", names) == []


# What a migration may import of ours: fields, defaults and validators, which stay importable for ever.
STABLE = {
    "mentorship.lib.fields",
    "mentorship.lib.clock",
    "mentorship.lib.codes",
    "mentorship.accounts.zones",
}
OURS = ("mentorship", "programs", "matching", "sessions", "tests")


def unstable_imports(tree: ast.AST, package: str = "") -> list[str]:
    """Modules of ours that a migration imports and that may change under it. Its own model module's functions
    given as a default (`programs.models.invitations.new_nonce`) count too.
    """
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return sorted(name for name in names if name.split(".")[0] in OURS and name not in STABLE)


def test_migrations_import_no_code_that_may_change():
    files = [path for path in python_files(*OURS[:4]) if path.parent.name == "migrations"]
    assert len(files) > 5
    allowed_twice = {f"{short(path)}: {name}" for path in files for name in unstable_imports(parsed(path))}
    assert allowed_twice == set()


def test_a_planted_import_in_a_migration_is_found():
    source = (
        "import mentorship.lib.fields\nfrom programs.models import Person\nimport sessions.actions.notes\n"
    )
    assert unstable_imports(ast.parse(source)) == ["programs.models", "sessions.actions.notes"]


def test_no_model_is_joined_many_to_many():
    """So that the write check need not tell `.add(` of a relation from `.add(` of a set."""
    models = [model for label in ORDER for model in apps.get_app_config(label).get_models()]
    assert [str(model) for model in models if model._meta.many_to_many] == []
    assert (ROOT / "manage.py").exists()
