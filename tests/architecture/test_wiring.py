"""Who listens to what, and what the clock starts: pinned, so that a new wire is put in on purpose."""

import ast

from django.apps import apps
from django.dispatch import Signal

import sessions
from mentorship.celery import app as celery_app
from programs import events
from tests.architecture.tree import CODE, ROOT, called_name, calls, parsed, python_files, short

LISTENERS: dict[str, list[str]] = {
    "mentorships_started": ["matching.receivers.end_overtaken_offers", "sessions.receivers.offer_goals"],
    "mentorship_ended": ["sessions.receivers.stop_what_was_to_come"],
    "dates_reported": ["sessions.receivers.keep_reported_dates"],
    "participant_withdrew": ["matching.receivers.release_pairs"],
    "pair_considered": ["matching.receivers.say_broken_rules"],
    "pairs_brought": ["matching.receivers.say_rules_of_a_file"],
}
TASKS = ["mentorship.jobs.plan_due", "mentorship.jobs.run_jobs", "mentorship.jobs.send_due"]


def listeners_of(module: object) -> dict[str, list[str]]:
    """Each signal of a module with the dotted names of its live receivers."""
    found = {}
    for name, signal in vars(module).items():
        if isinstance(signal, Signal):
            plain, asynchronous = signal._live_receivers(None)
            found[name] = sorted(f"{one.__module__}.{one.__qualname__}" for one in (*plain, *asynchronous))
    return found


def test_events_have_exactly_these_listeners():
    assert listeners_of(events) == LISTENERS


def test_a_planted_listener_is_found():
    class Planted:
        news = Signal()

    def hears(**kwargs):
        pass

    Planted.news.connect(hears)
    assert listeners_of(Planted) == {"news": [f"{__name__}.test_a_planted_listener_is_found.<locals>.hears"]}


def declares_signals(tree: ast.AST) -> bool:
    return any(called_name(call) == "Signal" for call in calls(tree))


def test_signals_are_declared_in_events_only():
    assert [short(path) for path in python_files(*CODE) if declares_signals(parsed(path))] == [
        "programs/events.py"
    ]
    assert declares_signals(ast.parse("x = dispatch.Signal()"))


def test_celery_knows_exactly_these_tasks():
    celery_app.loader.import_default_modules()
    assert sorted(name for name in celery_app.tasks if not name.startswith("celery.")) == TASKS


def test_the_beat_table_rings_tasks_that_exist():
    assert {entry["task"] for entry in celery_app.conf.beat_schedule.values()} <= set(TASKS)


def test_the_label_of_sessions_is_ours_and_so_is_the_module():
    assert apps.get_app_config("mentoring_sessions").name == "sessions"
    assert sessions.__file__ == str(ROOT / "sessions/__init__.py")
    assert apps.get_app_config("sessions").name == "django.contrib.sessions"
