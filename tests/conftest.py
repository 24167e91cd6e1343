"""What every test may use; and the honest count of what this run leaves out."""

import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection
from django.test import Client

from mentorship.lib import clock
from tests import calendar_clients, driver, make
from tests.emptied import delete_rows_to_flush
from tests.kept import kept_world
from tests.world import World

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# How long an example takes says something of the machine, nothing of the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


NO_DATABASE = "database-free"


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(driver, "driver")


def asks_no_database(item: pytest.Item) -> bool:
    """Neither by a marker nor by what its fixtures need: a second run on another database says nothing new."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return not marked and not {"db", "transactional_db"} & set(getattr(item, "fixturenames", ["db"]))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, by marker, what this machine cannot run. TRELLIS_RUN_ALL=1 (CI) makes any of that an error."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    absent = {
        "browser": "Chromium is not installed" if not driver.CHROMIUM else "",
        "calendar": f"{' and '.join(calendar_clients.MISSING)} not installed"
        if calendar_clients.MISSING
        else "",
        "real_data": "REAL_DATA is not set" if not os.environ.get("REAL_DATA") else "",
        "postgres": "" if on_postgres else "they need DATABASE_URL=postgres://…",
        "embedded": "they look at pages, which are the same on SQLite" if on_postgres else "",
        NO_DATABASE: "the run on SQLite has them",
        "benchmark": "" if "benchmark" in (config.option.markexpr or "") else "they run by `make bench`",
    }
    left_out: dict[str, int] = {}
    kept, gone = [], []
    for item in items:
        marker = next(
            (name for name, reason in absent.items() if reason and item.get_closest_marker(name)), None
        )
        if on_postgres and not marker and asks_no_database(item):
            marker = NO_DATABASE
        (gone if marker else kept).append(item)
        if marker:
            left_out[marker] = left_out.get(marker, 0) + 1
    items[:] = kept
    if gone:
        config.hook.pytest_deselected(items=gone)
    config.stash[LEFT_OUT] = [
        f"{count} {name} tests were not run: {absent[name]}." for name, count in left_out.items()
    ]
    must_run = os.environ.get("TRELLIS_MUST_RUN", "").split()
    missing = [name for name in must_run if left_out.get(name)]
    if missing:
        raise pytest.UsageError(f"this run must not leave out: {', '.join(missing)}")


LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_collection_finish() -> None:
    """What is loaded by now lives as long as the run: to look through it for garbage again and again costs 4 %."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The cache table, which migrations do not make; how what tests commit goes again; and it goes at once, where a
    run that was stopped in a journey has left it in a database that is used again.
    """
    from django.core.management import call_command  # noqa: PLC0415 - settings must be ready

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if connection.settings_dict["TEST"]["MIGRATE"] is False:
            # The tables are there; /readyz and copies ask by which migrations.
            call_command("migrate", fake=True, verbosity=0)
        call_command("createcachetable")
        delete_rows_to_flush(connection.ops)
        call_command("flush", interactive=False, reset_sequences=False, verbosity=0)


@pytest.fixture
def world(db: None) -> World:
    """Ada and Ben, Cleo and Dan, Mira who coordinates, Otto who owns, Eve from elsewhere. See world.py."""
    return kept_world()


@pytest.fixture
def sign_in(db: None):
    """`sign_in(person_or_user)` gives a client signed in as them."""

    def as_(who: object) -> Client:
        client = Client()
        client.force_login(
            getattr(who, "user", None) or who, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return as_


@pytest.fixture
def frozen() -> Iterator[None]:
    """Time stands still at make.NOW (a Wednesday) for what runs in the test's own thread."""
    with clock.at(make.NOW):
        yield


@pytest.fixture
def on_postgres(db: None) -> bool:
    return connection.vendor == "postgresql"
