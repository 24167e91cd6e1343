"""The system check of the lease."""

from mentorship.notifications.checks import lease_outlasts_a_mail


def test_half_a_lease_must_outlast_the_talk_about_one_mail(settings):
    settings.EMAIL_TIMEOUT = 5
    settings.LEDGER_LEASE = 60
    assert lease_outlasts_a_mail() == []
    settings.LEDGER_LEASE = 59
    assert [error.id for error in lease_outlasts_a_mail()] == ["notifications.E001"]
