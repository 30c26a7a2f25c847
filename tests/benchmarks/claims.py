"""Claims per second through the domain action, beside the same statements written by hand with psycopg.

What the action asks of the database is recorded while it claims a wish in a transaction that is undone; the hand
then does exactly that, for real, in one transaction on one connection.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any
from uuid import UUID

import psycopg

from tests.benchmarks.figures import Report, median_ratio, percent, spread
from tests.benchmarks.stage import Stage, Town

ROUNDS, BATCH, LEAST = 7, 40, 0.35
# A hand-written transaction has one way out; it needs no places to go back to.
WAYS_BACK = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")

Statement = tuple[str, Any]


def run(report: Report, stage: Stage, town: Town) -> None:
    """In this process; Django must be set up on the town's database."""
    report.chapter(f"Claims per second in one process, {ROUNDS} rounds of {BATCH}")
    wishes = iter(stage.take_wishes(town, 2 * BATCH * (ROUNDS + 1) + 1))
    helpers = _helpers(town)
    with psycopg.connect(town.url) as by_hand:

        def hand_written() -> float:
            written = [_rehearsed(next(wishes), next(helpers)) for _ in range(BATCH)]
            began = time.perf_counter()
            for statements in written:
                _replay(by_hand, statements)
            return BATCH / (time.perf_counter() - began)

        def action() -> float:
            batch = [(next(wishes), next(helpers)) for _ in range(BATCH)]
            began = time.perf_counter()
            for wish_id, helper in batch:
                _claim(wish_id, helper)
            return BATCH / (time.perf_counter() - began)

        hand_written(), action()  # both have their statements prepared
        speeds: dict[str, list[float]] = {"by hand": [], "action": []}

        def kept(name: str, measure: Callable[[], float]) -> Callable[[], float]:
            def run_and_keep() -> float:
                speeds[name].append(measure())
                return speeds[name][-1]

            return run_and_keep

        ratio, ratios = median_ratio(ROUNDS, kept("by hand", hand_written), kept("action", action))
    report.tell("statements of one claim", str(len(_rehearsed(next(wishes), next(helpers)))))
    report.tell("hand-written psycopg transaction", f"{median(speeds['by hand']):,.0f}/s")
    report.tell("domain action claim_wish", f"{median(speeds['action']):,.0f}/s")
    report.show(
        "action beside hand", f"{percent(ratio)} ({spread(ratios)})", f"at least {percent(LEAST)}", holds=ratio >= LEAST
    )


def _helpers(town: Town) -> Iterator[Any]:
    """The volunteers with their roles, one after the other, again and again."""
    from content_models.common.clock import local_day, utc_now
    from content_models.people.models import User

    volunteers = User.objects.filter(username__startswith="volunteer").order_by("pk")[: 2 * BATCH]
    actors = [User.objects.with_grants(person.pk, today=local_day(utc_now())) for person in volunteers]
    return itertools.cycle(actors)


def _claim(wish_id: str, helper: Any) -> None:
    from django_scopes import scope

    from content_models.common.clock import utc_now
    from content_models.wishes.actions import claim_wish

    with scope(community=helper.grants[0].community_id):
        claim_wish(wish_id=UUID(wish_id), actor=helper, now=utc_now())


def _rehearsed(wish_id: str, helper: Any) -> list[Statement]:
    """The statements of this very claim, of which nothing remains."""
    from django.db import connection, transaction

    statements: list[Statement] = []

    def write_down(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(WAYS_BACK):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(write_down):
            _claim(wish_id, helper)
        transaction.set_rollback(True)
    return statements


def _replay(by_hand: psycopg.Connection[Any], statements: list[Statement]) -> None:
    with by_hand.transaction(), by_hand.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description is not None:
                cursor.fetchall()
