"""The browser of the journeys. One whose driver went away is begun once more, with a new one, and the run says so.

Between pytest and Chromium stands a process of Playwright's, one for all journeys of a worker. In one of some twenty
whole runs it ended in the middle of a click; every journey after it failed, and nothing in them was wrong. A journey
that fails while its driver lives has failed: only whether the driver still answers is asked, not which error it was.
"""

import shutil
from contextlib import suppress

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import Error, Playwright

CHROMIUM = shutil.which("chromium")
NOTE = "the browser's driver went away"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if not isinstance(item, pytest.Function) or "browser" not in item.fixturenames:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if any(one.failed for one in reports) and _let_go_of_a_dead_driver(item):
        reports = [_noted(one) for one in runtestprotocol(item, nextitem=nextitem, log=False)]
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("passed", []):
        if report.when == "call" and any(name == NOTE for name, _value in report.user_properties):
            terminalreporter.write_line(f"{report.nodeid} was begun once more: {NOTE}.")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


def _noted(report: pytest.TestReport) -> pytest.TestReport:
    report.user_properties.append((NOTE, True))
    return report


def _let_go_of_a_dead_driver(item: pytest.Function) -> bool:
    """Whether it was dead. What was made of it (the browser, its settings) goes with it, and is made anew when asked
    for; whatever else belongs to the session (the database, the server) stays.
    """
    (made,) = item._fixtureinfo.name2fixturedefs["playwright"]
    if made.cached_result is None or _answers(made.cached_result[0]):
        return False
    item._initrequest()
    with suppress(Error, ExceptionGroup):  # a browser without its driver cannot be closed
        made.finish(item._request)
    return True


def _answers(playwright: Playwright) -> bool:
    try:
        playwright.request.new_context().dispose()
    except Error:
        return False
    return True
