"""The first screen: what waits for me, how the community stands, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from cms.admin.charts import age_words, in_words, service_chart, wishes_chart
from cms.admin.recognitions import to_sign
from cms.admin.scoping import actor_of, own_communities
from cms.admin.template_proposals import waiting_proposals
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.hours.models import ServiceRecord
from content_models.hours.monthly import service_by_month
from content_models.hours.policy import waiting_records
from content_models.hours.states import RecordState
from content_models.ledger.policy import may_sign_for
from content_models.pages.models import CommunitySite
from content_models.pages.policy import may_rule_pages
from content_models.people.models import Membership
from content_models.people.roles import Actor, Role
from content_models.posts.models import Appointment, PostType
from content_models.posts.states import AppointmentState
from content_models.rewards.models import Redemption, Reward
from content_models.rewards.states import RedemptionState
from content_models.wishes.models import Wish
from content_models.wishes.pace import pace, wishes_by_month
from content_models.wishes.states import WishState

SHOWN = 8
LONG = timedelta(days=1)  # what waits longer is marked: neighbours expect an answer within a day
TOO_LONG = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for an answer."""

    title: str
    subtitle: str
    url: str
    since: datetime
    waited: str
    long: bool


@dataclass(frozen=True, slots=True)
class Pile:
    """All things of one kind that wait; the oldest first."""

    name: str
    number: int
    url: str
    oldest: list[Waiting]
    ages: list[dict[str, Any]]


class WorkPanel(Component):
    """The work of the communities in the scope."""

    name = "work"
    template_name = "cms/admin/dashboard.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        actor, now = actor_of(request), utc_now()
        communities = list(own_communities().select_related("area"))
        piles = [_wishes(actor, now), _appointments(actor, now), _memberships(actor, now), _records(actor, now)]
        piles += [_agreements(now)] if any(may_sign_for(actor, one) for one in communities) else []
        piles += [_proposals(actor, now)] if actor.paths_of(Role.DISTRICT_ADMIN) else []
        return {
            "communities": communities,
            "several": len(communities) > 1,
            "piles": piles,
            "waiting": sum(pile.number for pile in piles),
            "homeless": _without_home(actor, communities),
            "states": _states(),
            "pace": _pace(now),
            "charts": [wishes_chart(wishes_by_month(now)), service_chart(service_by_month(now))],
            "screens": [
                {"name": one.name, "url": reverse("big_screen", args=(one.slug,))}
                for one in communities
                if one.is_active
            ],
            "posts": _posts(),
            "exchange": _exchange(),
            "guide_url": reverse("linli_guide"),
            "wishes_url": reverse("wishes_modeladmin_index"),
            "posts_url": reverse(PostType.snippet_viewset.get_url_name("list")),
            "add_post_url": reverse(PostType.snippet_viewset.get_url_name("add")),
        }


def _without_home(actor: Actor, communities: list[Community]) -> list[dict[str, str]]:
    """Communities from before there were pages, whose home page this person may open."""
    mine = [one for one in communities if may_rule_pages(actor, one)]
    if not mine:
        return []
    with_one = set(CommunitySite.objects.filter(root__isnull=False).values_list("community_id", flat=True))
    address = reverse("linli_page_look")
    return [{"name": one.name, "url": f"{address}?community={one.pk}"} for one in mine if one.pk not in with_one]


def _pile(
    name: str, index: str, query: str, rows: QuerySet[Any], line: Any, now: datetime, *, since: str = "created_at"
) -> Pile:
    oldest = []
    for row in rows.order_by(since)[:SHOWN]:
        title, subtitle = line(row)
        url = reverse(f"{index}_modeladmin_inspect", args=(row.pk,))
        oldest.append(_waiting(title, subtitle, url, getattr(row, since), now))
    number, ages = _ages(rows, since, now)
    return Pile(name, number, reverse(f"{index}_modeladmin_index") + query, oldest, ages)


def _ages(rows: QuerySet[Any], since: str, now: datetime) -> tuple[int, list[dict[str, Any]]]:
    """How many there are, and how long they have waited."""
    counted = rows.order_by().aggregate(
        number=Count("pk"),
        fresh=Count("pk", filter=Q(**{f"{since}__gt": now - LONG})),
        long=Count("pk", filter=Q(**{f"{since}__lte": now - TOO_LONG})),
    )
    number, fresh, long = counted["number"], counted["fresh"], counted["long"]
    return number, age_words(fresh, number - fresh - long, long)


def _waiting(title: str, subtitle: str, url: str, since: datetime, now: datetime) -> Waiting:
    return Waiting(title, subtitle, url, since, timesince(since, now, depth=1), now - since > LONG)


def _wishes(actor: Actor, now: datetime) -> Pile:
    # Nobody waves her own wish through.
    rows = Wish.objects.waiting_for_review().exclude(author_id=actor.id).select_related("category", "estate")
    return _pile(
        _("Wishes to look at"),
        "wishes",
        f"?state={WishState.PENDING}",
        rows,
        lambda wish: (wish.title, f"{wish.category.name} · {wish.estate.name}"),
        now,
    )


def _appointments(actor: Actor, now: datetime) -> Pile:
    rows = (
        Appointment.objects.waiting().exclude(person_id=actor.id).select_related("post", "chief_role", "area", "person")
    )
    return _pile(
        _("Applications for posts"),
        "appointments",
        f"?state={AppointmentState.APPLIED}",
        rows,
        lambda one: (str(one.post or one.chief_role), f"{one.person.shown_name} · {one.area.name}"),
        now,
    )


def _memberships(actor: Actor, now: datetime) -> Pile:
    rows = Membership.objects.waiting().exclude(user_id=actor.id).select_related("user", "area")
    return _pile(
        _("Requests for a role"),
        "memberships",
        "?state=pending",
        rows,
        lambda one: (one.get_role_display(), f"{one.user.shown_name} · {one.area.name}"),
        now,
    )


def _records(actor: Actor, now: datetime) -> Pile:
    # Staff see every record of the scope's communities that waits for somebody's word, but not for theirs alone.
    community = own_communities().select_related("area").first()
    rows = waiting_records(actor, community) if community else ServiceRecord.objects.none()
    return _pile(
        _("Service hours to verify"),
        "records",
        f"?state={RecordState.SUBMITTED}",
        rows.select_related("person", "area"),
        lambda one: (one.subject, f"{one.person.shown_name if one.person else ''} · {_minutes(one.minutes)}"),
        now,
        since="submitted_at",
    )


def _minutes(minutes: int | None) -> str:
    return _("%(number)d minutes") % {"number": minutes or 0}


def _agreements(now: datetime) -> Pile:
    url = reverse("linli_recognitions")
    rows = to_sign()
    oldest = [
        _waiting(one.proposer.name, one.partner.name, f"{url}?community={one.partner_id}", one.proposed_at, now)
        for one in rows.order_by("proposed_at")[:SHOWN]
    ]
    number, ages = _ages(rows, "proposed_at", now)
    return Pile(_("Recognised hours to sign"), number, url, oldest, ages)


def _proposals(actor: Actor, now: datetime) -> Pile:
    rows = waiting_proposals(actor)
    oldest = [
        _waiting(one.name, one.community.name, reverse("linli_answer_proposal", args=(one.pk,)), one.made_at, now)
        for one in rows[:SHOWN]
    ]
    number, ages = _ages(rows, "made_at", now)
    return Pile(_("Templates put forward"), number, reverse("linli_templates"), oldest, ages)


def _pace(now: datetime) -> list[dict[str, Any]]:
    """How long residents wait; the middle one of ninety days, so that one forgotten wish does not tell the story."""
    measured, index = pace(now), reverse("wishes_modeladmin_index")
    return [
        {
            "label": _("until somebody helps"),
            "value": in_words(measured.to_claim),
            "of": measured.claimed,
            "url": f"{index}?state={WishState.OPEN}",
        },
        {
            "label": _("until it is done"),
            "value": in_words(measured.to_done),
            "of": measured.done,
            "url": f"{index}?state={WishState.CONFIRMED}",
        },
    ]


def _exchange() -> list[dict[str, Any]]:
    """What stands ready to be fetched, and where the shelves are empty."""
    rewards = Reward.objects.on_show()
    shelves = reverse(Reward.snippet_viewset.get_url_name("list"))
    ready = f"{reverse('redemptions_modeladmin_index')}?state={RedemptionState.RESERVED}"
    return [
        {"number": rewards.count(), "label": _("rewards on show"), "url": shelves, "state": "active"},
        {
            "number": Redemption.objects.reserved().count(),
            "label": _("ready to fetch"),
            "url": ready,
            "state": "reserved",
        },
        {
            "number": rewards.filter(taken__gte=F("stock")).count(),
            "label": _("all taken"),
            "url": shelves,
            "state": "rejected",
        },
    ]


def _states() -> list[dict[str, Any]]:
    """How many wishes are in each state, in the order of a wish's life."""
    numbers = dict(Wish.objects.order_by().values_list("state").annotate(number=Count("pk")))
    index = reverse("wishes_modeladmin_index")
    return [
        {
            "state": state.value,
            "label": state.label,
            "number": numbers.get(state.value, 0),
            "url": f"{index}?state={state.value}",
        }
        for state in WishState
    ]


def _posts() -> list[dict[str, Any]]:
    """Each post on show with how many hold it."""
    rows = (
        PostType.objects.on_show()
        .annotate(filled=Count("appointments", filter=Q(appointments__state=AppointmentState.APPROVED)))
        .select_related("community")
        .order_by("community__name", "sort_order", "id")
    )
    return [
        {
            "name": row.name,
            "community": row.community.name,
            "filled": row.filled,
            "wanted": row.wanted,
            "percent": min(100, round(100 * row.filled / row.wanted)),
            "url": reverse(PostType.snippet_viewset.get_url_name("edit"), args=(row.pk,)),
        }
        for row in rows
    ]
