"""Two calendar programs of Debian, each with a home of its own: khal, and vdirsyncer, which subscribes for it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("khal", "vdirsyncer")
MISSING = [name for name in PROGRAMS if not shutil.which(name)]

KHAL = """
[calendars]
[[mentoring]]
path = {home}/mentoring
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = mentoring
highlight_event_days = False
"""
VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair trellis]
a = "feed"
b = "mentoring"
collections = null
[storage feed]
type = "http"
url = "{address}"
[storage mentoring]
type = "filesystem"
path = "{home}/mentoring"
fileext = ".ics"
"""
SHOWN = "{start-long-full}|{end-long-full}|{title}|{location}|{cancelled}"


@dataclass
class Client:
    """Somebody's calendar on their own computer, in their own time zone."""

    home: Path
    zone: str = "Europe/Berlin"

    def takes(self, invitation: str) -> None:
        """What a mail program hands over when one presses “accept”."""
        mailed = self.home / "invitation.ics"
        mailed.write_text(invitation, newline="")
        self._khal("import", "--batch", str(mailed))

    def shows(self, first: str = "today", last: str = "400d") -> list[str]:
        """Its entries, one line each: start, end, title, place, “CANCELLED” where it is."""
        listed = self._khal("list", "--once", "--day-format", "", "--format", SHOWN, first, last)
        return [line.strip() for line in listed.splitlines() if "|" in line]

    def subscribes(self, address: str) -> None:
        """Reads the feed once more; raises where there is none any longer."""
        (self.home / "mentoring").mkdir(exist_ok=True)
        settings = self.home / "vdirsyncer"
        settings.write_text(VDIRSYNCER.format(home=self.home, address=address))
        known = (self.home / "status").exists()
        for step in ("sync",) if known else ("discover", "sync"):
            self._run("vdirsyncer", "-c", str(settings), step)

    def _khal(self, *arguments: str) -> str:
        settings = self.home / "khal.conf"
        (self.home / "mentoring").mkdir(exist_ok=True)
        settings.write_text(KHAL.format(home=self.home, zone=self.zone))
        return self._run("khal", "-c", str(settings), *arguments)

    def _run(self, *command: str) -> str:
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True, timeout=60, input="y\n"
        )
        if done.returncode:
            raise Complaint(done.stdout + done.stderr)
        return done.stdout


class Complaint(Exception):  # noqa: N818 - what it is
    """The program ended with an error; its words."""
