"""Transfers and exchanges per second: beside the same statements written by hand, after a million, on a hot account.

As in claims.py, what the action asks of the database is recorded while it runs in a transaction that is undone; the
hand then does exactly that, for real, in one transaction on one connection.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from statistics import median
from typing import Any
from uuid import UUID

import psycopg

from tests.benchmarks.claims import WAYS_BACK, Statement, _replay
from tests.benchmarks.figures import Report, median_ratio, percent, spread
from tests.benchmarks.stage import Town

ROUNDS, BATCH = 7, 60
LEAST_BESIDE_HAND, LEAST_WITH_A_MILLION, LEAST_IN_ONE_COMMUNITY = 0.40, 0.9, 0.8
FEW, MANY = 1_000, 1_000_000
EARNERS, EARNINGS_EACH = 32, 25

Act = Callable[[], object]


def run(report: Report, town: Town) -> None:
    """In this process; Django must be set up on the town's database."""
    scene = _Scene()
    report.chapter(f"Points per second in one process, {ROUNDS} rounds of {BATCH}")
    with psycopg.connect(town.url) as by_hand:
        _beside_hand(report, by_hand, "a transfer (earn)", scene.earning)
        _beside_hand(report, by_hand, "an exchange (redeem)", scene.redeeming)
    _growth(report, scene)
    _hot_account(report, scene)


class _Scene:
    """People with points and a reward without end, in the community "many"; and 32 communities besides."""

    def __init__(self) -> None:
        from django_scopes import scope

        from content_models.areas.models import Community
        from content_models.common.clock import local_day, utc_now
        from content_models.people.models import User
        from content_models.rewards.models import Reward

        self.community = Community.objects.get(slug="many")
        people = User.objects.filter(username__startswith="volunteer").order_by("pk")[: 2 * BATCH]
        self.actors = [User.objects.with_grants(person.pk, today=local_day(utc_now())) for person in people]
        self.turn = itertools.cycle(self.actors)
        with scope(community=self.community):
            self.reward = Reward.objects.create(
                community=self.community, name="无尽的汤", price=1, stock=1_000_000, limit_per_person=100
            )
            self.rewards = itertools.cycle(
                Reward.objects.create(
                    community=self.community, name=f"汤{number}", price=1, stock=1_000_000, limit_per_person=100
                )
                for number in range(12)
            )
        for actor in self.actors:
            self.earn(actor.id, 1_000_000)

    def earn(self, person_id: UUID, points: int, community_id: UUID | None = None) -> None:
        from django_scopes import scope

        from content_models.common.clock import utc_now
        from content_models.common.ids import uuid7
        from content_models.ledger.actions import NewTransfer, post_transfer
        from content_models.ledger.kinds import TransferKind

        where = community_id or self.community.pk
        new = NewTransfer(
            id=uuid7(), community_id=where, person_id=person_id, kind=TransferKind.EARN, amount=points, subject="清洁日"
        )
        with scope(community=where):
            post_transfer(new, actor_id=person_id, now=utc_now())

    def earning(self) -> Act:
        person_id = next(self.turn).id
        return lambda: self.earn(person_id, 5)

    def redeeming(self) -> Act:
        from django_scopes import scope

        from content_models.common.clock import utc_now
        from content_models.common.ids import uuid7
        from content_models.rewards.actions import redeem

        actor, reward = next(self.turn), next(self.rewards)

        def act() -> None:
            with scope(community=self.community.pk):
                redeem(reward_id=reward.pk, actor=actor, redemption_id=uuid7(), now=utc_now())

        return act


def _beside_hand(report: Report, by_hand: psycopg.Connection[Any], what: str, make: Callable[[], Act]) -> None:
    speeds: dict[str, list[float]] = {"hand": [], "action": []}

    def hand_written() -> float:
        written = [_rehearsed(make()) for _ in range(BATCH)]
        began = time.perf_counter()
        for statements in written:
            _replay(by_hand, statements)
        speeds["hand"].append(BATCH / (time.perf_counter() - began))
        return speeds["hand"][-1]

    def action() -> float:
        batch = [make() for _ in range(BATCH)]
        began = time.perf_counter()
        for act in batch:
            act()
        speeds["action"].append(BATCH / (time.perf_counter() - began))
        return speeds["action"][-1]

    hand_written(), action()  # both have their statements prepared
    ratio, ratios = median_ratio(ROUNDS, hand_written, action)
    report.tell(f"{what}: statements", str(len(_rehearsed(make()))))
    report.tell(f"{what}: by hand", f"{median(speeds['hand']):,.0f}/s")
    report.tell(f"{what}: domain action", f"{median(speeds['action']):,.0f}/s")
    report.show(
        f"{what}: action beside hand",
        f"{percent(ratio)} ({spread(ratios)})",
        f"at least {percent(LEAST_BESIDE_HAND)}",
        holds=ratio >= LEAST_BESIDE_HAND,
    )


def _rehearsed(act: Act) -> list[Statement]:
    """The statements of this very act, of which nothing remains."""
    from django.db import connection, transaction

    statements: list[Statement] = []

    def write_down(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(WAYS_BACK):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(write_down):
            act()
        transaction.set_rollback(True)
    return statements


def _growth(report: Report, scene: _Scene) -> None:
    """The same transfers with a thousand rows before them and with a million."""
    _fill(scene, FEW)
    few = _earnings_per_second(scene)
    _fill(scene, MANY)
    many = _earnings_per_second(scene)
    ratio = many / few
    report.tell(f"transfers with {FEW:,} before", f"{few:,.0f}/s")
    report.tell(f"transfers with {MANY:,} before", f"{many:,.0f}/s")
    report.show(
        "with a million beside a thousand",
        percent(ratio),
        f"at least {percent(LEAST_WITH_A_MILLION)}",
        holds=ratio >= LEAST_WITH_A_MILLION,
    )


def _earnings_per_second(scene: _Scene) -> float:
    """The best of several batches: what the machine does when nothing else disturbs it."""
    speeds = []
    for _round in range(ROUNDS):
        batch = [scene.earning() for _ in range(BATCH)]
        began = time.perf_counter()
        for act in batch:
            act()
        speeds.append(BATCH / (time.perf_counter() - began))
    return max(speeds)


def _fill(scene: _Scene, rows: int) -> None:
    """Earlier transfers, written by the database itself; balances go along, so that the audit stays sound."""
    from django.db import connection

    person = scene.actors[0].id
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO ledger_transfer (id, community_id, debit_id, credit_id, amount, kind, actor_id, reference_type,
                reference_id, subject, expires_on, created_at, posted_at, reverses_id)
            SELECT gen_random_uuid(), community_id, debit_id, credit_id, 1, 'earn', actor_id, '', NULL, '早先', NULL,
                now() - interval '1 year', now() - interval '1 year', NULL
            FROM (SELECT * FROM ledger_transfer WHERE actor_id = %s AND kind = 'earn' LIMIT 1) one,
                generate_series(1, %s)
            """,
            [person, rows],
        )
        cursor.execute("UPDATE ledger_account SET balance = balance + %s WHERE owner_id = %s", [rows, person])
        cursor.execute("VACUUM ANALYZE ledger_transfer")


def _hot_account(report: Report, scene: _Scene) -> None:
    """Many earn at once in one community: its `issued` account must not hold them up."""
    from content_models.areas.actions import add_area, found_community
    from content_models.areas.models import AreaLevel, CommunityKind

    level = AreaLevel.objects.get(key="community")
    street = scene.community.area.get_parent()
    elsewhere = [
        found_community(
            area=add_area(parent=street, level=level, name=f"第{number}社区"),
            slug=f"other{number}",
            kind=CommunityKind.STANDARD,
        ).pk
        for number in range(EARNERS)
    ]
    people = [actor.id for actor in scene.actors[:EARNERS]]
    for person, community in zip(people, elsewhere, strict=True):
        scene.earn(person, 1, community)  # the accounts are there
    pairs = {
        "one": [(person, scene.community.pk) for person in people],
        "different": list(zip(people, elsewhere, strict=True)),
    }
    rounds = [(_at_once(scene, pairs["different"]), _at_once(scene, pairs["one"])) for _round in range(5)]
    ratios = [one / different for different, one in rounds]
    report.tell(f"{EARNERS} earn at once in different communities", f"{median(pair[0] for pair in rounds):,.0f}/s")
    report.tell(f"{EARNERS} earn at once in one community", f"{median(pair[1] for pair in rounds):,.0f}/s")
    report.show(
        "one community beside different ones",
        f"{percent(median(ratios))} ({spread(ratios)})",
        f"at least {percent(LEAST_IN_ONE_COMMUNITY)}",
        holds=median(ratios) >= LEAST_IN_ONE_COMMUNITY,
    )


def _at_once(scene: _Scene, pairs: list[tuple[UUID, UUID]]) -> float:
    """Everybody earns again and again on a connection of her own; transfers per second of all together."""
    from django.db import connection

    start_line = threading.Barrier(len(pairs) + 1)

    def earn(person: UUID, community: UUID) -> None:
        connection.ensure_connection()
        start_line.wait()
        for _again in range(EARNINGS_EACH):
            scene.earn(person, 1, community)
        connection.close()

    threads = [threading.Thread(target=earn, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    start_line.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return len(pairs) * EARNINGS_EACH / (time.perf_counter() - began)
