"""The eight processes: `python -m tests.benchmarks.storm.clients FOLDER SEED OPERATIONS PORT`.

FOLDER has the town (town.json) and gets a book per process. A ninth lets time pass: codes become overdue, and the
background worker is asked, through the queue, to give back what was not fetched and to take points that are too old.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

import django

from tests.benchmarks.population import SETTINGS
from tests.benchmarks.storm.town import StormTown

PROCESSES = 8
TIME_PASSES_EVERY_SECONDS = 0.7
SOME_BECOME_OVERDUE = """
    UPDATE rewards_redemption SET expires_at = now() - interval '1 minute' WHERE id IN (
        SELECT id FROM rewards_redemption WHERE state = 'reserved' AND reserved_at < now() - interval '3 seconds'
        ORDER BY random() LIMIT 3
    )
"""


def let_time_pass() -> None:
    """Until it is ended. What the database does not take because it is away just now is left for the next time."""
    from django.db import InterfaceError, OperationalError, connection

    from content_models.common.ids import uuid7
    from content_models.common.jobs import enqueue
    from content_models.ledger.jobs import expire_old_points
    from content_models.rewards.jobs import expire_redemptions

    while True:
        time.sleep(TIME_PASSES_EVERY_SECONDS)
        try:
            with connection.cursor() as cursor:
                cursor.execute(SOME_BECOME_OVERDUE)
            enqueue(expire_redemptions, effect_key=f"storm:{uuid7()}")
            enqueue(expire_old_points, effect_key=f"storm:{uuid7()}")
        except (OperationalError, InterfaceError):
            connection.close()


def main(arguments: list[str]) -> int:
    if len(arguments) != 4:
        sys.exit(__doc__)
    folder, (seed, operations, port) = Path(arguments[0]), map(int, arguments[1:])
    town = StormTown(**json.loads((folder / "town.json").read_text()))
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    from tests.benchmarks.storm.client import Client

    def act(number: int) -> None:
        share = operations // PROCESSES + (number < operations % PROCESSES)
        Client(number, seed, town, port, folder).run(share)

    # Forked once Django is there, before anybody is connected: eight starts would cost as much as the storm.
    fork = multiprocessing.get_context("fork")
    clients = [fork.Process(target=act, args=(number,)) for number in range(PROCESSES)]
    time_passes = fork.Process(target=let_time_pass, daemon=True)
    for process in (*clients, time_passes):
        process.start()
    for process in clients:
        process.join()
    time_passes.kill()
    time_passes.join()
    return max(abs(process.exitcode or 0) for process in clients)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
