from django.apps import AppConfig


class MentoringSessionsConfig(AppConfig):
    name = "sessions"
    label = "mentoring_sessions"

    def ready(self) -> None:
        from sessions import receivers  # noqa: F401 - connects them
