"""Hundreds want the last pieces, one person sends fifty times, fifty scan one code: over HTTP, all at once."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Report
from tests.benchmarks.load import read_status
from tests.benchmarks.race import AT_ONCE, CSRF
from tests.benchmarks.stage import Server, Town, serving

PEOPLE, STOCK, PRICE = 300, 7, 30
SENDS, PAID_FOR = 50, 3
MERCHANTS, FORGED = 50, 10_000


def run(report: Report, town: Town, folder: Path) -> None:
    report.chapter(
        f"{PEOPLE} people want a reward of which there are {STOCK}; one with points for {PAID_FOR} sends {SENDS}"
    )
    keys, ids = town.population.session_keys[:PEOPLE], _people()[:PEOPLE]
    _give_points(ids, 10 * PRICE)
    poor = _people()[PEOPLE]
    poor_key = town.population.session_keys[PEOPLE]
    with serving(town, folder) as server:
        reward = _reward("最后七袋", stock=STOCK)
        seen = _send_all(server, [_redeem(key, reward) for key in keys])
        report.show(
            "codes given, everybody else hears 409",
            _told(seen),
            f"{STOCK}×201, {PEOPLE - STOCK}×409",
            holds=seen == Counter({201: STOCK, 409: PEOPLE - STOCK}) and _taken(reward) == STOCK,
        )
        _give_points([poor], PAID_FOR * PRICE)
        plenty = _reward("足够的米", stock=1000)
        seen = _send_all(server, [_redeem(poor_key, plenty) for _send in range(SENDS)])
        report.show(
            f"one person with points for {PAID_FOR} sends {SENDS}",
            f"{_told(seen)}; left {_balance(poor)}",
            f"{PAID_FOR}×201, {SENDS - PAID_FOR}×409, balance 0",
            holds=seen == Counter({201: PAID_FOR, 409: SENDS - PAID_FOR})
            and _balance(poor) == 0
            and _taken(plenty) == PAID_FOR,
        )
        _scans(report, server, town)
    _forgeries(report)
    _twins(report, town, folder, keys)


def _twins(report: Report, town: Town, folder: Path, keys: list[str]) -> None:
    """The same without the conditions in the writes and without the walls behind them."""
    with _walls_down(), serving(town, folder, guarded=False) as server:
        reward = _reward("没有看守的七袋", stock=STOCK)
        seen = _send_all(server, [_redeem(key, reward) for key in keys])
        report.show(
            "codes given with the guard switched off (the twin)",
            str(seen[201]),
            f"more than {STOCK}",
            holds=seen[201] > STOCK,
        )
        poor = _people()[PEOPLE + 1]
        _give_points([poor], PAID_FOR * PRICE)
        offers = [_reward(f"没有看守的米{number}", stock=1000) for number in range(SENDS)]
        key = town.population.session_keys[PEOPLE + 1]
        seen = _send_all(server, [_redeem(key, offer) for offer in offers])
        report.show(
            "exchanges of one with points for three (the twin)",
            f"{seen[201]}; left {_balance(poor)}",
            f"more than {PAID_FOR}",
            holds=seen[201] > PAID_FOR,
        )


@contextmanager
def _walls_down() -> Iterator[None]:
    from django.db import connection

    checks = [
        ("ledger_account", "balance_not_below_zero", "balance IS NULL OR balance >= 0"),
        ("rewards_reward", "never_more_taken_than_there_are", "taken <= stock"),
    ]
    with connection.cursor() as cursor:
        for table, name, _rule in checks:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE rewards_reward SET stock = taken WHERE taken > stock")
            cursor.execute("UPDATE ledger_account SET balance = 0 WHERE balance < 0")
            for table, name, rule in checks:
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({rule})")


def _scans(report: Report, server: Server, town: Town) -> None:
    """Fifty of the merchant's staff scan one code."""
    from django_scopes import scope

    from content_models.common.clock import utc_now
    from content_models.common.ids import uuid7
    from content_models.people.actions import grant_role
    from content_models.people.models import User
    from content_models.people.roles import Role
    from content_models.rewards.codes import digits_of
    from content_models.rewards.models import Merchant, MerchantStaff, Redemption

    community = _community()
    first = PEOPLE + 2
    staff = _people()[first : first + MERCHANTS]
    with scope(community=community):
        merchant = Merchant.objects.create(community=community, name="街角小店")
        for person_id in staff:
            MerchantStaff.objects.create(
                id=uuid7(), community=community, merchant=merchant, person_id=person_id, created_at=utc_now()
            )
            grant_role(
                user=User.objects.get(pk=person_id), role=Role.MERCHANT, area=community.area, by=None, now=utc_now()
            )
    reward = _reward("要核销的油", stock=1, merchant=merchant)
    assert _send_all(server, [_redeem(town.population.session_keys[0], reward)]) == Counter({201: 1})
    with scope(community=community):
        code = digits_of(Redemption.objects.get(reward_id=reward))
    keys = town.population.session_keys[first : first + MERCHANTS]
    seen = _send_all(server, [_request(key, "redemptions/hand-over", {"code": code}) for key in keys])
    report.show(
        f"{MERCHANTS} scan one code at once",
        _told(seen),
        f"1×200, {MERCHANTS - 1}×409",
        holds=seen == Counter({200: 1, 409: MERCHANTS - 1}),
    )


def _forgeries(report: Report) -> None:
    """Made-up digits, digits of living codes with other proofs, altered and exchanged signatures."""
    from django_scopes import scope

    from content_models.rewards.codes import digits_of, find_by_code, qr_text
    from content_models.rewards.models import Redemption

    chance = random.Random(20261124)
    with scope(community=_community()):
        living = list(Redemption.objects.reserved()[:200])
        genuine = {text for one in living for text in (digits_of(one), qr_text(one))}
        forged: set[str] = set()
        while len(forged) < FORGED:
            one, other = chance.choice(living), chance.choice(living)
            qr = qr_text(one)
            place = chance.randrange(len(qr))
            forged |= {
                f"{chance.randrange(10**12):012}",
                f"{one.number}{chance.randrange(10**4):04}",
                f"{chance.randrange(10**8):08}{digits_of(one)[8:]}",
                qr[:place] + chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") + qr[place + 1 :],
                f"LINLI:R:{one.pk}:{qr_text(other).rpartition(':')[2]}",
            } - genuine
        accepted = sum(find_by_code(code) is not None for code in sorted(forged)[:FORGED])
    report.show(f"{FORGED:,} forged or altered codes accepted", str(accepted), "0", holds=accepted == 0)


# --- the town -------------------------------------------------------------------------------------
def _community() -> Any:
    from content_models.areas.models import Community

    return Community.objects.select_related("area").get(slug="many")


def _people() -> list[uuid.UUID]:
    """The volunteers, in the order of their session keys."""
    from content_models.people.models import User

    return list(User.objects.filter(username__startswith="volunteer").order_by("pk").values_list("pk", flat=True))


def _give_points(people: list[uuid.UUID], points: int) -> None:
    from django_scopes import scope

    from content_models.common.clock import utc_now
    from content_models.common.ids import uuid7
    from content_models.ledger.actions import NewTransfer, post_transfer
    from content_models.ledger.kinds import TransferKind

    community = _community()
    with scope(community=community):
        for person_id in people:
            new = NewTransfer(
                id=uuid7(), community_id=community.pk, person_id=person_id, kind=TransferKind.EARN, amount=points
            )
            post_transfer(new, actor_id=None, now=utc_now())


def _reward(name: str, *, stock: int, merchant: Any = None) -> str:
    from django_scopes import scope

    from content_models.rewards.models import Reward

    community = _community()
    with scope(community=community):
        made = Reward.objects.create(
            community=community, name=name, price=PRICE, stock=stock, limit_per_person=SENDS, merchant=merchant
        )
    return str(made.pk)


def _taken(reward_id: str) -> int:
    from django_scopes import scope

    from content_models.rewards.models import Reward

    with scope(community=_community()):
        return int(Reward.objects.values_list("taken", flat=True).get(pk=reward_id))


def _balance(person_id: uuid.UUID) -> int:
    from content_models.ledger.actions import balance_of

    return balance_of(_community().pk, person_id)


# --- requests that leave together ------------------------------------------------------------------
def _redeem(session_key: str, reward_id: str) -> bytes:
    return _request(session_key, f"rewards/{reward_id}/redeem", {})


def _request(session_key: str, path: str, body: dict[str, Any]) -> bytes:
    content = json.dumps(body).encode()
    head = [
        f"POST /api/v1/communities/many/{path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: sessionid={session_key}; csrftoken={CSRF}",
        f"X-CSRFToken: {CSRF}",
        f"Idempotency-Key: {uuid.uuid4()}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + content


def _send_all(server: Server, requests: list[bytes]) -> Counter[int]:
    return asyncio.run(_send_together(server, requests))


async def _send_together(server: Server, requests: list[bytes]) -> Counter[int]:
    """Everybody has sent all of her request but its last byte; then the last bytes leave together."""
    doors = asyncio.Semaphore(AT_ONCE)
    ready = 0
    everybody_is_ready = asyncio.Event()

    async def send(request: bytes) -> int:
        nonlocal ready
        async with doors:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(request[:-1])
            await writer.drain()
        ready += 1
        if ready == len(requests):
            everybody_is_ready.set()
        await everybody_is_ready.wait()
        writer.write(request[-1:])
        status = await read_status(reader)
        writer.close()
        return status

    return Counter(await asyncio.gather(*map(send, requests)))


def _told(seen: Counter[int]) -> str:
    return " ".join(f"{count}×{status}" for status, count in sorted(seen.items()))
