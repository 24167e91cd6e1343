from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mentorship.accounts"
    label = "accounts"

    def ready(self) -> None:
        from mentorship.accounts import receivers  # noqa: F401 - its receivers connect on import
