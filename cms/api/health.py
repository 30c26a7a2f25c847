"""For whoever looks after the machines: is this process alive, can it do its work?"""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.demo.checks import open_demo_accounts
from content_models.common.clock import utc_now
from content_models.common.heartbeat import work_health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive. Asks nobody: a database that is away is no reason to kill a web server."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Able to work: 200, or 503 with what is missing. `degraded` names what works less well, in both cases."""
    try:
        missing, degraded, facts = _look()
    except (DatabaseError, InterfaceError):
        missing, degraded, facts = ["database"], [], {}
    body = {"status": "unready" if missing else "ready", "missing": missing, "degraded": degraded} | facts
    answer = JsonResponse(body, status=503 if missing else 200)
    # Django would log each 503 as an error of ours; whoever asks every second reads the answer.
    answer._has_been_logged = True  # type: ignore[attr-defined]  # the flag that django.utils.log looks for
    return answer


def _look() -> tuple[list[str], list[str], dict[str, Any]]:
    connection.ensure_connection()
    if not _migrations_are_applied():
        return ["migrations"], [], {}
    work = work_health(now=utc_now())
    degraded = [
        name
        for name, is_so in {"scheduler": not work.scheduler_alive, "failed_jobs": work.failed_jobs > 0}.items()
        if is_so
    ]
    facts = {
        "worker_age_seconds": work.worker_age_seconds,
        "scheduler_age_seconds": work.scheduler_age_seconds,
        "failed_jobs": work.failed_jobs,
    }
    missing = [] if work.worker_alive else ["worker"]
    if not settings.LINLI_DEMO and open_demo_accounts():
        missing.append("closed_demo_accounts")
    return missing, degraded, facts


_all_applied = False


def _migrations_are_applied() -> bool:
    """Once true it stays true for this process: newer migrations come with newer code and a new process."""
    global _all_applied  # noqa: PLW0603 - a fact about this process
    if not _all_applied:
        executor = MigrationExecutor(connection)
        _all_applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _all_applied
