"""A form that is sent twice counts once."""

import functools
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from mentorship.accounts.models import SpentFormKey
from mentorship.lib.pages import redirect_to

View = Callable[..., HttpResponse]


def new_form_key() -> str:
    return get_random_string(24)


class FormKeyMixin(forms.Form):
    """Adds the hidden key that `once` looks for. Use on forms that create something."""

    form_key = forms.CharField(widget=forms.HiddenInput, initial=new_form_key, required=False, max_length=32)


def once(view: View) -> View:
    """Run the POST of a view at most once for each form key.

    The key's row is written in the view's own transaction, so a second press waits for the first and then gets
    the same redirect; after a fragment (200 to HTMX), the page it belongs to. A refusal (422, 409) is rolled back
    with its key: it may be sent again. A form without a key is not guarded.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("form_key", "")[:32]
        if request.method != "POST" or not key or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                spent = SpentFormKey.objects.create(user=request.user, key=key)
                response = view(request, *args, **kwargs)
                location = response.headers.get("Location") or response.headers.get("HX-Redirect")
                if location:
                    SpentFormKey.objects.filter(pk=spent.pk).update(location=location[:300])
                elif response.status_code >= 400:
                    transaction.set_rollback(True)
        except IntegrityError:
            earlier = SpentFormKey.objects.filter(user=request.user, key=key).first()
            if earlier is None:
                raise
            return redirect_to(request, earlier.location or request.path)
        return response

    return guarded
