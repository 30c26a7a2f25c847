"""Editions, figures and consents from many sides at once, on a real PostgreSQL; guards have twins that lack them."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django_scopes import scope

from content_models.common import turns
from content_models.common.clock import local_day
from content_models.common.kept_figures import differences, put_right
from content_models.honors.actions import (
    choose_display,
    correct_record,
    correcting,
    freeze_edition,
    freezing,
    open_edition,
    pick_person,
    withdraw_display,
)
from content_models.honors.keeping import compare_figures
from content_models.honors.models import Award, Edition, EditionNote, HonorRoll
from content_models.honors.names import shown_on
from content_models.honors.periods import Period
from content_models.honors.states import Source
from content_models.hours import actions as hours
from content_models.hours.actions import deciding
from content_models.hours.models import ServedMonth, ServiceRecord
from content_models.people.models import Notice, User
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast
from tests.support.honor_life import HonorLife
from tests.support.service_life import ServiceLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    made = ServiceLife(cast)
    made.rate(10)
    return made


@pytest.fixture
def honors(cast: Cast) -> HonorLife:
    return HonorLife(cast)


def _there(life: ServiceLife, action: Callable[..., object], **words: Any) -> Callable[[], object]:
    def attempt() -> object:
        with scope(community=life.community):
            return action(**words)

    return attempt


def _edition(life: ServiceLife, honors: HonorLife, **rule: object) -> Edition:
    roll = honors.roll(**rule)
    with life.scope():
        return open_edition(roll=roll, period_start=Period.around(local_day(life.now), roll.period).first_day)


def _later(life: ServiceLife) -> datetime:
    return life.now + timedelta(days=500)


def _freeze(life: ServiceLife, edition: Edition) -> Callable[[], object]:
    return _there(life, freeze_edition, edition_id=edition.pk, now=_later(life))


def test_twenty_freeze_one_edition_once(life: ServiceLife, honors: HonorLife) -> None:
    edition = _edition(life, honors)
    for person in (life.cast.bo, life.cast.bea):
        life.verify(life.served(person))
    before = Notice.objects.filter(kind__startswith="honored").count()
    assert all_at_once([_freeze(life, edition) for _clock in range(20)]) == {"ok": 20}
    with life.scope():
        assert Award.objects.count() == 2
    assert Notice.objects.filter(kind__startswith="honored").count() == before + 2, "each hears of it once"


def test_twenty_open_one_edition_once(life: ServiceLife, honors: HonorLife) -> None:
    roll = honors.roll()
    start = Period.around(local_day(life.now), roll.period).first_day
    assert all_at_once([_there(life, open_edition, roll=roll, period_start=start) for _each in range(20)]) == {"ok": 20}
    with life.scope():
        assert Edition.objects.count() == 1


def test_a_month_and_its_quarter_opened_at_once_never_share_a_day(life: ServiceLife, honors: HonorLife) -> None:
    roll = honors.roll()
    month = Period.around(local_day(life.now), "month").first_day
    quarter = Period.around(local_day(life.now), "quarter").first_day

    def changed(kind: str, start: Any) -> Callable[[], object]:
        def attempt() -> object:
            with scope(community=life.community), transaction.atomic():
                HonorRoll.objects.filter(pk=roll.pk).update(period=kind)
                return open_edition(roll=roll, period_start=start)

        return attempt

    results = all_at_once([changed("month", month), changed("quarter", quarter)] * 5)
    assert set(results) <= {"ok", "period_overlaps"}
    with life.scope():
        spans = sorted(Edition.objects.values_list("period_start", "period_end"))
    assert all(first[1] < second[0] for first, second in itertools.pairwise(spans))


def test_a_correction_and_a_freeze_at_once_are_either_in_the_figures_or_noted(
    life: ServiceLife, honors: HonorLife
) -> None:
    for number in range(12):
        record = life.verify(life.served())
        edition = _edition(life, honors, title=f"榜{number}", period="year")
        correct = _there(
            life, correct_record, record_id=record.pk, actor=actor(life.cast.wu), reason="记错了", now=_later(life)
        )
        assert all_at_once([correct, _freeze(life, edition)]) == {"ok": 2}
        with life.scope():
            frozen = Award.objects.filter(edition=edition).values_list("figure", flat=True)
            notes = EditionNote.objects.filter(edition=edition).count()
            assert sum(frozen) == 60 * notes, "what the edition counted and is wrong now is noted, and nothing else"
            Edition.objects.all().delete()
    assert not list(compare_figures())


def test_without_holding_the_edition_a_correction_is_lost(
    life: ServiceLife, honors: HonorLife, monkeypatch: Any
) -> None:
    """The twin: the correction looks at the edition without waiting for whoever freezes it."""
    record = life.verify(life.served())
    edition = _edition(life, honors, period="year")
    looked, frozen = threading.Event(), threading.Event()

    def look_only(record: ServiceRecord, *, by: User | None, now: datetime) -> None:
        assert Edition.objects.get(pk=edition.pk).state == "open"
        looked.set()
        frozen.wait(10)  # it is frozen now, with the old figure: this correction has not been committed

    monkeypatch.setattr(correcting, "_note_it", look_only)

    def freeze_after_the_look() -> None:
        looked.wait(10)
        _freeze(life, edition)()
        frozen.set()

    correct = _there(
        life, correct_record, record_id=record.pk, actor=actor(life.cast.wu), reason="记错了", now=_later(life)
    )
    assert all_at_once([correct, freeze_after_the_look]) == {"ok": 2}
    with life.scope():
        assert Award.objects.get().figure == 60
        assert not EditionNote.objects.exists()


def test_consent_taken_back_while_an_edition_freezes_leaves_no_name(life: ServiceLife, honors: HonorLife) -> None:
    bo = life.cast.bo
    life.verify(life.served())
    for number in range(10):
        honors.agree(bo)
        edition = _edition(life, honors, title=f"榜{number}")
        take_back = _there(life, withdraw_display, actor=actor(bo), now=_later(life))
        assert all_at_once([_freeze(life, edition), take_back]) == {"ok": 2}
        with life.scope():
            award = Award.objects.get(edition=edition)
            assert award.name == "", "the name that was kept for her goes with the consent"
            assert shown_on([award], community=life.community)[award.pk].kind == "withheld"


def test_without_holding_the_consent_the_name_stays_in_the_table(
    life: ServiceLife, honors: HonorLife, monkeypatch: Any
) -> None:
    """The twin: never shown even then, but kept against her will."""
    bo = life.cast.bo
    life.verify(life.served())
    honors.agree(bo)
    edition = _edition(life, honors)
    read, taken_back = threading.Event(), threading.Event()

    def names_without_holding(people_ids: Any) -> dict[Any, str]:
        read.set()
        taken_back.wait(10)
        return {bo.pk: bo.full_name}

    monkeypatch.setattr(freezing, "_names_to_keep", names_without_holding)

    def take_back_meanwhile() -> None:
        read.wait(10)
        _there(life, withdraw_display, actor=actor(bo), now=_later(life))()
        taken_back.set()

    assert all_at_once([_freeze(life, edition), take_back_meanwhile]) == {"ok": 2}
    with life.scope():
        award = Award.objects.get()
        assert award.name == bo.full_name
        assert shown_on([award], community=life.community)[award.pk].kind == "withheld"


def test_twenty_choices_at_once_leave_one_consent(life: ServiceLife) -> None:
    choose = [
        _there(life, choose_display, actor=actor(life.cast.bo), choice=choice, now=life.now)
        for choice in ("full", "badge") * 10
    ]
    results = all_at_once(choose)
    assert set(results) <= {"ok", "conflict"}
    assert life.cast.bo.display_consents.filter(withdrawn_at__isnull=True).count() == 1


def test_ten_pick_ten_people_for_three_places(life: ServiceLife, honors: HonorLife) -> None:
    roll = honors.roll(source=Source.COMMITTEE, size=3)
    start = Period.around(local_day(life.now), roll.period).first_day
    people = [life.cast.bo, life.cast.bea, life.cast.chen, life.cast.anna, life.cast.wu]
    results = all_at_once(
        [
            _there(life, pick_person, roll=roll, period_start=start, person=person, reason="好", by=None, now=life.now)
            for person in people * 2
        ]
    )
    assert results["ok"] == 3
    assert set(results) <= {"ok", "roll_full", "already_on_it", "conflict"}
    with life.scope():
        assert sorted(Award.objects.values_list("place", flat=True)) == [1, 2, 3]


def test_a_pick_and_a_freeze_at_once_leave_no_name_after_the_fact(life: ServiceLife, honors: HonorLife) -> None:
    for number in range(8):
        edition = _edition(life, honors, title=f"榜{number}", source=Source.COMMITTEE)
        told = Notice.objects.filter(kind__startswith="honored").count()
        pick = _there(
            life, pick_person, roll=edition.roll, period_start=edition.period_start, person=life.cast.bo,
            reason="好", by=None, now=life.now,
        )  # fmt: skip
        results = all_at_once([pick, _freeze(life, edition)])
        with life.scope():
            on_it = Award.objects.filter(edition=edition).count()
        assert results["ok"] == 1 + on_it
        assert Notice.objects.filter(kind__startswith="honored").count() - told == on_it


# --- kept figures ------------------------------------------------------------------------------------
def test_many_records_of_one_person_verified_from_both_ends_never_block_each_other(life: ServiceLife) -> None:
    """Half of them earn points and half don't, so that account and figures are wanted in different orders."""
    post = life.place.post
    records: list[ServiceRecord] = []
    with life.scope():
        for number in range(24):
            begin = life.now - timedelta(days=20) + timedelta(hours=number)
            records.append(
                ServiceRecord.objects.create(
                    community=life.community, person=life.cast.bo, state="submitted", grade="AC"[number % 2],
                    origin="back_entry" if number % 2 else "activity", subject="值岗", organiser="松林",
                    area=life.place.building_1, post=post if number % 3 else None, started_at=begin,
                    ended_at=begin + timedelta(minutes=50), minutes=50, entered_by=life.cast.bo, created_at=life.now,
                )
            )  # fmt: skip
        for record in records:
            if record.origin == "back_entry":
                hours.verify_record(record_id=record.pk, actor=actor(life.cast.chen), now=life.now)

    def verify(some: list[ServiceRecord], by: User) -> Callable[[], object]:
        def attempt() -> object:
            with scope(community=life.community), transaction.atomic():
                return hours.verify_many(record_ids=[one.pk for one in some], actor=actor(by), now=life.now)

        return attempt

    attempts = [
        verify(records[start::6], by) for start, by in zip(range(6), [life.cast.wu, life.cast.ada] * 3, strict=True)
    ]
    assert all_at_once(attempts) == {"ok": 6}
    with life.scope():
        assert ServiceRecord.objects.verified().count() == 24
    assert not list(compare_figures())


def test_without_turns_they_would(life: ServiceLife, monkeypatch: Any) -> None:
    """The twin: each holds what the other wants next."""
    monkeypatch.setattr(turns, "take_turn", lambda _person: None)
    key = {"community_id": life.community.pk, "month": local_day(life.now).replace(day=1), "person_id": life.cast.bo.pk}
    figure = key | {"post_id": None, "area_id": life.place.building_1.pk}
    with life.scope():
        ServedMonth.add(figure, (1, 1))
    life.give_points(life.cast.bo, 1)
    both = threading.Barrier(2, timeout=10)
    failed: list[str] = []

    def in_order(*steps: Callable[[], object]) -> Callable[[], object]:
        def attempt() -> object:
            try:
                with scope(community=life.community), transaction.atomic():
                    turns.take_turn(life.cast.bo.pk)
                    steps[0]()
                    both.wait()
                    steps[1]()
            except Exception as error:  # noqa: BLE001 - PostgreSQL chooses one of the two and names the reason
                failed.append(str(error))
            return None

        return attempt

    count = lambda: ServedMonth.add(figure, (1, 1))  # noqa: E731 - two steps, told side by side
    earn = lambda: life.give_points(life.cast.bo, 1)  # noqa: E731 - the same act, handed over twice
    all_at_once([in_order(count, earn), in_order(earn, count)])
    assert any("deadlock" in one for one in failed), failed


def test_figures_are_put_right_while_others_verify(life: ServiceLife) -> None:
    records = []
    for number in range(16):
        begin = life.now - timedelta(days=20) + timedelta(hours=number)
        with life.scope():
            records.append(
                ServiceRecord.objects.create(
                    community=life.community, person=life.cast.bo, state="submitted", grade="A", origin="activity",
                    subject="值岗", organiser="松林", area=life.place.building_1, started_at=begin,
                    ended_at=begin + timedelta(minutes=30), minutes=30, entered_by=life.cast.bo, created_at=life.now,
                )
            )  # fmt: skip
    life.verify(records[0])
    with life.scope():
        ServedMonth.objects.update(minutes=7)

    def repair() -> object:
        for _again in range(6):
            with scope(community=life.community):
                put_right(differences(ServedMonth, life.community.pk))
            time.sleep(0.01)
        return None

    verify = [
        _there(life, hours.verify_record, record_id=one.pk, actor=actor(life.cast.wu), now=life.now)
        for one in records[1:]
    ]
    assert all_at_once([repair, repair, *verify]) == {"ok": 17}
    assert not list(compare_figures())


def test_the_turn_is_taken_by_whoever_verifies(life: ServiceLife, monkeypatch: Any) -> None:
    taken: list[Any] = []
    monkeypatch.setattr(deciding, "take_turn", taken.append)
    life.verify(life.served())
    assert taken == [life.cast.bo.pk]
    assert connection.vendor == "postgresql"
