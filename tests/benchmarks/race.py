"""500 people claim one wish at the same moment, over HTTP, each with a session of her own."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from pathlib import Path

from tests.benchmarks.figures import Report
from tests.benchmarks.load import read_status
from tests.benchmarks.stage import Server, Stage, Town, serving

PEOPLE = 500
REPEATS = 10
AT_ONCE = 100  # connections being opened; the claims themselves leave together
CSRF = "b" * 32


def claim_all_at_once(server: Server, session_keys: list[str], wish_id: str) -> Counter[int]:
    """How often each status came."""
    return asyncio.run(_claim_all_at_once(server, session_keys, wish_id))


async def _claim_all_at_once(server: Server, session_keys: list[str], wish_id: str) -> Counter[int]:
    """Everybody has sent all of her request but its last byte; then the last bytes leave together."""
    doors = asyncio.Semaphore(AT_ONCE)
    ready = 0
    everybody_is_ready = asyncio.Event()

    async def claim(session_key: str) -> int:
        nonlocal ready
        request = _claim_request(session_key, wish_id)
        async with doors:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(request[:-1])
            await writer.drain()
        ready += 1
        if ready == len(session_keys):
            everybody_is_ready.set()
        await everybody_is_ready.wait()
        writer.write(request[-1:])
        status = await read_status(reader)
        writer.close()
        return status

    return Counter(await asyncio.gather(*map(claim, session_keys)))


def _claim_request(session_key: str, wish_id: str) -> bytes:
    body = b"{}"
    head = [
        f"POST /api/v1/communities/many/wishes/{wish_id}/claim HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: sessionid={session_key}; csrftoken={CSRF}",
        f"X-CSRFToken: {CSRF}",
        f"Idempotency-Key: {uuid.uuid4()}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


def run(report: Report, stage: Stage, town: Town, folder: Path) -> None:
    report.chapter(f"{PEOPLE} people claim one wish at the same moment, over HTTP, {REPEATS} times")
    people = town.population.session_keys[:PEOPLE]
    with serving(town, folder) as server:
        seen = [claim_all_at_once(server, people, wish_id) for wish_id in stage.take_wishes(town, REPEATS)]
    expected = Counter({200: 1, 409: PEOPLE - 1})
    total: Counter[int] = sum(seen, Counter())
    report.show(
        "winners of each wish",
        " ".join(str(statuses[200]) for statuses in seen),
        "exactly 1, ten times",
        holds=all(statuses[200] == 1 for statuses in seen),
    )
    report.show(
        "everybody else hears 409",
        " ".join(f"{count}×{status}" for status, count in sorted(total.items())),
        f"{REPEATS}×200, {REPEATS * (PEOPLE - 1)}×409",
        holds=all(statuses == expected for statuses in seen),
    )
    report.show(
        "answers of 5xx", str(sum(count for status, count in total.items() if status >= 500)), "0",
        holds=not any(status >= 500 for status in total),
    )  # fmt: skip
    with serving(town, folder, guarded=False) as server:
        unguarded = [claim_all_at_once(server, people, wish_id)[200] for wish_id in stage.take_wishes(town, REPEATS)]
    report.show(
        "winners with the guard switched off (the twin)",
        " ".join(map(str, unguarded)),
        "more than 1 somewhere",
        holds=any(winners > 1 for winners in unguarded),
    )
