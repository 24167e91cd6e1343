from matching.models.drafts import Draft, Leftover, Proposal
from matching.models.moves import Move
from matching.models.orders import DraftOrder
from matching.models.publications import Publication

__all__ = ["Draft", "DraftOrder", "Leftover", "Move", "Proposal", "Publication"]
