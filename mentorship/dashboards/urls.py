from django.urls import path

from mentorship.dashboards.views import health, today

app_name = "dashboards"
urlpatterns = [
    path("", today.front, name="front"),
    path("today/", today.today, name="today"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
