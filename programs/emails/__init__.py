"""One function for each mail; each composes an occurrence of the ledger, or answers None when it lost its point."""
