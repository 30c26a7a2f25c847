"""The board: what it asks of the database, how it grows, and how much of a bare endpoint's speed it keeps."""

from __future__ import annotations

import http.client
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Report, median_ratio, percent, spread
from tests.benchmarks.load import CLIENT, CONNECTIONS, Rate, Request, rate_of
from tests.benchmarks.stage import Server, Town, serving

MANY, ONE = "/api/v1/communities/many/wishes", "/api/v1/communities/one/wishes"
CONTROL, EMPTY = "/api/v1/control/board", "/api/v1/control/empty"
ROUNDS, SECONDS = 9, 1.0
LOOKS = 400
QUERIES_MAX, GROWTH_MAX, PAGE_MIN, REPEATED_MIN = 4, 1.2, 0.40, 0.50


def queries(report: Report, town: Town) -> None:
    """Count in this process, on the town's database (Django must be set up on it)."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    report.chapter("The board, 20 wishes: SQL queries (a page that no process keeps)")
    member = Client(headers={"Cookie": f"sessionid={town.population.session_keys[0]}"})
    for who, client in (("visitor", Client()), ("signed in", member)):
        counts = []
        for path in (ONE, MANY):
            client.get(path)
            caches["board"].clear()
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(path)
            assert answer.status_code == 200, answer.content
            counts.append(len(asked))
        few, many = counts
        wishes = len(town.population.wish_ids)
        report.show(
            f"{who}: with 1 wish, with {wishes:,}",
            f"{few}, {many}",
            f"equal, at most {QUERIES_MAX}",
            holds=few == many <= QUERIES_MAX,
        )


def growth(report: Report, small: Town, large: Town, folder: Path) -> None:
    """One reader asks two servers in turn: one town with 100 wishes, one with 10,000."""
    report.chapter("The board, 20 wishes: time as the town grows (one connection, median, no page kept)")
    with serving(small, folder, pages=False) as of_small, serving(large, folder, pages=False) as of_large:
        for who, session_of in (("visitor", lambda _town: None), ("signed in", lambda town: town)):
            few, many = _times_in_turn((of_small, _cookie(session_of(small))), (of_large, _cookie(session_of(large))))
            report.show(
                f"{who}: {len(small.population.wish_ids):,} wishes, {len(large.population.wish_ids):,} wishes",
                f"{few:.2f} ms, {many:.2f} ms",
                f"× {many / few:.2f}, at most × {GROWTH_MAX}",
                holds=many <= GROWTH_MAX * few,
            )


def _cookie(town: Town | None) -> dict[str, str]:
    return {} if town is None else {"Cookie": f"sessionid={town.population.session_keys[0]}"}


def _times_in_turn(*sides: tuple[Server, dict[str, str]]) -> list[float]:
    """The median milliseconds of a look at each side's board."""
    lines = [http.client.HTTPConnection("127.0.0.1", server.port, timeout=30) for server, _headers in sides]
    times: list[list[float]] = [[] for _side in sides]
    for look in range(LOOKS):
        for number, (line, (_server, headers)) in enumerate(zip(lines, sides, strict=True)):
            began = time.perf_counter()
            line.request("GET", MANY, headers=headers)
            answer = line.getresponse()
            body = answer.read()
            took = time.perf_counter() - began
            assert answer.status == 200, body
            if look >= LOOKS // 10:  # the first ones open connections and prepare statements
                times[number].append(1000 * took)
    return [median(side) for side in times]


def speed(report: Report, town: Town, folder: Path) -> None:
    """Requests per second beside the bare endpoint that returns the same bytes."""
    report.chapter(f"The board over HTTP: granian, PostgreSQL, {CONNECTIONS} connections, by {CLIENT}")
    body = folder / "board.json"
    rates: dict[str, list[Rate]] = {}

    def measure(server: Server, name: str, request: Request) -> float:
        rate = rate_of(server, town, request, seconds=SECONDS)
        rates.setdefault(name, []).append(rate)
        return rate.per_second

    with serving(town, folder, body=body) as server:
        body.write_bytes(server.get(MANY).read())
        measure(server, "bare endpoint, nothing in it", Request(EMPTY))
        for who, cookie in (("visitor", {}), ("signed in", _cookie(town))):
            etag = server.get(MANY, cookie).headers["ETag"]
            for what, request, least in (
                ("page", Request(MANY, cookie), PAGE_MIN),
                ("repeated with its ETag", Request(MANY, {**cookie, "If-None-Match": etag}, status=304), REPEATED_MIN),
            ):
                name = f"{who}: {what}"
                ratio, ratios = median_ratio(
                    ROUNDS,
                    lambda: measure(server, "bare endpoint, the same bytes", Request(CONTROL)),
                    lambda name=name, request=request: measure(server, name, request),
                )
                value = f"{percent(ratio)} ({spread(ratios)})"
                # What a phone shows before anybody signs in is the bound; who is signed in costs two questions more.
                if who == "visitor":
                    report.show(name, value, f"at least {percent(least)} of bare", holds=ratio >= least)
                else:
                    report.tell(name, value)
    with serving(town, folder, body=body, pages=False) as server:
        ratio, ratios = median_ratio(
            ROUNDS,
            lambda: measure(server, "bare endpoint, the same bytes", Request(CONTROL)),
            lambda: measure(server, "visitor: page that no process keeps", Request(MANY)),
        )
        report.tell("visitor: page that no process keeps", f"{percent(ratio)} ({spread(ratios)})")
    for name, seen in rates.items():
        report.tell(
            f"  {name}",
            f"{median(rate.per_second for rate in seen):,.0f}/s, "
            f"CPU {median(rate.server_ms for rate in seen):.2f} ms"
            f" + PostgreSQL {median(rate.database_ms for rate in seen):.2f} ms",
        )
