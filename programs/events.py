"""The only news that travels up. Sent inside the transaction: a receiver that fails rolls it back.

tests/architecture/test_wiring.py pins who listens.
"""

from django.dispatch import Signal

mentorships_started = Signal()  # mentorships, one or many
mentorship_ended = Signal()  # mentorship
# cohort, met: by mentorship id, the days on which a file says the two met. A receiver answers the rows it made of them.
dates_reported = Signal()
participant_withdrew = Signal()  # enrolment
# mentor, mentee, by: a coordinator is about to pair the two by hand. A receiver answers, in half a sentence each, which
# rules that would break; nothing of it forbids the pair.
pair_considered = Signal()
# cohort, pairs, by: a file brings these pairs, as (mentor, mentee) of ids of people we know. A receiver answers those
# that break rules, each with its rules in half a sentence; nothing of it forbids a pair.
pairs_brought = Signal()
