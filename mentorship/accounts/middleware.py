"""The person's own language and time zone for the length of a request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from mentorship.accounts.zones import zone


class OwnLanguageAndZone:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        language = user.language if user.language in dict(settings.LANGUAGES) else translation.get_language()
        with timezone.override(zone(user.time_zone or settings.TIME_ZONE)), translation.override(language):
            return self.get_response(request)
