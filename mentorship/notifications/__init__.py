"""The send ledger: what is to be told to whom, and whether it was. Kinds and ids only, never a text."""
