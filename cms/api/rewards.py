"""Rewards and one's own redemptions."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django_scopes import scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.posts import ReasonIn
from cms.api.shapes.rewards import (
    ProxyIn,
    RedemptionList,
    RedemptionOut,
    RewardList,
    RewardOut,
    redemption_answer,
    reward_answer,
)
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id, uuid7
from content_models.ledger.actions import balance_of
from content_models.people.actions import signed_in as somebody
from content_models.people.roles import Actor
from content_models.rewards import actions
from content_models.rewards.models import Redemption, Reward
from content_models.rewards.policy import hands_over_anything, may_see, redemptions_of
from content_models.rewards.states import TAKING
from media.models import CommunityImage

router = Router(tags=["exchange"])
_RELATED = ("community", "community__area", "reward", "merchant", "person")


class RewardFilters(Paging):
    kind: Literal["goods", "service", "privilege"] | None = None


def _pictures() -> Prefetch[Any]:
    return Prefetch("picture", CommunityImage.objects.prefetch_renditions("fill-480x360"))


def _mine(actor: Actor, rewards: list[Reward]) -> dict[UUID, int]:
    """How many of each one has taken, in one query."""
    if actor.id is None:
        return {}
    taken = Redemption.objects.of(actor.id).filter(reward__in=rewards, state__in=sorted(TAKING)).order_by()
    return dict(taken.values_list("reward_id").annotate(Count("pk")))


def _balance(actor: Actor, community: Community) -> int:
    return balance_of(community.pk, actor.id) if actor.id is not None else 0


@read(router, "/communities/{slug}/rewards", out=RewardList, summary="What points can be exchanged for")
def list_rewards(request: HttpRequest, slug: str, filters: Query[RewardFilters]) -> HttpResponse:
    actor, today = actor_of(request), local_day(utc_now())
    with in_community(slug) as community:
        name = list_key("rewards", community.pk, filters.kind)
        rewards = Reward.objects.on_show().select_related("merchant").prefetch_related(_pictures())
        if filters.kind:
            rewards = rewards.filter(kind=filters.kind)
        position = read_cursor(filters.cursor, of=name)
        if position:
            order, last = position
            rewards = rewards.filter(sort_order__gte=order).exclude(sort_order=order, id__lte=last)
        page, more = cut(list(rewards[: filters.limit + 1]), filters.limit)
        taken, balance = _mine(actor, page), _balance(actor, community)
        payload = {
            "balance": balance,
            "items": [
                reward_answer(one, actor, taken_by_me=taken.get(one.pk, 0), balance=balance, today=today)
                for one in page
            ],
            "next": write_cursor([page[-1].sort_order, page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=actor.is_visitor)


@read(router, "/communities/{slug}/rewards/{reward_id}", out=RewardOut, summary="One reward")
def get_reward(request: HttpRequest, slug: str, reward_id: str) -> HttpResponse:
    actor, today = actor_of(request), local_day(utc_now())
    with in_community(slug) as community:
        found = Reward.objects.on_show().select_related("merchant").prefetch_related(_pictures())
        reward = found.filter(pk=any_id(reward_id)).first()
        if reward is None:
            raise Missing
        taken = _mine(actor, [reward])
        payload = reward_answer(
            reward, actor, taken_by_me=taken.get(reward.pk, 0), balance=_balance(actor, community), today=today
        )
    return answer_by_content(request, payload, keep=actor.is_visitor)


def _own_code(request: HttpRequest, payload: dict[str, Any]) -> dict[str, Any]:
    """The code is not kept with the answer: it is made anew for whoever may see it now."""
    actor = actor_of(request)
    with in_community(payload["community"]["slug"]):
        return redemption_answer(actions.read_redemption(any_id(payload["id"])), actor)


def _without_code(redemption: Redemption, actor: Actor) -> dict[str, Any]:
    return redemption_answer(actions.read_redemption(redemption.pk), actor) | {"code": None, "qr": None, "proxy": ""}


@write(
    router.post,
    "/communities/{slug}/rewards/{reward_id}/redeem",
    out=RedemptionOut,
    status=201,
    finish=_own_code,
    summary="Exchange points for it",
)
def redeem(request: HttpRequest, slug: str, reward_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.redeem(reward_id=any_id(reward_id), actor=actor, redemption_id=uuid7(), now=utc_now())
        return _without_code(done, actor)


@read(
    router,
    "/communities/{slug}/redemptions/{redemption_id}",
    out=RedemptionOut,
    auth=signed_in,
    summary="One of my redemptions, with its code; any of them for a worker, without",
)
def get_redemption(request: HttpRequest, slug: str, redemption_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug):
        redemption = actions.read_redemption(any_id(redemption_id))
        if not may_see(actor, redemption):
            raise Missing
        payload = _for_whom(redemption, actor)
    return answer_by_content(request, payload, keep=False)


def _for_whom(redemption: Redemption, actor: Actor) -> dict[str, Any]:
    """Its person's own; for a worker with whose it is. Who fetches it instead is told at the counter only."""
    if redemption.person_id == actor.id:
        return redemption_answer(redemption, actor)
    return redemption_answer(redemption, actor, to_staff=True) | {"proxy": ""}


class ExchangeFilters(Paging):
    """`desk`: those fetched at the community's own desk."""

    state: Literal["reserved", "handed_over", "cancelled", "expired"] | None = None
    desk: bool = False


@read(
    router,
    "/communities/{slug}/redemptions",
    out=RedemptionList,
    auth=signed_in,
    summary="All exchanges of the community, newest first (worker)",
)
def list_redemptions(request: HttpRequest, slug: str, filters: Query[ExchangeFilters]) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        if not hands_over_anything(actor, community):
            raise Missing
        name = list_key("exchanges", community.pk, filters.state, filters.desk)
        redemptions = redemptions_of(actor, community).select_related(*_RELATED).order_by("-pk")
        if filters.state:
            redemptions = redemptions.filter(state=filters.state)
        if filters.desk:
            redemptions = redemptions.at_desk()
        position = read_cursor(filters.cursor, of=name)
        if position:
            redemptions = redemptions.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(redemptions[: filters.limit + 1]), filters.limit)
        payload = {
            "items": [_for_whom(one, actor) for one in page],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


@write(
    router.post,
    "/communities/{slug}/redemptions/{redemption_id}/cancel",
    out=RedemptionOut,
    summary="Give it back: points and stock return",
)
def cancel_redemption(
    request: HttpRequest, slug: str, redemption_id: str, payload: ReasonIn | None = None
) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.cancel_redemption(
            redemption_id=any_id(redemption_id),
            actor=actor,
            reason=payload.reason if payload else "",
            now=utc_now(),
        )
        return _without_code(done, actor)


@write(
    router.post,
    "/communities/{slug}/redemptions/{redemption_id}/proxy",
    out=RedemptionOut,
    finish=_own_code,
    summary="Say who of the family fetches it",
)
def set_proxy(request: HttpRequest, slug: str, redemption_id: str, payload: ProxyIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.set_proxy(redemption_id=any_id(redemption_id), actor=actor, name=payload.name, now=utc_now())
        return _without_code(done, actor)


class RedemptionFilters(Paging):
    state: Literal["reserved", "handed_over", "cancelled", "expired"] | None = None


@read(router, "/me/redemptions", out=RedemptionList, auth=signed_in, summary="My redemptions, newest first")
def my_redemptions(request: HttpRequest, filters: Query[RedemptionFilters]) -> HttpResponse:
    actor = actor_of(request)
    user = somebody(actor)
    name = list_key("redemptions", user.pk, filters.state)
    position = read_cursor(filters.cursor, of=name)
    with scopes_disabled():  # one's own, by person
        redemptions = Redemption.objects.of(user.pk).select_related(*_RELATED).order_by("-pk")
        if filters.state:
            redemptions = redemptions.filter(state=filters.state)
        if position:
            redemptions = redemptions.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(redemptions[: filters.limit + 1]), filters.limit)
        payload = {
            "items": [redemption_answer(one, actor) for one in page],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)
