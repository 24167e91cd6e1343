"""What the two people of a mentorship do together: meetings, agendas, notes, actions, goals, feedback.

Its label is `mentoring_sessions` (Django has a `sessions` of its own); on screen and in addresses the word is
meetings. Knows `programs`, never `matching`.
"""
