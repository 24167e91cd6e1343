"""Fetching drafts and pairs through `visible_to`: a foreign one is 404, as if it were not there."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404  # noqa: TID251 - the one place that may

from matching.models import Draft, Offer, OfferSide, PairingWay, PairRule, Proposal
from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment, HelpRequest, Program, Veto

# What a page about an offer shows of the two.
OFFER = ("mentor__person__user", "mentee__person__user", "cohort__program__organisation")

# What a step of a slider asks of a draft.
TRIED = (
    *("number", "state", "policy", "weights", "rules"),
    *("cohort__code", "cohort__program__organisation", "cohort__program__time_zone"),
)


def get_draft(user: User, program: str, cohort: str, number: int) -> Draft:
    rows = Draft.objects.visible_to(user).select_related(
        "cohort__program__organisation", "cohort__program__pairing_way", "made_by", "published_by"
    )
    return get_object_or_404(rows, cohort__program__code=program, cohort__code=cohort, number=number)


def get_draft_to_try(user: User, program: str, cohort: str, number: int) -> Draft:
    """The same with no more than a step of a slider needs.

    Who made and published it, and how the program pairs, are four tables more, and PostgreSQL took longer to plan that
    than all other statements of a step together.
    """
    rows = Draft.objects.visible_to(user).select_related("cohort__program").only(*TRIED)
    return get_object_or_404(rows, cohort__program__code=program, cohort__code=cohort, number=number)


def get_proposal(draft: Draft, code: str) -> Proposal:
    """A pair of a draft that was fetched by `get_draft`."""
    rows = Proposal.objects.filter(draft=draft)
    return get_object_or_404(
        rows.select_related("mentor__person", "mentee__person", "publication"), code=code
    )


def get_place(cohort: Cohort, code: str, role: str) -> Enrolment:
    """Somebody's place in the cohort of a draft, which the caller fetched by `get_draft`."""
    rows = Enrolment.objects.filter(cohort=cohort, role=role).select_related("person")
    return get_object_or_404(rows, code=code)


def get_pair_rule(user: User, program: Program, code: str) -> PairRule:
    return get_object_or_404(PairRule.objects.visible_to(user).filter(program=program), code=code)


def get_wish(user: User, program: str, cohort: str, code: str) -> HelpRequest:
    """A wish for a different match that this coordinator may answer."""
    rows = HelpRequest.objects.for_coordinator(user).filter(kind=HelpRequest.Kind.DIFFERENT_MATCH)
    rows = rows.select_related("cohort__program__organisation", "author__person", "mentorship")
    return get_object_or_404(rows, cohort__program__code=program, cohort__code=cohort, code=code)


@dataclass(frozen=True)
class Looking:
    """One's own accepted place in a cohort, in a program that lets it look at the other side."""

    place: Enrolment
    way: PairingWay


def get_looking(user: User, program: str, cohort: str, role: str, *, wishes: bool = False) -> Looking:
    """`wishes`: only where the program asks for them; else only where mentees look for themselves."""
    rows = Enrolment.objects.visible_to(user).accepted().filter(person__user=user, role=role)
    rows = rows.select_related(
        "person__user", "cohort__program__organisation", "cohort__program__pairing_way"
    )
    place = get_object_or_404(
        rows, cohort__program__code=program, cohort__code=cohort, cohort__archived_at=None
    )
    way = PairingWay.of(place.cohort.program)
    if not (way.wishes if wishes else way.is_self_match and not place.is_mentor):
        raise Http404
    return Looking(place, way)


def get_veto(user: User, pk: int) -> Veto:
    return get_object_or_404(Veto.objects.visible_to(user), pk=pk)


def get_offer(user: User, code: str) -> tuple[Offer, OfferSide]:
    """For one of the two, with their own side of it."""
    offer = get_object_or_404(Offer.objects.of_member(user).select_related(*OFFER), code=code)
    own = OfferSide.objects.filter(offer=offer, enrolment__person__user=user)
    return offer, get_object_or_404(own.select_related("enrolment__person"))


def get_coordinated_offer(user: User, cohort: Cohort, code: str) -> Offer:
    """Of a cohort which the caller fetched as its coordinator; not one about the coordinator themself."""
    rows = Offer.objects.coordinated_by(user).filter(cohort=cohort).select_related(*OFFER)
    return get_object_or_404(rows, code=code)
