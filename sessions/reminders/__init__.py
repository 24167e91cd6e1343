"""What the clock reminds a pair of: rules.py finds what is due, readers.py says whether it still is, and as what."""
