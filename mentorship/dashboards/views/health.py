"""Probes for whoever runs the server. Neither says anything about people."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from mentorship.lib import clock
from mentorship.notifications.models import Heartbeat

# The clock rings every minute; a worker that is busy for this long, or deaf, is worth looking at.
STALE = timedelta(minutes=10)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and no migration is pending; 503 otherwise.

    A clock that is late is told but does not make the site unready: without Redis or a worker every page and form
    still works, and a proxy that asks here must not take the site away.
    """
    facts = {"database": False, "migrated": False, "clock": False}
    try:
        executor = MigrationExecutor(connection)
        facts["database"] = True
        facts["migrated"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        facts["clock"] = facts["migrated"] and _clock_ticks()
    except DatabaseError:
        pass
    ready = facts["database"] and facts["migrated"]
    return JsonResponse({"ready": ready, **facts}, status=200 if ready else 503)


def _clock_ticks() -> bool:
    """The last sweep is not long ago. Before the first one ever, nothing is late."""
    last = Heartbeat.objects.filter(name="send_due").first()
    return last is None or last.beat_at > clock.now() - STALE
