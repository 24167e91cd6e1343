"""The trunk: who takes part, where, on what terms.

Owns organisations, people, programs, cohorts, enrolments and mentorships, and the rule of who may read what.
Knows neither `matching` (which proposes pairs and calls this app to start one) nor `sessions` (what a pair does
over time); news goes up to them by the events of events.py only.
"""
