"""Proposes pairs, and explains them; never starts a meeting.

Knows `programs`, where a published pair becomes a mentorship; does not know `sessions`.
"""
