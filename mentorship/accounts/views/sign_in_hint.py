"""Where a link in a mail leads first: to its page, by way of the sign-in page with the address filled in."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from mentorship.accounts.forms import HINT
from mentorship.accounts.links import SALT
from mentorship.accounts.models import User
from mentorship.lib.pages import safe_next


@login_not_required
@require_safe
def sign_in_hint(request: HttpRequest, signed: str) -> HttpResponse:
    """Signs nobody in: it only remembers, in this browser's session, which address to fill in."""
    to = safe_next(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(to)
    try:
        user_id = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        user_id = None
    email = User.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True).first()
    if email:
        request.session[HINT] = email
    return redirect(f"{resolve_url('account_login')}?{urlencode({'next': to})}")
