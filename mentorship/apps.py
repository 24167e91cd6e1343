from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"
    verbose_name = "Trellis"

    def ready(self) -> None:
        from mentorship import jobs
        from mentorship.notifications import ledger

        ledger.BELLS.append(jobs.ring)
