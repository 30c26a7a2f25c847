"""Honor rolls (光荣榜) and their editions, for anybody. Names are resolved for each answer, as each person agreed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.auth import actor_of
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.honors import EditionOut, RollList, RollOut, edition_answer, roll_answer, roll_card
from content_models.areas.models import Community
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.honors.models import Award, Edition, HonorRoll
from content_models.honors.names import shown_on
from content_models.honors.reading import lines_of, read_edition
from content_models.honors.states import EditionState

router = Router(tags=["honors"])

SOME_NAMES, STRIP = 8, 60
_RELATED = ("area", "post", "chief_role")


@read(router, "/communities/{slug}/honors", out=RollList, auth=None, summary="Honor rolls, as cards")
def list_honors(request: HttpRequest, slug: str, paging: Query[Paging]) -> HttpResponse:
    with in_community(slug) as community:
        name = list_key("honors", community.pk)
        position = read_cursor(paging.cursor, of=name)
        rolls = HonorRoll.objects.on_show().select_related(*_RELATED)
        if position:
            order, last = position
            rolls = rolls.filter(sort_order__gte=order).exclude(sort_order=order, id__lte=last)
        page, more = cut(list(rolls[: paging.limit + 1]), paging.limit)
        payload = {
            "items": _cards(page, community),
            "next": write_cursor([page[-1].sort_order, page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload)


def _cards(rolls: list[HonorRoll], community: Community) -> list[dict[str, Any]]:
    """Five queries, however many rolls: what came out last of each, its awards, and their names."""
    latest: dict[UUID, Edition] = {}
    running: dict[UUID, Edition] = {}
    editions = Edition.objects.filter(roll__in=rolls).order_by("-period_start")
    for edition in editions:
        if edition.state == EditionState.FROZEN:
            latest.setdefault(edition.roll_id, edition)
        else:
            running[edition.roll_id] = edition  # of several the earliest: it comes out first
    everybody = list(Award.objects.filter(edition__in=[one.pk for one in latest.values()]).order_by("place"))
    shown = shown_on(everybody, community=community)
    awards: dict[UUID, list[Award]] = defaultdict(list)
    for award in everybody:
        awards[award.edition_id].append(award)
    cards = []
    for roll in rolls:
        out, open_one = latest.get(roll.pk), running.get(roll.pk)
        lines = lines_of(awards[out.pk], out, shown) if out else []
        due = open_one.period_end + timedelta(days=roll.grace_days + 1) if open_one else None
        cards.append(roll_card(roll, out, lines, some=SOME_NAMES, comes_out_on=due))
    return cards


def _roll(roll_id: str) -> HonorRoll:
    found = HonorRoll.objects.on_show().select_related(*_RELATED).filter(pk=any_id(roll_id)).first()
    if found is None:
        raise Missing
    roll: HonorRoll = found
    return roll


@read(router, "/communities/{slug}/honors/{roll_id}", out=RollOut, summary="One roll, with what came out last")
def get_honor(request: HttpRequest, slug: str, roll_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        roll = _roll(roll_id)
        editions = list(Edition.objects.filter(roll=roll).order_by("-period_start")[:STRIP])
        shown = next((one for one in editions if one.state == EditionState.FROZEN), editions[-1] if editions else None)
        if shown is not None:
            shown.roll = roll
        payload = roll_answer(
            roll,
            editions,
            read_edition(shown, community=community) if shown else None,
            community=community,
            actor=actor,
        )
    return answer_by_content(request, payload, keep=actor.is_visitor)


@read(
    router,
    "/communities/{slug}/honors/{roll_id}/editions/{period_start}",
    out=EditionOut,
    summary="One edition by the first day of its period: as it came out, or as it stands now",
)
def get_edition(request: HttpRequest, slug: str, roll_id: str, period_start: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        roll = _roll(roll_id)
        edition = Edition.objects.filter(roll=roll, period_start=_day(period_start)).first()
        if edition is None:
            raise Missing
        edition.roll = roll
        payload = edition_answer(read_edition(edition, community=community), actor)
    return answer_by_content(request, payload, keep=actor.is_visitor)


def _day(text: str) -> date:
    """Raises:
    Missing: no day; it names nothing, as an unknown one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Missing from error
