from django.urls import URLPattern, URLResolver, path

from programs.views import (
    cohorts,
    enrolments,
    first_run,
    imports,
    invitations,
    join,
    mail,
    people,
    profile,
    programs,
)
from programs.views import settings as program_settings

app_name = "programs"
COHORT = "programs/<str:program>/<str:cohort>/"
PLACE = f"{COHORT}people/<str:person>/<str:role>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("programs/", programs.programs, name="programs"),
    path("programs/new/", programs.program_new, name="program_new"),
    path("programs/<str:program>/take-role/", programs.take_role, name="take_role"),
    path("programs/<str:program>/settings/", program_settings.program_settings, name="program_settings"),
    path("programs/<str:program>/coordinators/", program_settings.coordinators, name="coordinators"),
    path("programs/<str:program>/leave/", program_settings.leave_role, name="leave_role"),
    path("programs/<str:program>/new-cohort/", cohorts.cohort_new, name="cohort_new"),
    path(COHORT, cohorts.cohort, name="cohort"),
    path(f"{COHORT}dates/", cohorts.cohort_dates, name="cohort_dates"),
    path(f"{COHORT}people/", people.people, name="people"),
    path(f"{COHORT}people/new/", people.person_new, name="person_new"),
    path(f"{COHORT}people/import/", imports.import_new, name="import_new"),
    path(f"{COHORT}people/import/<int:number>/map/", imports.import_map, name="import_map"),
    path(f"{COHORT}people/import/<int:number>/check/", imports.import_check, name="import_check"),
    path(f"{COHORT}people/import/<int:number>/done/", imports.import_done, name="import_done"),
    path(f"{COHORT}people/<str:person>/", people.person, name="person"),
    path(f"{COHORT}people/<str:person>/edit/", people.person_edit, name="person_edit"),
    path(f"{PLACE}accept/", enrolments.accept, name="accept"),
    path(f"{PLACE}decline/", enrolments.decline, name="decline"),
    path(f"{PLACE}withdraw/", enrolments.withdraw, name="withdraw"),
    path(f"{PLACE}capacity/", enrolments.capacity, name="capacity"),
    path(f"{PLACE}pair/", enrolments.pair, name="pair"),
    path(f"{PLACE}invite/", enrolments.invite, name="invite"),
    path(f"{PLACE}link/", enrolments.link, name="link"),
    path("invite/<str:token>/", invitations.invitation, name="invitation"),
    path("invite/<str:token>/decline/", invitations.decline, name="invitation_decline"),
    path("invite/<str:token>/renew/", invitations.renew, name="invitation_renew"),
    path("welcome/", profile.welcome, name="welcome"),
    path("me/profile/", profile.profile, name="profile"),
    path("join/<str:program>/<str:cohort>/", join.join, name="join"),
    path("join/<str:program>/<str:cohort>/sent/", join.sent, name="join_sent"),
    path("join/<str:program>/<str:cohort>/status/", join.status, name="join_status"),
    path("join/<str:program>/<str:cohort>/withdraw/", join.withdraw, name="join_withdraw"),
    path("start/<str:token>/", first_run.first_run, name="first_run"),
    path("system/mail/", mail.mail, name="mail"),
]
