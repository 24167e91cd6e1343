"""tests/driver.py: a journey whose driver is killed is begun again; one that fails by itself is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RUN = """
import os, signal
from pathlib import Path
from playwright.sync_api import expect

def test_before(browser):
    browser.new_page().set_content("<p>here</p>")

def test_{name}(browser):
    first = Path("first")
    if not first.exists():
        first.write_text("")
        children = Path("/proc/self/task", str(os.getpid()), "children").read_text().split()
        for child in children:
            if {kills} and "run-driver" in Path("/proc", child, "cmdline").read_text():
                os.kill(int(child), signal.SIGKILL)
        page = browser.new_page()
        page.set_content("<p>here</p>")
        expect(page.get_by_text("there")).to_be_visible(timeout=100)

def test_after(browser):
    browser.new_page().set_content("<p>here</p>")
"""


CONFTEST = """
from tests import driver

def pytest_configure(config):
    config.pluginmanager.register(driver)
"""


def ran(folder: Path, *options: str) -> str:
    """What a run of its own says of the tests in that folder."""
    (folder / "conftest.py").write_text(CONFTEST)
    command = [sys.executable, "-m", "pytest", "-q", "--rootdir", str(folder), "-c", "/dev/null"]
    plugins = ["-p", "no:cacheprovider", "-p", "no:django"]
    done = subprocess.run(
        [*command, *plugins, *options, str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.browser
def test_journey_begins_again_when_its_driver_is_killed_and_the_run_says_so(tmp_path):
    (tmp_path / "test_it.py").write_text(RUN.format(name="killed", kills=True))
    said = ran(tmp_path, "-n", "1")
    assert "3 passed" in said, said
    assert "test_killed[chromium] was begun once more: the browser's driver went away." in said


@pytest.mark.browser
def test_journey_that_fails_by_itself_is_not_begun_again(tmp_path):
    (tmp_path / "test_it.py").write_text(RUN.format(name="wrong", kills=False))
    said = ran(tmp_path)
    assert "1 failed, 2 passed" in said, said
    assert "begun once more" not in said
