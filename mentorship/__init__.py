"""Trellis's composition root and its three support apps (accounts, notifications, dashboards).

Only this package may know both branches, `matching` and `sessions`. The Celery app is loaded with Django.
"""

from mentorship.celery import app as celery_app

__all__ = ["celery_app"]
