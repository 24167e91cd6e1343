"""Views and forms never write; actions do. Celery is rung by nobody but the clock."""

import ast

import pytest

from tests.architecture.tree import APPS, calls, parsed, python_files, short

ALWAYS = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "adelete", "aupdate", "abulk_create", "execute", "executemany",
}  # fmt: skip
PUBLISHES = {"delay", "apply_async", "send_task", "delay_on_commit"}


def writes(tree: ast.AST) -> list[int]:
    """Lines that write to the database.

    `.update(` and `.set(` are also what dicts and caches do, so they count only where the receiver is a query
    (`x.filter(…).update(`, `Model.objects.update(`), a relation (`x.members.set(`) or, for update, a name
    given nothing but keywords (`rows.update(state=…)`; say `context |= {…}` for a dict).
    """
    return sorted(
        call.lineno for call in calls(tree) if isinstance(call.func, ast.Attribute) and _is_write(call)
    )


def _is_write(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    verb, receiver = call.func.attr, call.func.value
    if verb in ALWAYS:
        return True
    if verb == "set":
        return isinstance(receiver, ast.Attribute) and not _is_request_part(receiver)
    if verb == "update":
        query = isinstance(receiver, ast.Call) and not _is_super(receiver)
        manager = isinstance(receiver, ast.Attribute) and receiver.attr in {"objects", "_base_manager"}
        by_keywords = isinstance(receiver, ast.Name) and not call.args and bool(call.keywords)
        return query or manager or by_keywords
    return False


def _is_super(receiver: ast.Call) -> bool:
    return isinstance(receiver.func, ast.Name) and receiver.func.id == "super"


def _is_request_part(receiver: ast.Attribute) -> bool:
    return isinstance(receiver.value, ast.Name) and receiver.value.id == "request"


def publishes(tree: ast.AST) -> list[int]:
    """Lines that hand work to Celery, or ask for a countdown or an eta."""
    found = []
    for call in calls(tree):
        named = isinstance(call.func, ast.Attribute) and call.func.attr in PUBLISHES
        timed = any(keyword.arg in {"eta", "countdown"} for keyword in call.keywords)
        if named or timed:
            found.append(call.lineno)
    return sorted(found)


def upper_files():
    folders = [f"{app}/{layer}" for app in APPS for layer in ("views", "forms", "templatetags")]
    yield from python_files(*folders, "mentorship/dashboards/views", "mentorship/accounts/views")
    yield from (
        path
        for path in python_files("mentorship/accounts", "mentorship/dashboards")
        if path.name == "forms.py"
    )


def found_in(paths, check) -> list[str]:
    return [f"{short(path)}:{line}" for path in paths for line in check(parsed(path))]


def test_views_and_forms_never_write():
    assert found_in(upper_files(), writes) == []


@pytest.mark.parametrize(
    "line",
    [
        "meeting.save()",
        "Meeting.objects.create(number=1)",
        "Meeting.objects.filter(pk=1).update(number=2)",
        "rows.update(state='held')",
        "Meeting.objects.update(number=2)",
        "meeting.delete()",
        "Meeting.objects.all().delete()",
        "Meeting.objects.bulk_create(rows)",
        "Meeting.objects.get_or_create(pk=1)",
        "mentorship.members.set([])",
        "form.save(commit=False)",
        "cursor.execute('update x')",
    ],
)
def test_a_planted_write_is_found(line):
    assert writes(ast.parse(f"def view(request):\n    {line}\n")) == [2]


@pytest.mark.parametrize(
    "line",
    [
        "context.update({'a': 1})",
        "field.widget.attrs.update({'rows': 2}, x=1)",
        "super().update({'a': 1})",
        "form.is_valid()",
        "names = set(rows)",
        "record_feedback(meeting=meeting)",
    ],
)
def test_what_only_looks_like_a_write_passes(line):
    assert writes(ast.parse(line)) == []


def test_actions_and_views_hand_nothing_to_celery():
    """What is to be sent is a row of the ledger; a stopped broker holds no request (RELIABILITY F3, F4)."""
    folders = [f"{app}/{layer}" for app in APPS for layer in ("views", "forms", "actions", "queries")]
    assert found_in(python_files(*folders, "mentorship/dashboards"), publishes) == []


def test_nobody_asks_celery_to_wait():
    timed = [
        f"{short(path)}:{call.lineno}"
        for path in python_files("mentorship", *APPS)
        for call in calls(parsed(path))
        if any(keyword.arg in {"eta", "countdown"} for keyword in call.keywords)
    ]
    assert timed == []


@pytest.mark.parametrize(
    "line", ["send.delay(1)", "send.apply_async()", "send.apply_async(countdown=9)", "f(eta=1)"]
)
def test_a_planted_publish_is_found(line):
    assert publishes(ast.parse(line)) == [1]
