"""Deleting what people wrote before they were a pair, with the other private texts of an archived cohort."""

from django.db.models import Model

from matching.models import AskNote, OfferQuestion, OfferSide
from mentorship.lib import clock
from programs.models import Cohort

# As in `sessions.actions.retention`, which cannot know these.
DELETED: dict[type[Model], str] = {AskNote: "offer__cohort", OfferQuestion: "offer__cohort"}
CLEARED: dict[type[Model], tuple[str, tuple[str, ...]]] = {OfferSide: ("offer__cohort", ("reason",))}


def delete_old_words() -> int:
    """Nightly, of archived cohorts whose day has passed. Answers how many cohorts there are; done twice it is done."""
    rows = Cohort.objects.filter(archived_at__isnull=False, texts_until__isnull=False)
    passed = [
        cohort.pk
        for cohort in rows.select_related("program").order_by("pk")
        if cohort.texts_until is not None and clock.today(cohort.program.zone) > cohort.texts_until
    ]
    AskNote.objects.filter(offer__cohort__in=passed).delete()
    OfferQuestion.objects.filter(offer__cohort__in=passed).delete()
    OfferSide.objects.filter(offer__cohort__in=passed).exclude(reason="").update(reason="")
    return len(passed)
