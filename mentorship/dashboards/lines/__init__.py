"""The lines of Today: one sentence, one button, how long it takes and why it is there."""
