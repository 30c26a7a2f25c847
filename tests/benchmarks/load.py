"""Requests by eight connections that never wait: by wrk where it is installed, otherwise by a client of our own."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field

from tests.benchmarks.stage import Server, Town, cpu_seconds_of

CONNECTIONS = 8
WRK = shutil.which("wrk")
CLIENT = "wrk" if WRK else "a client in Python (wrk is not installed)"


class UnexpectedAnswerError(Exception):
    """The server answered something else than what is measured."""


@dataclass(frozen=True)
class Rate:
    """Requests per second, and processor milliseconds per request: of Linli's processes and of PostgreSQL's."""

    per_second: float
    server_ms: float
    database_ms: float


@dataclass(frozen=True)
class Request:
    """A GET and the one status that is right."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


def rate_of(server: Server, town: Town, request: Request, *, seconds: float) -> Rate:
    """How often per second the server gives this answer to eight connections.

    Raises:
        UnexpectedAnswerError: another status came, or no answer.
    """
    answered = server.get(request.path, request.headers).status
    if answered != request.status:
        raise UnexpectedAnswerError(f"{request.path}: {answered} instead of {request.status}")
    processes = town.database_processes()
    before, database_before = server.cpu_seconds(), cpu_seconds_of(processes)
    count, took = _by_wrk(server, request, seconds) if WRK else asyncio.run(_by_hand(server, request, seconds))
    spent, database_spent = server.cpu_seconds() - before, cpu_seconds_of(processes) - database_before
    return Rate(count / took, 1000 * spent / count, 1000 * database_spent / count)


def _by_wrk(server: Server, request: Request, seconds: float) -> tuple[int, float]:
    command = [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s"]
    for name, value in request.headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run([*command, server.url + request.path], capture_output=True, text=True, check=True).stdout
    counted = re.search(r"(\d+) requests in ([\d.]+)(m?s)", said)
    if counted is None or "Non-2xx" in said or "Socket errors" in said:
        raise UnexpectedAnswerError(said)
    return int(counted[1]), float(counted[2]) / (1000 if counted[3] == "ms" else 1)


async def _by_hand(server: Server, request: Request, seconds: float) -> tuple[int, float]:
    lines = [f"GET {request.path} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in request.headers.items())]
    sent = ("\r\n".join(lines) + "\r\n\r\n").encode()
    began = time.monotonic()
    counts = await asyncio.gather(
        *(_ask_again_and_again(server.port, sent, request.status, began + seconds) for _ in range(CONNECTIONS))
    )
    return sum(counts), time.monotonic() - began


async def _ask_again_and_again(port: int, sent: bytes, status: int, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.monotonic() < until:
        writer.write(sent)
        if (got := await read_status(reader)) != status:
            raise UnexpectedAnswerError(f"{got} instead of {status}")
        count += 1
    writer.close()
    return count


async def read_status(reader: asyncio.StreamReader) -> int:
    """Read one whole answer of a connection that stays open; its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    if length:
        await reader.readexactly(int(length[1]))
    return int(head[9:12])
