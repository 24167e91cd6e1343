"""One world for all tests of a module, made once, in a transaction around theirs; each gets it as it was.

Making it, its two further personas and eleven sign-ins takes longer than what most of these tests ask.
"""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from mentorship.lib import clock
from tests import make
from tests.access.table import personas
from tests.world import World, build_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Never changed: a test has `world`."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        world = build_world()
    yield world
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def kept_keys(kept_world: World, django_db_blocker) -> dict[str, str]:
    """The cookie of each persona's session."""
    keys = {}
    with django_db_blocker.unblock(), clock.at(make.NOW):
        for name, user in personas(kept_world).items():
            client = Client()
            if user is not None:
                client.force_login(user, backend=BACKEND)
                keys[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


@pytest.fixture
def world(kept_world: World, db: None) -> World:
    return deepcopy(kept_world)


@pytest.fixture
def client_of(kept_keys: dict[str, str], db: None):
    """`client_of("mira")` gives a client who is signed in as that persona, where it is one who can be."""

    def as_(persona: str) -> Client:
        client = Client(raise_request_exception=False)
        if persona in kept_keys:
            client.cookies[settings.SESSION_COOKIE_NAME] = kept_keys[persona]
        return client

    return as_
