from matching.models.drafts import Draft, Leftover, Proposal
from matching.models.moves import Move
from matching.models.offer_words import AskNote, OfferQuestion
from matching.models.offers import Offer, OfferSide
from matching.models.orders import DraftOrder
from matching.models.publications import Publication
from matching.models.rules import PairRule, RuleVersion
from matching.models.ways import PairingWay, Way
from matching.models.wishes import Wish

__all__ = [
    "AskNote",
    "Draft",
    "DraftOrder",
    "Leftover",
    "Move",
    "Offer",
    "OfferQuestion",
    "OfferSide",
    "PairRule",
    "PairingWay",
    "Proposal",
    "Publication",
    "RuleVersion",
    "Way",
    "Wish",
]
