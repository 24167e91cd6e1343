from django.apps import AppConfig


class MentoringSessionsConfig(AppConfig):
    name = "sessions"
    label = "mentoring_sessions"
