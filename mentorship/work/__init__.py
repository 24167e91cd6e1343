"""Long runs as rows: what is to be done, who holds it, how far it is. Kinds and ids only, never a text of anybody's."""
