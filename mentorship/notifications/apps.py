from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "mentorship.notifications"
    label = "notifications"

    def ready(self) -> None:
        from mentorship.notifications import checks  # noqa: F401 - registers itself
