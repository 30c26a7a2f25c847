"""What rolls look at is kept in the transaction that verifies, corrects or confirms, and is what the records say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib import import_module
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from content_models.common.months import Month
from content_models.honors.jobs import FiguresDriftError, compare_kept_figures
from content_models.honors.keeping import compare_figures, rebuild_figures
from content_models.hours import actions as hours
from content_models.hours.models import ServedMonth, ServiceRecord
from content_models.people.models import User
from content_models.wishes.models import HelpedMonth
from content_models.wishes.states import WishState
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife


@pytest.fixture
def service(cast: Cast) -> ServiceLife:
    made = ServiceLife(cast)
    made.rate(10)
    return made


def _kept(service: ServiceLife, person: User) -> list[tuple[int, int]]:
    with service.scope():
        return list(ServedMonth.objects.filter(person=person).order_by("pk").values_list("records", "minutes"))


def test_verifying_counts_at_once_and_once_per_month_post_and_place(service: ServiceLife) -> None:
    bo = service.cast.bo
    record = service.verify(service.served())
    assert _kept(service, bo) == [(1, 60)]
    for ago in (9, 7):
        more = service.back_entry(
            started_at=service.now - timedelta(hours=ago), ended_at=service.now - timedelta(hours=ago - 1)
        )
        service.verify(more)
        service.verify(more, service.cast.ada)
    with service.scope():
        rows = ServedMonth.objects.filter(person=bo)
        assert {row.month for row in rows} <= {
            Month.of(service.now).first_day,
            Month.of(service.now).before().first_day,
        }
        assert sum(row.minutes for row in rows) == 180
        assert {row.area_id for row in rows} == {record.area_id}
    assert not list(compare_figures())


def test_a_record_of_a_post_has_a_row_of_its_own(service: ServiceLife) -> None:
    service.verify(service.served())
    activity = service.activity(
        post_id=service.place.post.pk,
        starts_at=service.now + timedelta(hours=3),
        ends_at=service.now + timedelta(hours=5),
    )
    later = service.now + timedelta(hours=3)
    service.come(activity, at=later)
    service.verify(service.leave(activity, at=later + timedelta(minutes=30)))
    with service.scope():
        rows = ServedMonth.objects.order_by("minutes").values_list("post_id", "minutes")
        assert list(rows) == [(service.place.post.pk, 30), (None, 60)]
    assert not list(compare_figures())


def test_correcting_takes_away_and_leaves_no_empty_row(service: ServiceLife) -> None:
    record = service.verify(service.served())
    with service.scope():
        hours.correct_record(record_id=record.pk, actor=actor(service.cast.wu), reason="没来", now=service.now)
    assert _kept(service, service.cast.bo) == []
    assert not list(compare_figures())


def test_a_refused_verification_counts_nothing(service: ServiceLife) -> None:
    record = service.served()
    with pytest.raises(hours.SelfVerification):
        service.verify(record, service.cast.bo)
    assert _kept(service, service.cast.bo) == []


def test_confirming_a_wish_counts_for_each_who_helped(life: WishLife) -> None:
    wish_id = life.opened(helpers_wanted=2)
    for helper in (life.cast.bo, life.cast.bea):
        life.claim(wish_id, by=helper)
    for helper in (life.cast.bo, life.cast.bea):
        life.fulfil(wish_id, by=helper)
    assert HelpedMonth._base_manager.count() == 0
    life.confirm(wish_id)
    rows = HelpedMonth._base_manager.values_list("person_id", "area_id", "wishes")
    building = life.cast.pine.building_1.pk
    assert set(rows) == {(life.cast.bo.pk, building, 1), (life.cast.bea.pk, building, 1)}
    life.in_state(WishState.CONFIRMED)
    assert HelpedMonth._base_manager.get(person=life.cast.bo).wishes == 2
    assert not list(compare_figures())


def test_drift_is_found_named_and_put_right(service: ServiceLife) -> None:
    service.verify(service.served())
    service.verify(service.served(service.cast.bea))
    with service.scope():
        ServedMonth.objects.filter(person=service.cast.bo).update(minutes=7)
        ServedMonth.objects.filter(person=service.cast.bea).delete()
        area = service.community.area
        ServedMonth(
            community=service.community,
            person=service.cast.anna,
            month=Month.of(service.now).first_day,
            area=area,
            minutes=5,
        ).save()
    assert sorted((one.kept, one.counted) for one in compare_figures() if one.kept) == [
        ((0, 5), None),
        ((1, 7), (1, 60)),
    ]
    with pytest.raises(CommandError, match="3 rows"):
        call_command("rebuild_figures", "--check", stdout=StringIO(), stderr=StringIO())
    call_command("rebuild_figures", stdout=StringIO())
    call_command("rebuild_figures", "--check", stdout=StringIO())
    assert (_kept(service, service.cast.bo), _kept(service, service.cast.bea)) == ([(1, 60)], [(1, 60)])
    assert rebuild_figures() == 0


def test_whose_account_has_gone_counts_for_nobody(service: ServiceLife) -> None:
    service.verify(service.served())
    with service.scope():
        service.cast.bo.delete()
        assert ServiceRecord.objects.verified().count() == 1
        assert ServedMonth.objects.count() == 0
    assert not list(compare_figures())


def test_what_was_verified_before_figures_were_kept_is_counted(service: ServiceLife, life: WishLife) -> None:
    service.verify(service.served())
    life.in_state(WishState.CONFIRMED)
    ServedMonth._base_manager.all().delete()
    HelpedMonth._base_manager.all().delete()
    editor = SimpleNamespace(connection=connection)
    import_module("content_models.hours.migrations.0005_count_what_was_verified").count_records(apps, editor)
    import_module("content_models.wishes.migrations.0004_count_what_was_confirmed").count_claims(apps, editor)
    assert ServedMonth._base_manager.count() == HelpedMonth._base_manager.count() == 1
    assert not list(compare_figures())


def test_the_clock_puts_a_drift_right_and_shows_it(service: ServiceLife) -> None:
    service.verify(service.served())
    compare_kept_figures(now=service.now)
    with service.scope():
        ServedMonth.objects.update(minutes=7)
    with pytest.raises(FiguresDriftError):
        compare_kept_figures(now=service.now)
    assert _kept(service, service.cast.bo) == [(1, 60)]
    compare_kept_figures(now=service.now)


def test_taking_away_what_is_not_there_is_left_to_the_next_comparison(service: ServiceLife, caplog: Any) -> None:
    record = service.verify(service.served())
    with service.scope():
        ServedMonth.objects.all().delete()
        hours.correct_record(record_id=record.pk, actor=actor(service.cast.wu), reason="没来", now=service.now)
    assert "less than is taken away" in caplog.text
    assert not list(compare_figures())


def test_what_is_served_around_midnight_counts_in_the_month_of_the_wall_clock(service: ServiceLife) -> None:
    begin = timezone.make_aware(datetime(2026, 5, 1, 0, 10))  # noqa: DTZ001 - made aware: still April in London
    with service.scope():
        ServiceRecord.objects.create(
            community=service.community,
            person=service.cast.bo,
            state="verified",
            grade="A",
            origin="activity",
            subject="夜巡",
            organiser="松林",
            area=service.place.building_1,
            started_at=begin,
            ended_at=begin + timedelta(hours=1),
            minutes=60,
            created_at=begin,
        )
        rebuild_figures()
        assert ServedMonth.objects.get().month == date(2026, 5, 1)
