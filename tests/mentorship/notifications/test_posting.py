"""Ways out: one reader each, whatever the message says."""

import pytest
from django.core.mail import EmailMultiAlternatives

from mentorship.notifications.models import DemoMail
from mentorship.notifications.posting import DemoOutbox, Post


@pytest.mark.parametrize("extra", [{"cc": ["b@example.org"]}, {"bcc": ["b@example.org"]}, {"to": []}])
def test_message_for_more_or_fewer_than_one_is_refused_by_every_way_out(planned, sink, extra):
    """F8: the wrapper counts recipients; the sink sees none of them."""
    message = EmailMultiAlternatives(subject="S", body="B", **{"to": ["a@example.org"], **extra})
    for way_out in (Post(), DemoOutbox()):
        with way_out as sender, pytest.raises(ValueError, match="exactly one address"):
            sender.send(planned(1).occurrence, message, "why")
    assert (sink.seen, DemoMail.objects.count()) == (0, 0)
