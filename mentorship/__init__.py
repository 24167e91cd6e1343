"""Trellis's composition root and its four support apps (accounts, notifications, work, dashboards).

Only this package may know both branches, `matching` and `sessions`. The Celery app is loaded with Django.
"""

import os

# Before numpy comes in anywhere. Its threads wait for each other by spinning: with two of them on a busy machine of two
# cores a hundred goals took 33 s to encode instead of 1.2, and work has processes enough of its own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from mentorship.celery import app as celery_app

__all__ = ["celery_app"]
