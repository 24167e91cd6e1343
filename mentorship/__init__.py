"""Trellis's composition root and its four support apps (accounts, notifications, work, dashboards).

Only this package may know both branches, `matching` and `sessions`. The Celery app is loaded with Django.
"""

from mentorship.celery import app as celery_app

__all__ = ["celery_app"]
