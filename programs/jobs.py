"""The long runs of programs; mentorship/heavy.py names them, mentorship/work runs them."""

from django.urls import reverse

from mentorship.lib.refusals import Refusal
from mentorship.work.models import Job
from mentorship.work.progress import Progress
from mentorship.work.running import Write
from programs import policies
from programs.actions.import_undo import undo_import
from programs.actions.imports import import_people, refuse_problems
from programs.models import Cohort, PeopleImport
from programs.queries.importing_check import check_file


def _refuse_former(job: Job, cohort: Cohort) -> None:
    """It may have waited, or failed and been tried again, while its starter’s role ended."""
    if not (allowed := policies.may_run_for(cohort, job.by)):
        raise Refusal(allowed.reason)


def import_file(job: Job, progress: Progress) -> Write:
    """Check every row outside any transaction; then write all of them in one."""
    upload = PeopleImport.objects.select_related("cohort__program__organisation").get(pk=job.subject_id)
    cohort, wishes = upload.cohort, upload.mapping.get("wishes", {})
    _refuse_former(job, cohort)
    done = reverse("programs:import_done", args=[cohort.program.code, cohort.code, upload.number])
    if upload.is_written:  # somebody else pressed too
        return lambda: done
    check = check_file(
        upload, cohort, job.by, report=lambda done, total: progress.report("checking", done, total)
    )
    refuse_problems(check, skip_problems=bool(wishes.get("skip_problems")))

    def write() -> str:
        _refuse_former(job, cohort)
        import_people(upload=upload, by=job.by, check=check, wrote=progress.wrote, **wishes)
        return done

    return write


def undo_file(job: Job, progress: Progress) -> Write:
    """All of it is writing: what may go is only known while nobody else can change it."""
    upload = PeopleImport.objects.select_related("cohort__program__organisation").get(pk=job.subject_id)
    cohort = upload.cohort

    def write() -> str:
        _refuse_former(job, cohort)
        undo_import(upload=upload, by=job.by)
        return reverse("programs:import_done", args=[cohort.program.code, cohort.code, upload.number])

    return write
