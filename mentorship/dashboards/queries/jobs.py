"""The page of a long run, as plain values: how far it is, or how it ended."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.heavy import HEAVY, Heavy
from mentorship.lib import clock
from mentorship.work.models import Job
from mentorship.work.queue import WRITING

QUICK = timedelta(seconds=15)  # for so long a page asks every second, then every two
State = Job.State


@dataclass(frozen=True)
class JobPage:
    """`percent` is None where nothing has begun. `said` is the milestone that is announced, "" for none yet."""

    code: str
    state: str
    heading: str
    words: str
    percent: int | None
    lasted: str
    every: str
    said: str
    announce: str
    is_live: bool
    may_cancel: bool
    see: str
    has_result: bool
    nothing: str
    refusal: str
    asked_from: str


def job_page(job: Job, said: str = "") -> JobPage:
    heavy = HEAVY[job.kind]
    percent = _percent(job, heavy)
    milestone = "" if percent is None else str(percent // 25 * 25)
    return JobPage(
        code=job.code,
        state=job.state,
        heading=_heading(job, heavy),
        words=_words(job, heavy),
        percent=percent,
        lasted=_lasted(job),
        every="1s" if clock.now() - job.asked_at < QUICK else "2s",
        said=milestone,
        announce=ANNOUNCED[milestone]() if milestone != said and milestone in ANNOUNCED else "",
        is_live=job.is_live,
        may_cancel=job.is_live and job.stage != WRITING and not job.cancel_asked,
        see=str(heavy.see),
        has_result=bool(job.result_path),
        nothing=str(heavy.nothing),
        refusal=job.refusal,
        asked_from=job.asked_from,
    )


# Spoken to whoever cannot see the bar; at the end the page is loaded anew and says it as its heading.
ANNOUNCED = {
    "0": lambda: _("It has begun."),
    "25": lambda: _("A quarter is done."),
    "50": lambda: _("Half is done."),
    "75": lambda: _("Three quarters are done."),
}


def _percent(job: Job, heavy: Heavy) -> int | None:
    """Each stage is an equal part of the whole, and as far as its own numbers say."""
    stages = list(heavy.stages)
    if job.stage not in stages:
        return 0 if job.state == State.RUNNING else None
    part = job.done / job.total if job.total else 0
    return int(100 * (stages.index(job.stage) + min(part, 1)) / len(stages))


def _heading(job: Job, heavy: Heavy) -> str:
    if job.state == State.DONE:
        return str(heavy.done)
    if job.state == State.FAILED:
        return _("That did not work")
    return _("Stopped") if job.state == State.CANCELLED else str(heavy.doing)


def _words(job: Job, heavy: Heavy) -> str:
    """What is being done at the moment."""
    if job.cancel_asked:
        return _("Stopping as soon as this step is done")
    if job.state == State.QUEUED:
        return _("Waiting for its turn: it begins within a minute, or after the long run before it")
    numbers = {"done": _number(job.done), "total": _number(job.total)}
    return str(heavy.stages.get(job.stage, _("Beginning"))) % numbers


def _number(count: int) -> str:
    return str(number_format(count, use_l10n=True, force_grouping=True))


def _lasted(job: Job) -> str:
    """Since it was asked for, so far or until it ended."""
    seconds = int(((job.ended_at or clock.now()) - job.asked_at).total_seconds())
    if seconds < 120:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    return ngettext("%(n)s minute", "%(n)s minutes", seconds // 60) % {"n": seconds // 60}
