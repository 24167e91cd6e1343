"""What a request is by the time one of our views sees it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from mentorship.accounts.models import User


class PageRequest(HttpRequest):
    """Somebody signed in (LoginRequiredMiddleware saw to that) asks for a page or, by HTMX, a part of it."""

    user: User
    htmx: HtmxDetails
