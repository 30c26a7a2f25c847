"""After the storm: what the books say beside what the database holds. Plain SQL, none of the domain's own code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, LiteralString

import psycopg

from tests.benchmarks.storm.book import Entry

ACCOUNTS: LiteralString = """
    SELECT account.kind, account.balance,
        COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE credit_id = account.id), 0)
        - COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE debit_id = account.id), 0)
    FROM ledger_account account
"""
TRANSFERS: LiteralString = """
    SELECT transfer.id, transfer.kind, transfer.amount, transfer.reverses_id, transfer.reference_id,
        debit.owner_id AS debit_owner, credit.owner_id AS credit_owner
    FROM ledger_transfer transfer JOIN ledger_account debit ON debit.id = transfer.debit_id
    JOIN ledger_account credit ON credit.id = transfer.credit_id
"""
REDEMPTIONS: LiteralString = (
    "SELECT id, state, person_id, reward_id, price, payment_id, refund_id FROM rewards_redemption"
)
STOCK: LiteralString = """
    SELECT reward.taken, reward.stock, COUNT(made.id) FROM rewards_reward reward LEFT JOIN rewards_redemption made
    ON made.reward_id = reward.id AND made.state IN ('reserved', 'handed_over') GROUP BY reward.id
"""


@dataclass
class Reckoning:
    """`lost`: acknowledged, and not there. `unaccounted`: there twice, or without anybody having been told."""

    accounts: int = 0
    total: int = 0
    below_zero: int = 0
    drifted: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)
    rewards: int = 0
    rewards_that_match: int = 0
    expired_by_the_worker: int = 0


@dataclass(frozen=True)
class _Held:
    """The database's side: transfers by id and by what they undo or belong to, redemptions by id."""

    transfers: dict[str, Any]
    undoing: Counter[str]
    undone: Counter[str]  # points, by the earning that was corrected
    redemptions: dict[str, Any]


def reckon(url: str, entries: list[Entry]) -> Reckoning:
    result = Reckoning()
    with psycopg.connect(url) as asking:
        for kind, balance, recomputed in asking.execute(ACCOUNTS):
            result.accounts += 1
            result.total += int(recomputed)
            result.below_zero += kind == "person" and (balance < 0 or recomputed < 0)
            result.drifted += kind == "person" and balance != recomputed
        for taken, stock, living in asking.execute(STOCK):
            result.rewards += 1
            result.rewards_that_match += taken == living and taken <= stock
        held = _held(asking)
    done = [entry for entry in entries if entry.is_done]
    result.acknowledged = len(done)
    result.lost = [f"{entry.what} {entry.id}" for entry in done if not _is_there(entry, held)]
    result.lost += _too_little_expired(done, held)
    result.unaccounted = [*_beyond(done, held), *_closings_nobody_asked_for(entries, held)]
    asked = {entry.of for entry in done if entry.what == "expire"}
    result.expired_by_the_worker = sum(
        one["state"] == "expired" and pk not in asked for pk, one in held.redemptions.items()
    )
    return result


def _held(asking: psycopg.Connection[Any]) -> _Held:
    with asking.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        transfers = [_as_text(row) for row in cursor.execute(TRANSFERS)]
        redemptions = [_as_text(row) for row in cursor.execute(REDEMPTIONS)]
    undone: Counter[str] = Counter()
    for one in transfers:
        if one["kind"] in ("reverse", "write_off"):
            undone[one["reference_id"]] += one["amount"]
    return _Held(
        transfers={one["id"]: one for one in transfers},
        undoing=Counter(one["reverses_id"] for one in transfers if one["reverses_id"]),
        undone=undone,
        redemptions={one["id"]: one for one in redemptions},
    )


def _as_text(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value if value is None or isinstance(value, int) else str(value) for name, value in row.items()}


def _is_there(entry: Entry, held: _Held) -> bool:
    """Exactly as it was acknowledged: of the person, of the amount, in the state."""
    made, about = held.transfers.get(entry.made), held.redemptions.get(entry.of)
    match entry.what:
        case "earn":
            return made is not None and _is(made, kind="earn", amount=entry.amount, credit=entry.person)
        case "give":
            return made is not None and _is(made, kind="give", amount=entry.amount, debit=entry.person)
        case "redeem":
            redemption = held.redemptions.get(entry.made)
            paid = held.transfers.get(redemption["payment_id"]) if redemption else None
            return (
                redemption is not None
                and paid is not None
                and (redemption["person_id"], redemption["reward_id"]) == (entry.person, entry.of)
                and _is(paid, kind="redeem", amount=entry.amount, debit=entry.person)
            )
        case "cancel":
            return about is not None and about["state"] == "cancelled" and _is_refunded(about, held)
        case "hand_over":
            return about is not None and about["state"] == "handed_over" and not held.undoing[about["payment_id"]]
        case "expire" if entry.of:
            return about is not None and about["state"] != "reserved"
        case "reverse":
            return entry.made in held.transfers and held.undone[entry.of] == entry.amount
    return True


def _is(
    transfer: dict[str, Any], *, kind: str, amount: int, debit: str | None = None, credit: str | None = None
) -> bool:
    ends = (transfer["debit_owner"], transfer["credit_owner"])
    return (transfer["kind"], transfer["amount"], ends) == (kind, amount, (debit, credit))


def _is_refunded(redemption: dict[str, Any], held: _Held) -> bool:
    back = held.transfers.get(redemption["refund_id"])
    return (
        back is not None
        and _is(back, kind="refund", amount=redemption["price"], credit=redemption["person_id"])
        and back["reverses_id"] == redemption["payment_id"]
    )


def _too_little_expired(done: Iterable[Entry], held: _Held) -> list[str]:
    """The worker takes old points as well, so only less than what was acknowledged is a loss."""
    told: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for entry in done:
        if entry.what == "expire" and not entry.of:
            told[entry.person] += entry.amount
    for one in held.transfers.values():
        if one["kind"] == "expire":
            taken[one["debit_owner"]] += one["amount"]
    return [f"expired points of {person}" for person, points in told.items() if taken[person] < points]


def _beyond(done: list[Entry], held: _Held) -> list[str]:
    """Transfers and redemptions that no acknowledgement speaks of, and whatever was undone or paid twice."""
    made = {what: {entry.made for entry in done if entry.what == what} for what in ("earn", "give", "redeem")}
    corrected = {entry.of for entry in done if entry.what == "reverse"}
    payments = {one["payment_id"] for one in held.redemptions.values()}
    closed = {one["payment_id"] for one in held.redemptions.values() if one["state"] in ("cancelled", "expired")}
    allowed = {"earn": made["earn"], "give": made["give"], "redeem": payments}
    found = [pk for pk in held.redemptions if pk not in made["redeem"]]
    for pk, one in held.transfers.items():
        match one["kind"]:
            case "earn" | "give" | "redeem":
                is_known = pk in allowed[one["kind"]]
            case "refund":
                is_known = one["reverses_id"] in closed
            case "reverse" | "write_off":
                is_known = one["reference_id"] in corrected
            case kind:
                is_known = kind == "expire"
        if not is_known:
            found.append(f"{one['kind']} {pk}")
    found += [f"undone {times} times: {pk}" for pk, times in held.undoing.items() if times > 1]
    found += [f"corrected twice: {pk}" for pk, points in held.undone.items() if points != held.transfers[pk]["amount"]]
    return found


def _closings_nobody_asked_for(entries: Iterable[Entry], held: _Held) -> list[str]:
    """A cancelled or handed over one was acknowledged, or was asked for again after its answer had been lost."""
    asked = {entry.of for entry in entries if entry.what in ("cancel", "hand_over") and (entry.is_done or entry.faults)}
    return [
        f"{one['state']} {pk}"
        for pk, one in held.redemptions.items()
        if (one["state"] in ("cancelled", "handed_over") and pk not in asked)
        or (one["state"] in ("cancelled", "expired")) != (held.undoing[one["payment_id"]] == 1)
    ]
