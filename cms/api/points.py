"""Points: what one has, where they came from and went, giving and bringing along."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django_scopes import scope, scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.points import (
    BringIn,
    GiveIn,
    PointsOut,
    TransferList,
    TransferOut,
    balance_answer,
    transfer_answer,
)
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id, uuid7
from content_models.hours.summary import summarise
from content_models.ledger.actions import bring_points, give_to_fund
from content_models.ledger.expiry import expiring
from content_models.ledger.models import Account, Transfer
from content_models.ledger.recognition import partners_among
from content_models.people.actions import signed_in as somebody
from content_models.people.models import User

router = Router(tags=["points"])
COMMUNITIES_MAX = 20  # a person belongs to few; each costs a look at what expires


def _accounts(user: User) -> list[Account]:
    with scopes_disabled():  # one's own, by person
        accounts = Account.objects.of(user.pk).select_related("community").order_by("-balance", "pk")
        return list(accounts[:COMMUNITIES_MAX])


@read(router, "/me/points", out=PointsOut, auth=signed_in, summary="My points, and what expires when")
def my_points(request: HttpRequest) -> HttpResponse:
    user = somebody(actor_of(request))
    accounts = _accounts(user)
    partners = partners_among([account.community_id for account in accounts])
    rows = []
    for account in accounts:
        with scope(community=account.community):
            soon = expiring(account.community_id, user.pk)
        rows.append(balance_answer(account.community, account.balance or 0, soon, partners[account.community_id]))
    # Where one has none yet, but could bring some along to.
    known = {account.community_id for account in accounts}
    reachable = {one.pk: one for account in accounts for one in partners[account.community_id] if one.pk not in known}
    rows += [balance_answer(one, 0, [], partners[pk]) for pk, one in reachable.items()]
    payload = {
        "balance": sum(row["balance"] for row in rows),
        "by_community": rows,
        "minutes_verified": summarise(user.pk).minutes_verified,
    }
    return answer_by_content(request, payload, keep=False)


@read(router, "/me/transfers", out=TransferList, auth=signed_in, summary="Every transfer of mine, newest first")
def my_transfers(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    user = somebody(actor_of(request))
    name = list_key("transfers", user.pk)
    position = read_cursor(paging.cursor, of=name)
    mine = {account.pk for account in _accounts(user)}
    with scopes_disabled():  # one's own, by account
        transfers = Transfer.objects.touching(sorted(mine)).select_related("community").order_by("-created_at", "-pk")
        if position:
            moment, last = datetime.fromisoformat(position[0]), any_id(position[1])
            transfers = transfers.filter(created_at__lte=moment).exclude(created_at=moment, pk__gte=last)
        page, more = cut(list(transfers[: paging.limit + 1]), paging.limit)
        payload = {
            "items": [transfer_answer(one, mine) for one in page],
            "next": write_cursor([page[-1].created_at.isoformat(), page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


def _answer(transfer: Transfer, user: User) -> dict[str, Any]:
    mine = {account.pk for account in _accounts(user)}
    transfer = Transfer.objects.select_related("community").get(pk=transfer.pk)
    return transfer_answer(transfer, mine)


@write(router.post, "/communities/{slug}/points/give", out=TransferOut, summary="Give points to the community fund")
def give_points(request: HttpRequest, slug: str, payload: GiveIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        transfer = give_to_fund(
            actor=actor, community=community, amount=payload.amount, transfer_id=uuid7(), now=utc_now()
        )
        return _answer(transfer, somebody(actor))


@write(router.post, "/communities/{slug}/points/bring", out=TransferOut, summary="Bring points along (时长互认)")
def bring(request: HttpRequest, slug: str, payload: BringIn) -> dict[str, Any]:
    actor = actor_of(request)
    origin = Community.objects.public().filter(slug=payload.origin).first()
    if origin is None:
        raise Missing
    with in_community(slug) as community:
        transfer = bring_points(
            actor=actor,
            origin=origin,
            community=community,
            amount=payload.amount,
            transfer_id=uuid7(),
            now=utc_now(),
        )
        return _answer(transfer, somebody(actor))
