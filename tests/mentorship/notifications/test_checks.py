"""The system check of the lease."""

from mentorship.notifications.checks import lease_outlasts_a_batch


def test_lease_must_be_twice_what_a_batch_may_take(settings):
    settings.EMAIL_TIMEOUT, settings.LEDGER_BATCH = 5, 5
    settings.LEDGER_LEASE = 50
    assert lease_outlasts_a_batch() == []
    settings.LEDGER_LEASE = 49
    assert [error.id for error in lease_outlasts_a_batch()] == ["notifications.E001"]
