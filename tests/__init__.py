"""Load-bearing: without this file `tests/sessions/` would shadow the app `sessions`."""
