"""The person's own zone and language for the length of a request."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from mentorship.accounts.middleware import OwnLanguageAndZone
from mentorship.accounts.models import User


def seen_by(user) -> tuple[str, str]:
    seen = []

    def view(request):
        seen.append((timezone.get_current_timezone_name(), translation.get_language()))
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = user
    OwnLanguageAndZone(view)(request)
    return seen[0]


@pytest.mark.parametrize(
    ("zone", "language", "expected"),
    [
        ("Asia/Tokyo", "en", ("Asia/Tokyo", "en")),
        ("", "", ("UTC", "en")),
        ("Mars/Base", "tlh", ("UTC", "en")),
    ],
)
def test_own_zone_and_language_hold_for_the_request_only(zone, language, expected):
    before = timezone.get_current_timezone_name()
    assert seen_by(User(email="a@example.org", time_zone=zone, language=language)) == expected
    assert timezone.get_current_timezone_name() == before
