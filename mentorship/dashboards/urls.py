from django.urls import path

from mentorship.dashboards.views import demo, health, mentorships, notes, today

app_name = "dashboards"
urlpatterns = [
    path("", today.front, name="front"),
    path("today/", today.today, name="today"),
    path("today/later/", today.later, name="later"),
    path("programs/<str:program>/<str:cohort>/mentorships/", mentorships.mentorships, name="mentorships"),
    path(
        "programs/<str:program>/<str:cohort>/mentorships.csv",
        mentorships.mentorships_csv,
        name="mentorships_csv",
    ),
    path("programs/<str:program>/<str:cohort>/mentorships/write/", notes.note_new, name="note_new"),
    path("programs/<str:program>/<str:cohort>/mentorships/write/test/", notes.note_test, name="note_test"),
    path("programs/<str:program>/<str:cohort>/mentorships/write/send/", notes.note_send, name="note_send"),
    path("demo/outbox/", demo.demo_outbox, name="demo_outbox"),
    path("demo/next-morning/", demo.demo_next_morning, name="demo_next_morning"),
    path("demo/start-over/", demo.demo_start_over, name="demo_start_over"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
