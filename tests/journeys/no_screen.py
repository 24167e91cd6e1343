"""What the screens of the journeys leave out, and why."""

# GET routes without a visit here, each with its reason.
NO_SCREEN = {
    "dashboards:front": "leads on to Today",
    "dashboards:healthz": "for machines",
    "dashboards:readyz": "for machines",
    "dashboards:cohort": "the address of programs:cohort",
    "sessions:calendar_feed": "for calendars",
    "sessions:file": "a download",
    "sessions:journal_export": "a download",
    "sessions:keepsake_html": "a download",
    "sessions:keepsake_json": "a download",
    "sessions:notes_export": "a download",
    "sessions:messages_poll": "a part of the page of messages",
    "sessions:mentoring_place": "leads on to the desk",
    "sessions:message_turn": "leads on to the messages",
    "sessions:introduction_outcome": "leads on to the introduction",
    "sessions:journal_bring": "leads on to the day",
    "dashboards:job_poll": "a part of the page of a long run",
    "sessions:goals_bring": "once, after a partner was replaced; its form is that of every box to tick",
    "programs:first_run": "only before there is an organisation",
    "programs:import_skipped": "a download",
    "programs:invitation": "needs the secret of a mail",
    "programs:join": "of a cohort that is enrolling, signed out",
    "programs:join_sent": "of a cohort that is enrolling, signed out",
    "programs:join_status": "of a cohort that is enrolling",
    "programs:welcome": "once, on the first day",
}
