"""Every address of Trellis. allauth keeps its own paths; ours are nouns."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("", include("mentorship.accounts.urls")),
    path("", include("mentorship.dashboards.urls")),
    path("", include("programs.urls")),
    path("", include("matching.urls")),
    path("", include("sessions.urls")),
]
