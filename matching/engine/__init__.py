"""Scores pairs, chooses them exactly, and says why; pure values in, pure values out."""
