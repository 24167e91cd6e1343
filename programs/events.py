"""The only news that travels up. Sent inside the transaction: a receiver that fails rolls it back.

tests/architecture/test_wiring.py pins who listens.
"""

from django.dispatch import Signal

mentorship_started = Signal()  # mentorship
mentorship_ended = Signal()  # mentorship
# cohort, met: by mentorship id, the days on which a file says the two met. A receiver answers the rows it made of them.
dates_reported = Signal()
participant_withdrew = Signal()  # enrolment
