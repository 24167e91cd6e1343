"""The database goes away between the mail server's yes and the mark."""

import psycopg2
import pytest
from django.db import connection

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import claims, ledger
from mentorship.notifications.models import Delivery


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_mark_is_written_after_the_connection_was_cut():
    """F24, F2: what was sent is marked over a new connection; else a restart would send it again."""
    reader = User.objects.create_user("reader@orchard.example")
    ledger.plan("word", subject_id=1, recipient=reader, due_at=clock.now())
    (row,) = claims.claim()
    parameters = connection.get_connection_params()
    cut = connection.connection.info.backend_pid
    with (
        psycopg2.connect(
            **{
                key: parameters[key]
                for key in ("dbname", "user", "password", "host", "port")
                if key in parameters
            }
        ) as other,
        other.cursor() as cursor,
    ):
        cursor.execute("SELECT pg_terminate_backend(%s)", [cut])
    other.close()
    assert claims.mark(row, Delivery.State.SENT) is True
    assert Delivery.objects.get().state == Delivery.State.SENT
