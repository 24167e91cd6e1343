"""How two people want to work together: answered alone, settled, signed by both, looked at again.

A saved text never changes. Saving makes the next one (`serial`), so whoever read an older one is told what
changed (409), and a signature always stands under the words that were read.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.news import ask, ask_partner, close, tell_partner
from programs.models import Agreement, AgreementAnswer, AgreementSide, Member, Mentorship
from programs.models.agreements import OWN, TERMS
from programs.queries.agreement_words import agreed_terms, differences, is_empty, terms_of
from programs.queries.suggestions import suggestion_of
from sessions.actions.mentorships import lock_mentorship, write_down
from sessions.actions.rhythm import drop_rhythm_proposal

Own = Mapping[int, Mapping[str, str]]  # what each member says about themselves, by the member's id
NOTHING_OWN = dict.fromkeys(OWN, "")
ASKS = ("agreement_to_answer", "agreement_opened", "agreement_to_sign")


@transaction.atomic
def save_answer(*, by: Member, **words: Any) -> AgreementAnswer:
    """What one of the two answers alone; theirs to change until the other has answered. Then both open at once."""
    mentorship = lock_mentorship(by)
    if _latest(mentorship) is not None:
        raise Conflict(
            _("There is a text of your agreement already. Your answers are kept here; take them there.")
        )
    if all(is_empty(value) for value in words.values()):
        raise Refusal(_("One sentence, or how often, is enough."), field="why")
    answer, made = AgreementAnswer.objects.update_or_create(
        author=by, defaults={**words, "mentorship": mentorship, "written_at": clock.now()}
    )
    write_down("agreement.answered", target=answer, by=by, mentorship=mentorship)
    close("agreement_to_answer", mentorship=mentorship, reader=by)
    other = AgreementAnswer.objects.filter(mentorship=mentorship).exclude(author=by).first()
    if other is not None:
        _open_both(answer, other, by, mentorship)
    elif made:
        ask_partner("agreement_to_answer", by=by)
    return answer


def _open_both(answer: AgreementAnswer, other: AgreementAnswer, by: Member, mentorship: Mentorship) -> None:
    """Both seals break in the same instant, and the two answers become the first text."""
    now = clock.now()
    AgreementAnswer.objects.filter(pk__in=[answer.pk, other.pk]).update(opened_at=now)
    answer.opened_at = now
    own = {one.author_id: terms_of(one, OWN) for one in (answer, other)}
    _write(mentorship, agreed_terms(answer, other), own, by=None)
    ask_partner("agreement_opened", by=by)
    ask("agreement_opened", reader=by)


@transaction.atomic
def take_suggestion(*, by: Member) -> Agreement:
    """The program's suggestion becomes the text, and whoever takes it has signed it."""
    mentorship = lock_mentorship(by)
    if _latest(mentorship) is not None:
        raise Conflict(_("There is a text of your agreement already. Read it first."))
    program, ends_on = mentorship.cohort.program, mentorship.cohort.ends_on
    until = ends_on if ends_on > clock.today(program.zone) else None
    terms = {**suggestion_of(program), "until": until}
    text = _write(mentorship, terms, {}, by=by, from_suggestion=True)
    close("agreement_to_answer", mentorship=mentorship)
    return _sign(text, by, mentorship)


@transaction.atomic
def save_text(*, by: Member, read: int, terms: Mapping[str, Any], own: Mapping[str, str]) -> Agreement:
    """A new text over the one somebody read (`read` is its serial). Nothing changed: nothing written, nothing lost."""
    mentorship = lock_mentorship(by)
    latest = _as_read(mentorship, read)
    if all(is_empty(terms[key]) for key in TERMS):
        raise Refusal(_("One sentence, or how often, is enough."), field="why")
    before, sides = _content(latest)
    if before == {key: terms[key] for key in TERMS} and sides[by.pk] == dict(own):
        return latest
    text = _write(mentorship, terms, {**sides, by.pk: own}, by=by, after=latest)
    close("agreement_opened", mentorship=mentorship)
    ask_partner("agreement_to_sign", by=by)
    write_down("agreement.changed", target=text, by=by, mentorship=mentorship)
    return text


@transaction.atomic
def sign_text(*, by: Member, read: int) -> Agreement:
    """One signature under the text that was read. The second one makes it hold, with the rhythm it names."""
    mentorship = lock_mentorship(by)
    latest = _as_read(mentorship, read)
    if left := _open_and_required(latest, mentorship):
        sentence = _(
            "You two still see this differently: %(what)s. Settle it, then sign. Everything else goes on."
        )
        raise Refusal(sentence % {"what": ", ".join(left)})
    return _sign(latest, by, mentorship)


@transaction.atomic
def revisit(*, by: Member) -> Agreement:
    """A draft of the next version from the text both signed; an open one is taken up again."""
    mentorship = lock_mentorship(by)
    latest = _latest(mentorship)
    if latest is None:
        raise Conflict(_("There is nothing to look at again yet."))
    if latest.signed_at is None:
        return latest
    draft = _write(mentorship, *_content(latest), by=by, after=latest)
    tell_partner("agreement_reopened", by=by)
    write_down("agreement.reopened", target=draft, by=by, mentorship=mentorship)
    return draft


@transaction.atomic
def keep_signed(*, by: Member, read: int) -> Agreement:
    """Give a draft up: the text both signed stays. Not over words the other wrote into the draft."""
    mentorship = lock_mentorship(by)
    _as_read(mentorship, read)
    signed = Agreement.objects.signed().filter(mentorship=mentorship).order_by("-serial").first()
    if signed is None:
        raise Conflict(_("Neither of you has a signed text to go back to yet."))
    drafts = Agreement.objects.filter(mentorship=mentorship, serial__gt=signed.serial)
    if any(row.by_id != by.pk and _content(row) != _content(signed) for row in drafts):
        raise Conflict(
            _("Your partner wrote into this draft. Talk about it first, or write it anew together.")
        )
    if drafts.delete()[0]:
        for kind in ASKS:
            close(kind, mentorship=mentorship)
        tell_partner("agreement_kept", by=by)
        write_down("agreement.kept", target=signed, by=by, mentorship=mentorship)
    return signed


def _latest(mentorship: Mentorship) -> Agreement | None:
    return Agreement.objects.filter(mentorship=mentorship).order_by("-serial").first()


def _content(text: Agreement) -> tuple[dict[str, Any], dict[int, dict[str, Any]]]:
    """Its words: what the two hold in common, and what each says about themselves."""
    return terms_of(text), {side.member_id: terms_of(side, OWN) for side in text.sides.all()}


def _as_read(mentorship: Mentorship, read: int) -> Agreement:
    latest = _latest(mentorship)
    if latest is None or latest.serial != read:
        raise Conflict(_("The text was changed while you had it open. See below what changed."))
    return latest


def _write(
    mentorship: Mentorship,
    terms: Mapping[str, Any],
    own: Own,
    *,
    by: Member | None,
    after: Agreement | None = None,
    from_suggestion: bool = False,
) -> Agreement:
    """The next text. A change of one that both signed begins a new version; nobody has signed it yet."""
    version = after.version + (after.signed_at is not None) if after else 1
    text = Agreement.objects.create(
        mentorship=mentorship,
        serial=after.serial + 1 if after else 1,
        version=version,
        by=by,
        from_suggestion=from_suggestion,
        saved_at=clock.now(),
        **{key: terms[key] for key in TERMS},
    )
    AgreementSide.objects.bulk_create(
        AgreementSide(agreement=text, member=member, **own.get(member.pk, NOTHING_OWN))
        for member in mentorship.members.order_by("pk")
    )
    return text


def _open_and_required(text: Agreement, mentorship: Mentorship) -> list[str]:
    answers = list(AgreementAnswer.objects.filter(mentorship=mentorship, opened_at__isnull=False)[:2])
    if text.version > 1 or len(answers) < 2:
        return []
    return [one.label for one in differences(text, *answers) if one.is_open and one.is_required]


def _sign(text: Agreement, by: Member, mentorship: Mentorship) -> Agreement:
    """Once: a second press of the same person changes nothing."""
    mine = AgreementSide.objects.filter(agreement=text, member=by, signed_at=None)
    if not mine.update(signed_at=clock.now()):
        return text
    for kind in ASKS:
        close(kind, mentorship=mentorship, reader=by)  # 1 nothing waits for whoever signed
    write_down("agreement.signed", target=text, by=by, mentorship=mentorship)  # 2 that they did
    if AgreementSide.objects.filter(agreement=text, signed_at=None).exists():
        ask_partner("agreement_to_sign", by=by)  # 3 the other signature, or
        return text
    _hold(text, by, mentorship)  # 3 it holds
    return text


def _hold(text: Agreement, by: Member, mentorship: Mentorship) -> None:
    """Both have signed: what they agreed on about meeting is how the mentorship runs from now on."""
    Agreement.objects.filter(pk=text.pk).update(signed_at=clock.now())
    text.refresh_from_db(fields=["signed_at"])
    agreed = {
        "rhythm_weeks": text.rhythm_weeks,
        "meeting_minutes": text.minutes,
        "channel": text.channel,
    }
    known = {name: value for name, value in agreed.items() if not is_empty(value)}
    if known:
        drop_rhythm_proposal(mentorship)
    changed = [name for name, value in known.items() if getattr(mentorship, name) != value]
    if changed:
        Mentorship.objects.filter(pk=mentorship.pk).update(**known)
    if "rhythm_weeks" in changed:
        write_down("mentorship.rhythm_agreed", target=mentorship, by=by, mentorship=mentorship)
    tell_partner("agreement_signed", by=by)
