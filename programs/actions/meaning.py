"""Asking that changed goals and tags are read by the encoder: later, in the process that does long runs."""

from django.db import transaction

from mentorship.work import encoder, queue
from programs.models import Cohort


@transaction.atomic
def texts_changed(*, cohort: Cohort) -> None:
    """Until it is done the texts are compared by their words: a vector of the old text fits nothing any more."""
    if encoder.version():
        queue.add("meaning", subject_id=cohort.pk, by=None, behind=True)
