"""Rolls and editions in a chat: what is honoured and how many, never who."""

from __future__ import annotations

from datetime import date

import pytest

from content_models.common.clock import utc_now
from content_models.honors.models import HonorRoll
from tests.cms.heads.conftest import read
from tests.support.cast import Cast
from tests.support.honor_life import HonorLife

MAY = date(2026, 5, 1)


@pytest.fixture
def roll(cast: Cast) -> HonorRoll:
    """Bo, with his full name, and Bea, who was not asked, are on May's edition."""
    honors = HonorLife(cast)
    roll = honors.roll(starts_on=MAY, intro="谢谢每一位邻居")
    honors.agree(cast.bo)
    for person in (cast.bo, cast.bea):
        honors.served(person, 90, on=MAY)
    honors.turn(date(2026, 6, 6))
    return roll


def test_an_edition_says_its_roll_its_time_and_how_many(roll: HonorRoll) -> None:
    told = read(f"/c/pine/honors/{roll.pk}?period=2026-05-01")
    assert told.titles == ["本月之星 · 2026年5月 · 松林"]
    assert told.metas["description"] == "谢谢每一位邻居 感谢 2 位邻居。"
    assert "赵Bo" not in told.html


def test_the_rolls_and_a_roll_lead_on(roll: HonorRoll) -> None:
    assert read("/c/pine/honors").links == [f"/c/pine/honors/{roll.pk}"]
    told = read(f"/c/pine/honors/{roll.pk}")
    assert told.metas["og:title"] == "本月之星"
    assert told.links == [f"/c/pine/honors/{roll.pk}?period=2026-05-01"]


def test_a_running_edition_and_a_removed_roll_are_not_told_of(cast: Cast, roll: HonorRoll) -> None:
    own, roll_itself = read("/c/pine").html, read(f"/c/pine/honors/{roll.pk}").html
    for period in ("2026-06-01", "2026-05-02", "today", "", "%00"):
        assert read(f"/c/pine/honors/{roll.pk}?period={period}").html == roll_itself, period
    assert read(f"/c/oak/honors/{roll.pk}?period=2026-05-01").html == read("/c/oak").html
    with HonorLife(cast).scope():
        HonorRoll.objects.update(retired_at=utc_now())
    assert read(f"/c/pine/honors/{roll.pk}?period=2026-05-01").html == own
    assert read(f"/c/pine/honors/{roll.pk}").html == own
