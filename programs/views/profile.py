"""One's own profile and usual hours, and the welcome after an invitation."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship.accounts.http import PageRequest
from mentorship.lib.pages import redirect_to, render_page
from programs.access import get_own_person
from programs.actions.people import write_profile
from programs.forms.profiles import ABOUT, ProfileForm, WelcomeForm


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PageRequest) -> HttpResponse:
    """The person of the organisation this account came to first; several organisations are rare."""
    person = get_own_person(request.user)
    names = (*ABOUT, "introduction", "department", "seniority", "notice_hours")
    form = ProfileForm(request.POST or None, initial={name: getattr(person, name) for name in names})
    if request.method == "POST" and form.is_valid():
        write_profile(person=person, **form.facts())
        messages.success(request, _("Saved."))
        return redirect_to(request, "programs:profile")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "programs/profile.html", {"form": form, "person": person}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: PageRequest) -> HttpResponse:
    person = get_own_person(request.user)
    form = WelcomeForm(request.POST or None, initial={name: getattr(person, name) for name in ABOUT})
    if request.method == "POST" and form.is_valid():
        write_profile(person=person, **form.about())
        return redirect_to(request, "dashboards:today")
    status = 422 if request.method == "POST" else 200
    page = {"form": form, "person": person, "has_password": request.user.has_usable_password()}
    return render_page(request, "programs/welcome.html", page, status=status)
