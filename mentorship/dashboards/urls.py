from django.urls import path, register_converter

from mentorship.dashboards.views import (
    closings,
    cohort_health,
    cohorts,
    demo,
    health,
    jobs,
    many,
    mentorship,
    mentorships,
    notes,
    notes_sent,
    notifications,
    reviews,
    samples,
    summary,
    system,
    today,
)
from mentorship.lib.codes import Code

# `settings/` of a program is no cohort: a code has no vowel, so no noun of ours is one.
register_converter(Code, "code")
app_name = "dashboards"
COHORT = "programs/<str:program>/<code:cohort>/"
urlpatterns = [
    path("", today.front, name="front"),
    path("today/", today.today, name="today"),
    path("today/later/", today.later, name="later"),
    # Stands before `programs:cohort`, whose address this is: once people are matched there is more to say.
    path("programs/<str:program>/<code:cohort>/", cohorts.cohort, name="cohort"),
    path("programs/<str:program>/<code:cohort>/mentorships/", mentorships.mentorships, name="mentorships"),
    path("me/notifications/", notifications.notifications, name="notifications"),
    path("happened/", notifications.happened, name="happened"),
    path("u/<str:token>/", notifications.less, name="fewer"),
    path("u/line/<str:token>/", notifications.stop_line, name="stop_line"),
    path("jobs/<str:code>/", jobs.job, name="job"),
    path("jobs/<str:code>/poll/", jobs.job_poll, name="job_poll"),
    path("jobs/<str:code>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("jobs/<str:code>/again/", jobs.job_again, name="job_again"),
    path("jobs/<str:code>/seen/", jobs.job_seen, name="job_seen"),
    path("system/", system.system, name="system"),
    path("system/mail/again/", system.mail_again, name="system_mail_again"),
    path("system/jobs/<str:code>/again/", system.system_job_again, name="system_job_again"),
    path("programs/<str:program>/<code:cohort>/reviews/", reviews.reviews, name="reviews"),
    path(
        "programs/<str:program>/<code:cohort>/reviews/extend/", reviews.reviews_extend, name="reviews_extend"
    ),
    path("programs/<str:program>/<code:cohort>/health/", cohort_health.cohort_health, name="cohort_health"),
    path(f"{COHORT}mentorships/<code:code>/", mentorship.mentorship, name="mentorship"),
    path(f"{COHORT}mentorships/<code:code>/log/", mentorship.mentorship_log, name="mentorship_log"),
    path(f"{COHORT}mentorships/<code:code>/dates/", mentorship.mentorship_dates, name="mentorship_dates"),
    path(f"{COHORT}mentorships/<code:code>/reopen/", mentorship.mentorship_reopen, name="mentorship_reopen"),
    path(
        f"{COHORT}mentorships/<code:code>/meetings/<int:number>/",
        mentorship.mentorship_meeting,
        name="mentorship_meeting",
    ),
    path(
        f"{COHORT}mentorships/<code:code>/meetings/<int:number>/strike/",
        mentorship.mentorship_strike,
        name="mentorship_strike",
    ),
    path(f"{COHORT}mentorships/extend/", many.mentorships_extend, name="mentorships_extend"),
    path(f"{COHORT}mentorships/end/", many.mentorships_end, name="mentorships_end"),
    path("programs/<str:program>/<code:cohort>/summary/", summary.summary, name="summary"),
    path("programs/<str:program>/<code:cohort>/close/", closings.cohort_close, name="cohort_close"),
    path("programs/<str:program>/<code:cohort>/close/extend/", closings.cohort_extend, name="cohort_extend"),
    path(
        "programs/<str:program>/<code:cohort>/close/end/",
        closings.cohort_end_kindly,
        name="cohort_end_kindly",
    ),
    path(
        "programs/<str:program>/<code:cohort>/close/outcome/", closings.cohort_outcome, name="cohort_outcome"
    ),
    path("programs/<str:program>/<code:cohort>/close/thanks/", closings.cohort_thanks, name="cohort_thanks"),
    path(
        "programs/<str:program>/<code:cohort>/close/archive/", closings.cohort_archive, name="cohort_archive"
    ),
    path("programs/<str:program>/<code:cohort>/close/reopen/", closings.cohort_reopen, name="cohort_reopen"),
    path("programs/<str:program>/what-they-see/", samples.what_they_see, name="what_they_see_first"),
    path(
        "programs/<str:program>/what-they-see/<str:role>/<str:screen>/",
        samples.what_they_see,
        name="what_they_see",
    ),
    path("reports/", summary.reports, name="reports"),
    path("programs/<str:program>/<code:cohort>/notes/", notes_sent.notes, name="notes"),
    path("programs/<str:program>/<code:cohort>/notes/new/", notes.note_new, name="note_new"),
    path("programs/<str:program>/<code:cohort>/notes/new/test/", notes.note_test, name="note_test"),
    path("programs/<str:program>/<code:cohort>/notes/new/send/", notes.note_send, name="note_send"),
    path("programs/<str:program>/<code:cohort>/notes/<code:note>/", notes_sent.note, name="note"),
    path(
        "programs/<str:program>/<code:cohort>/notes/<code:note>/take-back/",
        notes_sent.note_take_back,
        name="note_take_back",
    ),
    path("notes/<code:note>/", notes_sent.note_read, name="note_read"),
    path("demo/outbox/", demo.demo_outbox, name="demo_outbox"),
    path("demo/next-morning/", demo.demo_next_morning, name="demo_next_morning"),
    path("demo/start-over/", demo.demo_start_over, name="demo_start_over"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
