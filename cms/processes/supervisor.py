"""Keeps the process groups of one node running until it is told to stop."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Final

from cms.processes.group import ProcessGroup

logger = logging.getLogger("linli.serve")
LOOK_EVERY_SECONDS: Final = 0.25


class Supervisor:
    """`run` returns when SIGTERM or SIGINT has come and every group has stopped."""

    def __init__(self, groups: list[ProcessGroup]) -> None:
        self.groups = groups
        self.stopping = threading.Event()
        self._replace: dict[str, str] = {}
        self._lock = threading.Lock()

    def replace(self, group: ProcessGroup, *, because: str) -> None:
        """Ask for a group to be stopped and started anew; called by the watchdog's thread."""
        with self._lock:
            self._replace[group.name] = because

    def run(self, *, each_round: Callable[[], None] = lambda: None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            for group in self.groups:
                group.start(now=time.monotonic())
            while not self.stopping.wait(LOOK_EVERY_SECONDS):
                for group in self.groups:
                    self._look_after(group)
                each_round()
        finally:
            self._stop_all()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _look_after(self, group: ProcessGroup) -> None:
        with self._lock:
            reason = self._replace.pop(group.name, None)
        now = time.monotonic()
        if group.is_running:
            if reason is not None:
                logger.error("%s: %s; starting it anew", group.name, reason)
                group.ask_to_stop()
                group.wait_until_stopped()
                group.start(now=time.monotonic())
                with self._lock:  # what was said meanwhile was about the old group
                    self._replace.pop(group.name, None)
        elif group.exit_status is not None:
            status = group.exit_status
            pause = group.plan_restart(now=now)
            logger.error("%s ended with status %s; starting it again in %.1f s", group.name, status, pause)
        elif now >= group.start_again:
            group.start(now=now)

    def _stop_all(self) -> None:
        for group in self.groups:
            group.ask_to_stop()
        for group in self.groups:
            group.wait_until_stopped()
