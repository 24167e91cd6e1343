"""Proposals, asks, wishes and “never with”: what the two read of each other, what only its author ever does."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from matching.actions.asks import ask_mentor
from matching.actions.offer_questions import ask_first, reply_to_question
from matching.actions.offers import answer_offer
from matching.actions.wishes import rank_wishes
from matching.models import AskNote, Offer, OfferQuestion, OfferSide, PairingWay
from mentorship.lib import clock
from programs.actions.vetoes import say_never
from programs.models import Enrolment, Veto
from tests import make
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, MENTEE_ONLY, MENTOR_ONLY, SIGNED_IN, Row
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}
# Who is accepted as a mentee, Ada's former one among them.
MENTEES = frozenset({"ben", "fay", "former"})


def looks(world: World, **facts: Any) -> None:
    PairingWay.objects.update_or_create(program=world.program, defaults={"way": "self", "wishes": 3, **facts})


def of_ada_and_ben(world: World, origin: str = "draft", **facts: Any) -> Offer:
    """As if the two had been asked again, straight into the rows: they are a pair already."""
    ada, ben = world.enrolment(world.ada), world.enrolment(world.ben)
    facts |= {"sent_at": clock.now(), "origin": origin}
    offer = Offer.objects.create(cohort=world.cohort, mentor=ada, mentee=ben, **facts)
    OfferSide.objects.create(offer=offer, enrolment=ada)
    OfferSide.objects.create(offer=offer, enrolment=ben)
    return offer


def offer(world: World) -> dict[str, Any]:
    return {"code": of_ada_and_ben(world).code}


def bens_ask(world: World) -> dict[str, Any]:
    made = of_ada_and_ben(world, origin="ask")
    made.sides.filter(enrolment=made.mentee).update(answer="yes")
    return {"code": made.code}


def bens_question(world: World) -> dict[str, Any]:
    """Ada may answer it, Ben who asked may not."""
    made = of_ada_and_ben(world)
    asked = OfferQuestion.objects.create(offer=made, by=made.sides.get(enrolment=made.mentee), text="Why?")
    return {"code": made.code, "pk": asked.pk}


def called(world: World) -> dict[str, Any]:
    return {"code": of_ada_and_ben(world, state="trial").code}


def coordinated(world: World) -> dict[str, Any]:
    return {**places.cohort(world), "code": of_ada_and_ben(world).code}


def find(world: World) -> dict[str, Any]:
    looks(world)
    return places.cohort(world)


def wishes(world: World) -> dict[str, Any]:
    looks(world)
    return {**places.cohort(world), "role": "mentee"}


def to_ask(world: World) -> dict[str, Any]:
    """A mentor with a free place; who wants no further mentor finds none."""
    looks(world)
    Enrolment.objects.filter(cohort=world.cohort, role="mentee").update(capacity=3)
    return {**places.cohort(world), "code": make.enrolment(world.cohort, "mentor").code}


def bens_veto(world: World) -> dict[str, Any]:
    return {"pk": say_never(by=world.ben, about=world.cleo).pk}


ROUTES = {
    "matching:ways": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "matching:find": Row(MENTEES, to=find),
    "matching:ask": Row(MENTEES, post=422, to=to_ask),
    "matching:wishes": Row(MENTEES, post=303, to=wishes),
    "matching:vetoes": Row(SIGNED_IN, post=422),
    "matching:veto_back": Row(MENTEE_ONLY, post=303, to=bens_veto, **ONE_PRESS),
    "matching:offer": Row(MEMBERS_ONLY, to=offer),
    "matching:offer_yes": Row(MEMBERS_ONLY, post=303, to=offer, **ONE_PRESS),
    "matching:offer_no": Row(MEMBERS_ONLY, post=303, to=offer, **ONE_PRESS),
    "matching:offer_call": Row(MEMBERS_ONLY, post=422, to=called, **ONE_PRESS),
    "matching:offer_question": Row(MEMBERS_ONLY, post=422, to=offer, **ONE_PRESS),
    "matching:offer_reply": Row(
        MENTOR_ONLY, post=422, to=bens_question, but={"ben": (405, 404, 405)}, **ONE_PRESS
    ),
    "matching:offer_back": Row(MENTEE_ONLY, post=303, to=bens_ask, but={"ada": (405, 422, 405)}, **ONE_PRESS),
    "matching:open_offers": Row(COORDINATOR_ONLY, to=places.cohort),
    "matching:offer_remind": Row(COORDINATOR_ONLY, post=303, to=coordinated, **ONE_PRESS),
    "matching:offer_withdraw": Row(COORDINATOR_ONLY, post=303, to=coordinated, **ONE_PRESS),
}


def _veto(world: World, text: str) -> Veto:
    return say_never(by=world.ben, about=world.cleo, cohort=world.cohort, reason=text)


def _side(world: World, text: str) -> Model:
    side = of_ada_and_ben(world).sides.get(enrolment=world.enrolment(world.ben))
    side.reason = text
    side.save()
    return side


def _note(world: World, text: str) -> AskNote:
    words = dict.fromkeys(("intent", "why_you", "i_bring", "first_talk"), text)
    return AskNote.objects.create(offer=of_ada_and_ben(world), **words)


def _question(world: World, text: str) -> OfferQuestion:
    made = of_ada_and_ben(world)
    by = made.sides.get(enrolment=made.mentee)
    return OfferQuestion.objects.create(offer=made, by=by, text=text, reply=text)


MADE: dict[str, Callable[[World, str], Model]] = {
    "programs.Veto": _veto,
    "matching.OfferSide": _side,
    "matching.AskNote": _note,
    "matching.OfferQuestion": _question,
}
AUTHORS = {"programs.Veto": "ben", "matching.OfferSide": "ben"}
QUERYSETS = {
    ("programs.Veto", "visible_to"): "veto",
    ("matching.OfferSide", "visible_to"): "offer_reason",
    ("matching.AskNote", "visible_to"): "offer_words",
    ("matching.OfferQuestion", "visible_to"): "offer_words",
}
ONLY = {"programs.Veto.reason": "ben"}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Ben asks Ada once more, as if for another thing; he says “never” of somebody, with a reason."""
    looks(world, way="self")
    ida = make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Ida"))
    say_never(by=world.ben, about=world.cleo, cohort=world.cohort, reason=word("Veto.reason"))
    note = {name: word(f"AskNote.{name}") for name in ("intent", "why_you", "i_bring", "first_talk")}
    made = of_ada_and_ben(world, origin="ask")
    AskNote.objects.create(offer=made, **note)
    asked = ask_first(offer=made, by=made.mentor, text=word("OfferQuestion.text"))
    reply_to_question(question=asked, by=made.mentee, text=word("OfferQuestion.reply"))
    other = ask_mentor(mentee=world.enrolment(world.fay), mentor=ida, note=dict.fromkeys(note, "Help"))
    # A coordinator reads it, so it is no canary.
    answer_offer(offer=other, by=ida, yes=False, reason="Too much at work.")
    rank_wishes(by=world.enrolment(world.fay), named=[world.enrolment(world.cleo)])


def addresses(world: World) -> list[str]:
    cohort = [world.program.code, world.cohort.code]
    codes = Offer.objects.values_list("code", flat=True)
    return [
        reverse("matching:vetoes"),
        reverse("matching:find", args=cohort),
        *(reverse("matching:wishes", args=[*cohort, role]) for role in ("mentor", "mentee")),
        reverse("matching:open_offers", args=cohort),
        f"{reverse('matching:open_offers', args=cohort)}?as=csv",
        reverse("matching:rules", args=cohort),
        *(reverse("matching:offer", args=[code]) for code in codes),
    ]
