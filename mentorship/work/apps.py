from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "mentorship.work"
    label = "work"
