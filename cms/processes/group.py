"""One guarded process group of `manage.py serve`: started, watched, started again with patience."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cms.settings.environment import BASE_DIR

GUARD: Final = Path(__file__).with_name("guard.py")
LONGEST_PAUSE_SECONDS: Final = 30.0
STEADY_AFTER_SECONDS: Final = 60.0


@dataclass
class ProcessGroup:
    """Times are seconds of the monotonic clock."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    grace_seconds: float = 10.0
    failures: int = 0
    started: float = 0.0
    start_again: float = 0.0
    _guard: "subprocess.Popen[bytes] | None" = None

    def start(self, *, now: float) -> None:
        self.started = now
        self._guard = subprocess.Popen(  # noqa: S603 - our own interpreter, our own command
            [sys.executable, str(GUARD), str(self.grace_seconds), *self.command],
            stdin=subprocess.PIPE,
            cwd=BASE_DIR,
            env={**os.environ, **self.environment},
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which then stops the groups in order
        )

    @property
    def exit_status(self) -> int | None:
        """None while it runs."""
        return None if self._guard is None else self._guard.poll()

    @property
    def is_running(self) -> bool:
        return self._guard is not None and self._guard.poll() is None

    def plan_restart(self, *, now: float) -> float:
        """It ended. Returns the pause before the next start: 0.5 s, doubling while it keeps ending early."""
        self.failures = 1 if now - self.started > STEADY_AFTER_SECONDS else self.failures + 1
        pause = min(0.5 * 2.0 ** (self.failures - 1), LONGEST_PAUSE_SECONDS)
        self.start_again = now + pause
        self._guard = None
        return pause

    def ask_to_stop(self) -> None:
        """Closing the pipe is the request; the guard does the rest, also when we are no longer there to ask."""
        if self._guard is not None and self._guard.stdin is not None:
            self._guard.stdin.close()

    def wait_until_stopped(self) -> None:
        if self._guard is not None:
            try:
                self._guard.wait(timeout=self.grace_seconds + 5)
            except subprocess.TimeoutExpired:
                self._guard.kill()
                self._guard.wait()
