"""Somebody who starts long runs, and a run that does what a test says."""

import pytest

from mentorship.accounts.models import User
from mentorship.work import queue


@pytest.fixture
def mira(db):
    return User.objects.create_user("mira@orchard.example")


@pytest.fixture
def job(mira):
    return queue.add("word", subject_id=1, by=mira)
