"""Links people give to each other. No other site is ever asked anything: not for a title, not for a picture, not
whether the page exists. A server that fetches what people type can be sent anywhere, and tells that site who reads.
"""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.lib.refusals import Refusal

LONGEST = 500


def host_of(link: str) -> str:
    """“example.org”: what stands beside a link, so that one sees where it leads."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def refuse_odd_link(link: str, *, field: str) -> None:
    """Only web pages: no script, no file, no other program's address."""
    scheme = link.partition(":")[0].lower()
    if link and (scheme not in {"http", "https"} or not host_of(link)):
        raise Refusal(_("Give a web address, such as https://example.org/page."), field)


class LinkField(forms.URLField):
    """An optional web address; “example.org” becomes https://example.org."""

    widget = forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy("Give a web address, such as https://example.org/page.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Link"))
        kwargs.setdefault("required", False)
        super().__init__(max_length=LONGEST, assume_scheme="https", **kwargs)

    def clean(self, value: Any) -> str:
        link: str = super().clean(value)
        try:
            refuse_odd_link(link, field="")
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        return link
