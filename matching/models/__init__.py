from matching.models.drafts import Draft, Leftover, Proposal
from matching.models.orders import DraftOrder

__all__ = ["Draft", "DraftOrder", "Leftover", "Proposal"]
