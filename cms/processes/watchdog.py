"""Looks whether the worker group works, not whether it exists.

Killing an idle django-q2 worker can leave a cluster that is complete and does nothing. So work is sent through the
queue (heartbeat.send_ping), and a group that does none of it is replaced as a whole.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from cms.processes.group import ProcessGroup
from content_models.common.clock import utc_now
from content_models.common.heartbeat import WORKER_PREFIX, age, send_ping, stuck_because

logger = logging.getLogger("linli.serve")
LOOK_EVERY_SECONDS: Final = 5.0
PING_WHEN_SILENT_FOR: Final = timedelta(seconds=10)


class Watchdog(threading.Thread):
    """A thread of the supervisor, because a database that is slow to answer must not delay Ctrl-C."""

    def __init__(self, group: ProcessGroup, *, node: str, on_stuck: Callable[[str], None]) -> None:
        super().__init__(name="watchdog", daemon=True)
        self.group = group
        self.node = node
        self.on_stuck = on_stuck
        self.stopping = threading.Event()

    def run(self) -> None:
        while True:
            try:
                self.look()
            except (DatabaseError, InterfaceError) as error:
                # Not the worker's fault: a cluster can't prove anything to a database that is away.
                logger.warning("watchdog: the database did not answer (%s)", type(error).__name__)
                connection.close()
            if self.stopping.wait(LOOK_EVERY_SECONDS if self.group.is_running else 0.2):
                connection.close()
                return

    def look(self) -> None:
        if not self.group.is_running:
            return
        now = utc_now()
        started_at = now - timedelta(seconds=time.monotonic() - self.group.started)
        reason = stuck_because(self.node, started_at=started_at, now=now)
        if reason is not None:
            self.on_stuck(reason)
            return
        silent_for = age(WORKER_PREFIX + self.node, now=now)
        if silent_for is None or silent_for > PING_WHEN_SILENT_FOR:
            send_ping(self.node, now=now)
