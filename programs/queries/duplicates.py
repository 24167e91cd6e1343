"""Who may be the same person as somebody: entries of the same program by name or address."""

from django.db.models import Q, QuerySet

from mentorship.accounts.models import User
from programs.models import Cohort, Person

MOST = 20


def duplicates_of(user: User, cohort: Cohort, person: Person, q: str = "") -> "QuerySet[Person]":
    """Without a search: those of the same name, or with the same word before the @. One statement."""
    rows = Person.objects.visible_to(user).filter(organisation=person.organisation_id)
    rows = rows.filter(enrolments__cohort__program=cohort.program_id).exclude(pk=person.pk)
    if q:
        for word in q.split():
            found = Q(name__icontains=word) | Q(email__icontains=word) | Q(reference__icontains=word)
            rows = rows.filter(found)
        return rows.distinct().order_by("name", "email", "pk")[:MOST]
    alike = Q(pk__in=[])
    if person.name:
        alike |= Q(name__iexact=person.name)
    if before := person.email.partition("@")[0]:
        alike |= Q(email__istartswith=f"{before}@")
    return rows.filter(alike).distinct().order_by("name", "email", "pk")[:MOST]
