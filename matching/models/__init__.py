from matching.models.drafts import Draft, Leftover, Proposal

__all__ = ["Draft", "Leftover", "Proposal"]
