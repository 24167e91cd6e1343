"""What the pair is told by mail: one function for each mail; `None` when it is no longer wanted."""
