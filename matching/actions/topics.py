"""Topics that somebody ticked become topics of theirs."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.models import User
from mentorship.lib.forms import WordsFormField
from mentorship.lib.refusals import Conflict, Refusal
from programs import policies
from programs.actions import audit
from programs.actions.meaning import texts_changed
from programs.models import Enrolment

TOO_LATE = gettext_lazy("Your answers can no longer be changed. Ask the coordinators to do it.")


@transaction.atomic
def add_topics(*, place: Enrolment, topics: Sequence[str], by: User) -> Enrolment:
    """As when they change their answers in the form: until matching starts."""
    if not any(topic.strip() for topic in topics):
        raise Refusal(_("Tick a topic first."))
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort__program__organisation")
    place = rows.get(pk=place.pk)
    if not policies.may_change_answers(place, started=policies.matching_has_started(place.cohort)):
        raise Conflict(TOO_LATE)
    place.topics = WordsFormField(required=False).to_python("\n".join([*place.topics, *topics]))
    place.save(update_fields=["topics"])
    if place.state == Enrolment.State.ACCEPTED:
        organisation = place.cohort.program.organisation
        audit.record("enrolment.answers_changed", target=place, by=by, organisation=organisation)
    texts_changed(cohort=place.cohort)
    return place
