"""The long runs of programs; mentorship/heavy.py names them, mentorship/work runs them."""

from django.urls import reverse

from mentorship.work.models import Job
from mentorship.work.progress import Progress
from mentorship.work.running import Write
from programs.actions.imports import import_people, refuse_problems
from programs.models import PeopleImport
from programs.queries.importing_check import check_file


def import_file(job: Job, progress: Progress) -> Write:
    """Check every row outside any transaction; then write all of them in one."""
    upload = PeopleImport.objects.select_related("cohort__program__organisation").get(pk=job.subject_id)
    cohort, skip = upload.cohort, bool(upload.mapping.get("skip_problems"))
    announce = bool(upload.mapping.get("announce"))
    done = reverse("programs:import_done", args=[cohort.program.code, cohort.code, upload.number])
    if upload.state == PeopleImport.State.DONE:  # somebody else pressed too
        return lambda: done
    check = check_file(
        upload, cohort, job.by, report=lambda done, total: progress.report("checking", done, total)
    )
    refuse_problems(check, skip_problems=skip)

    def write() -> str:
        import_people(
            upload=upload,
            by=job.by,
            skip_problems=skip,
            announce=announce,
            check=check,
            wrote=progress.wrote,
        )
        return done

    return write
