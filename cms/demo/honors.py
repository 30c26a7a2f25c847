"""Plays the demo's honors: rolls are set up, names picked in time, editions come out with the clock's own job."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django_scopes import scope

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.places import Ground
from cms.demo.plans import PickPlan, RollPlan
from content_models.common.ids import uuid7
from content_models.common.months import Month
from content_models.honors.actions import choose_display, pick_person
from content_models.honors.jobs import turn_editions
from content_models.honors.models import HonorRoll
from content_models.posts.models import ChiefRole, PostType

PICKED_ON, OUT_ON = 3, 6  # days of the month after


def write_honors(plans: tuple[RollPlan, ...], ground: Ground, diary: Diary, cast: Cast, admin: str) -> None:
    for order, plan in enumerate(plans):
        diary.write(
            diary.days_ago(plan.ago),
            lambda now, what=plan, place=order: _set_up(what, place, ground, now),  # type: ignore[misc]
        )
        for pick in plan.picks:
            month = Month.of(diary.now).before(pick.months_ago)
            moment = _on_day_after(month, PICKED_ON)
            if moment < diary.now:
                diary.write(
                    moment,
                    lambda now, what=plan, who=pick, when=month: _pick(  # type: ignore[misc]
                        what, who, when.first_day, ground, cast, admin, now
                    ),
                )


def write_displays(displays: tuple[tuple[float, str, str, str], ...], diary: Diary, cast: Cast) -> None:
    """Each tells how she wants to be shown, on her phone."""
    for ago, who, choice, address in displays:
        diary.write(
            diary.days_ago(ago),
            lambda now, key=who, shown=choice, called=address: choose_display(  # type: ignore[misc]
                actor=cast.actor(key, now), choice=shown, address=called, now=now
            ),
        )


def write_turns(diary: Diary, first_ago: float) -> None:
    """The clock's job, each month after its days of grace; and once more at the end."""
    month = Month.of(diary.days_ago(first_ago))
    while (moment := _on_day_after(month, OUT_ON)) < diary.now:
        diary.write(moment, lambda now: turn_editions(now=now))
        month = month.before(-1)
    diary.write(diary.now, lambda now: turn_editions(now=now))


def _on_day_after(month: Month, day: int) -> datetime:
    """Half past nine in the evening of that day of the following month: that day's diary is over."""
    last = month.last_day + timedelta(days=day)
    return timezone.make_aware(datetime.combine(last, time(21, 30))).astimezone(UTC)


def _set_up(plan: RollPlan, order: int, ground: Ground, now: datetime) -> None:
    with scope(community=ground.community):
        HonorRoll.objects.create(
            id=uuid7(),
            community=ground.community,
            title=plan.title,
            intro=plan.intro,
            source=plan.source,
            scope=plan.scope,
            team=plan.team,
            post=PostType.objects.on_show().get(name=plan.post) if plan.post else None,
            chief_role=_chief_role(plan.chief_role, ground) if plan.chief_role else None,
            fed_by=HonorRoll.objects.get(title=plan.fed_by) if plan.fed_by else None,
            period=plan.period,
            starts_on=timezone.localdate(now),
            size=plan.size,
            least=plan.least,
            sort_order=order,
            created_at=now,
        )


def _chief_role(name: str, ground: Ground) -> ChiefRole:
    role: ChiefRole = ChiefRole.objects.get(name=name, level__ladder=ground.community.area.level.ladder)
    return role


def _pick(plan: RollPlan, pick: PickPlan, start: date, ground: Ground, cast: Cast, admin: str, now: datetime) -> None:
    with scope(community=ground.community):
        pick_person(
            roll=HonorRoll.objects.get(title=plan.title),
            period_start=start,
            person=cast.user(pick.who),
            reason=pick.reason,
            figure=pick.votes,
            by=cast.user(admin),
            now=now,
        )
