"""Mails about feedback: not between two whose contact was stopped."""

import pytest

from mentorship import outbox
from mentorship.notifications.models import Occurrence
from sessions.actions.feedback import record_feedback
from sessions.actions.feedback_requests import ask_for_feedback
from sessions.actions.help import tell_safeguarding
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.mark.parametrize("kind", ["feedback_received", "feedback_asked"])
def test_a_mail_that_waited_does_not_leave_once_contact_is_stopped(world, kind):
    ada, ben = rows.seats(world.ada_ben)
    record_feedback(by=ada, meeting=rows.meeting(world.ada_ben, days=-1), went_well="You listened.")
    ask_for_feedback(by=ada, what="My talk")
    occurrence = Occurrence.objects.get(kind=kind)
    assert outbox.desk().compose(occurrence) is not None
    tell_safeguarding(by=ben, text="Stop.", stops_contact=True)
    assert outbox.desk().compose(occurrence) is None
