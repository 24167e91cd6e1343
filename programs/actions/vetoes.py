"""Saying “never with”, and taking it back. Nothing of it is written into any log: a log has readers."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from programs.models import Cohort, Member, Person, Veto


@transaction.atomic
def say_never(*, by: Person, about: Person, cohort: Cohort | None = None, reason: str = "") -> Veto:
    """Said again it is the same veto with the reason of today. What runs between the two goes on."""
    if by.pk == about.pk:
        raise Refusal(_("This is you."), field="person")
    facts = {"reason": reason, "cohort": cohort, "said_at": clock.now()}
    veto, _made = Veto.objects.update_or_create(author=by, about=about, defaults=facts)
    return veto


@transaction.atomic
def never_again(*, by: Member) -> None:
    """With the other of the two. Somebody who said so before keeps what they wrote then."""
    for other in Member.objects.filter(mentorship=by.mentorship_id).exclude(pk=by.pk).order_by("pk"):
        Veto.objects.get_or_create(
            author_id=by.enrolment.person_id,
            about_id=other.enrolment.person_id,
            defaults={"cohort_id": by.enrolment.cohort_id},
        )


@transaction.atomic
def take_back(*, veto: Veto) -> None:
    Veto.objects.filter(pk=veto.pk).delete()


def move_vetoes(*, keep: Person, gone: Person) -> None:
    """Of two entries that are one person. What both said is said once; what one said of the other is no veto."""
    Veto.objects.between(keep.pk, gone.pk).delete()
    for own, other in (("author_id", "about_id"), ("about_id", "author_id")):
        have = set(Veto.objects.filter(**{own: keep.pk}).values_list(other, flat=True))
        Veto.objects.filter(**{own: gone.pk, f"{other}__in": have}).delete()
        Veto.objects.filter(**{own: gone.pk}).update(**{own: keep.pk})
