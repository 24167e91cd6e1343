from django.urls import path

from mentorship.dashboards.views import cohort_health, cohorts, demo, health, mentorships, today

app_name = "dashboards"
urlpatterns = [
    path("", today.front, name="front"),
    path("today/", today.today, name="today"),
    path("today/later/", today.later, name="later"),
    # Stands before `programs:cohort`, whose address this is: once people are matched there is more to say.
    path("programs/<str:program>/<str:cohort>/", cohorts.cohort, name="cohort"),
    path("programs/<str:program>/<str:cohort>/mentorships/", mentorships.mentorships, name="mentorships"),
    path(
        "programs/<str:program>/<str:cohort>/mentorships.csv",
        mentorships.mentorships_csv,
        name="mentorships_csv",
    ),
    path("programs/<str:program>/<str:cohort>/health/", cohort_health.cohort_health, name="cohort_health"),
    path(
        "programs/<str:program>/<str:cohort>/health.csv",
        cohort_health.cohort_health_csv,
        name="cohort_health_csv",
    ),
    path("demo/outbox/", demo.demo_outbox, name="demo_outbox"),
    path("demo/next-morning/", demo.demo_next_morning, name="demo_next_morning"),
    path("demo/start-over/", demo.demo_start_over, name="demo_start_over"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
