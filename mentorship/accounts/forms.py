"""allauth's sign-in forms, with the address filled in for whoever came from one of our mails."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.app_settings import EmailVerificationMethod
from allauth.core import context
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

# The session key under which the sign-in hint view keeps the address.
HINT = "sign_in_email"


def hinted_email() -> str:
    request = context.request
    return request.session.get(HINT, "") if request else ""


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].initial = hinted_email()
        self.fields["login"].label = _("E-mail address")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any] | None:
        """Without mail nobody can be asked for a code: the password alone signs in until there is."""
        cleaned: dict[str, Any] | None = super().clean()
        login = getattr(self, "_login", None)
        if login is not None and not settings.MAIL_WORKS:
            login.email_verification = EmailVerificationMethod.NONE
        return cleaned


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = hinted_email()
