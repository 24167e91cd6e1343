"""The mail before the private texts of a cohort are deleted: what goes, what stays, how to keep a copy."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.accounts.links import mailed_link
from mentorship.accounts.models import User
from mentorship.notifications.mail import Mail
from mentorship.notifications.models import Occurrence
from programs.models import Cohort, Enrolment, Member


def texts_end(occurrence: Occurrence) -> Mail | None:
    """Of the day it was planned for: none where the cohort was opened again, another day was named, or all is gone."""
    rows = Cohort.objects.filter(
        pk=occurrence.subject_id, archived_at__isnull=False, texts_deleted_at=None
    ).select_related("program__organisation")
    cohort = rows.first()
    if cohort is None or cohort.texts_until is None or cohort.texts_until.isoformat() != occurrence.period:
        return None
    path, own = _where(cohort, occurrence.recipient)
    return Mail(
        template="sessions/emails/texts_end",
        context={
            "cohort": cohort,
            "program": cohort.program,
            "day": cohort.texts_until,
            "own": own,
            "link": mailed_link(occurrence.recipient, path),
            "button": _("Open what you wrote") if own else _("Open your programs"),
            "why": _("You get this because you took part in %(program)s.") % {"program": cohort.program.name}
            if own
            else _("You get this because you coordinate %(program)s, or own the organisation.")
            % {"program": cohort.program.name},
        },
        sender_name=cohort.program.organisation.name,
    )


def _where(cohort: Cohort, reader: User) -> tuple[str, bool]:
    """Their spaces, else their application; of whoever runs it the programs, since an owner may read no cohort."""
    if Member.objects.filter(mentorship__cohort=cohort, enrolment__person__user=reader).exists():
        return reverse("sessions:mentorships"), True
    place = [cohort.program.code, cohort.code]
    if Enrolment.objects.filter(cohort=cohort, person__user=reader).exists():
        return reverse("programs:join_status", args=place), True
    return reverse("programs:programs"), False
