"""Reading agreements: where one stands, its texts, and what a coordinator may know of it (that and when)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Exists, Max, OuterRef

from mentorship.accounts.models import User
from programs.models import Agreement, AgreementAnswer, AgreementSide, Mentorship

Stage = Literal["nothing", "answering", "draft", "signed"]


@dataclass(frozen=True)
class AgreementState:
    """Where two people are with their agreement, as one of them sees it.

    `signed` means: the latest text carries both signatures. While a signed text is looked at again (`draft`),
    `signed_at` still says since when the one before holds.
    """

    stage: Stage
    version: int = 0
    since: datetime | None = None  # when the latest step was taken
    signed_at: datetime | None = None  # of the last text both signed
    signed_by_me: bool = False  # the latest text
    signed_by_partner: bool = False
    i_answered: bool = False
    partner_answered: bool = False

    @property
    def is_signed(self) -> bool:
        """Both signed some text: what coordinators see."""
        return self.signed_at is not None


def agreement_state(user: User, mentorship: Mentorship) -> AgreementState:
    """Two statements at most, none of which reads a word."""
    mine = {"member__enrolment__person__user": user}
    signatures = AgreementSide.objects.filter(agreement=OuterRef("pk"), signed_at__isnull=False)
    rows = Agreement.objects.visible_to(user).filter(mentorship=mentorship)
    found = (
        rows.order_by("-serial")
        .values_list(
            "version",
            "saved_at",
            "signed_at",
            Exists(signatures.filter(**mine)),
            Exists(signatures.exclude(**mine)),
        )
        .first()
    )
    if found is None:
        return _answering(user, mentorship)
    version, saved_at, signed_at, by_me, by_partner = found
    since = signed_at or (rows.aggregate(last=Max("signed_at"))["last"] if version > 1 else None)
    return AgreementState(
        stage="signed" if signed_at else "draft",
        version=version,
        since=signed_at or saved_at,
        signed_at=since,
        signed_by_me=by_me,
        signed_by_partner=by_partner,
    )


def _answering(user: User, mentorship: Mentorship) -> AgreementState:
    """That the other has answered is a fact for both; what they wrote stays sealed."""
    rows = AgreementAnswer.objects.filter(
        mentorship=mentorship, mentorship__in=Mentorship.objects.of_member(user)
    )
    answered = list(rows.values_list("author__enrolment__person__user", "written_at"))
    return AgreementState(
        stage="answering" if answered else "nothing",
        since=max((at for _user, at in answered), default=None),
        i_answered=any(pk == user.pk for pk, _at in answered),
        partner_answered=any(pk != user.pk for pk, _at in answered),
    )


def texts_of(user: User, mentorship: Mentorship) -> list[Agreement]:
    """Every saved text with its sides, the latest first. Two statements."""
    rows = Agreement.objects.visible_to(user).filter(mentorship=mentorship).order_by("-serial")
    return list(rows.select_related("by__enrolment__person").prefetch_related("sides"))


def latest_text(user: User, mentorship: Mentorship) -> Agreement | None:
    rows = Agreement.objects.visible_to(user).filter(mentorship=mentorship).order_by("-serial")
    return rows.prefetch_related("sides").first()


def answers_of(user: User, mentorship: Mentorship) -> list[AgreementAnswer]:
    """One's own, and the other's once both have written. One statement."""
    return list(AgreementAnswer.objects.visible_to(user).filter(mentorship=mentorship).order_by("pk"))


def signed_since(mentorships: Iterable[int]) -> dict[int, datetime]:
    """Of each mentorship that has a text both signed: when the last of them was. For coordinators; facts only."""
    rows = Agreement.objects.signed().filter(mentorship__in=mentorships).order_by()
    return dict(rows.values_list("mentorship").annotate(Max("signed_at")))


def promised_hours(user: User, mentorships: Iterable[int]) -> dict[int, int]:
    """Hours a month the two promised each other in the last text both signed, where it says so."""
    rows = Agreement.objects.visible_to(user).signed().filter(mentorship__in=mentorships).order_by("serial")
    said = dict(rows.values_list("mentorship", "hours_month"))
    return {pk: hours for pk, hours in said.items() if hours}
