"""荣誉海报: a picture of one award, for anybody, as long as the person on it agrees."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from PIL import Image

from cms.documents import award_poster
from content_models.common.clock import utc_now
from content_models.common.ids import uuid7
from content_models.honors.actions import choose_display, withdraw_display
from content_models.honors.models import Award, HonorRoll
from content_models.honors.posters import poster_of
from tests.support.cast import Cast, actor
from tests.support.honor_life import HonorLife

MAY = date(2026, 5, 1)


@pytest.fixture
def honors(cast: Cast) -> HonorLife:
    caches["posters"].clear()
    return HonorLife(cast)


@pytest.fixture
def award(honors: HonorLife) -> Award:
    """Bo on May's edition, as 赵师傅."""
    roll = honors.roll(starts_on=MAY, intro="谢谢每一位邻居")
    honors.agree(honors.cast.bo, "short", "shifu")
    honors.served(honors.cast.bo, 90, on=MAY)
    honors.turn(date(2026, 6, 6))
    with honors.scope():
        return Award.objects.get(edition__roll=roll, person=honors.cast.bo)


def address(award: Award, **query: str) -> str:
    ending = "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    return f"/api/v1/communities/pine/awards/{award.pk}/poster.png{ending}"


def words(honors: HonorLife, award: Award) -> Any:
    with honors.scope():
        return poster_of(award_id=award.pk, community=honors.community)


@pytest.mark.parametrize("style", award_poster.STYLES)
def test_anybody_gets_a_picture_for_a_phone(award: Award, style: str) -> None:
    answer = Client().get(address(award, style=style))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(answer.content)).size == (1080, 1440)


def test_it_says_what_the_page_of_the_edition_says(honors: HonorLife, award: Award) -> None:
    said = words(honors, award)
    assert (said.community, said.title, said.name, said.thanks) == ("松林", "本月之星", "赵师傅", "谢谢每一位邻居")
    assert (said.roll_id, said.period_start) == (award.edition.roll_id, MAY)


def test_the_reason_stands_on_it_where_there_is_one(honors: HonorLife) -> None:
    roll = honors.roll(source="committee", starts_on=honors.today.replace(day=1))
    honors.agree(honors.cast.bea)
    award = honors.pick(roll, honors.cast.bea, reason="天天送药上门")
    assert words(honors, award) is None, "the edition is still open"
    assert Client().get(address(award)).status_code == 404
    later = honors.today.replace(day=1).replace(year=honors.today.year + 1)
    honors.turn(later)
    assert words(honors, award).thanks == "天天送药上门"


def test_only_the_badge_is_a_poster_without_a_name_and_without_a_reason(honors: HonorLife, award: Award) -> None:
    honors.agree(honors.cast.bo, "badge")
    said = words(honors, award)
    assert "赵" not in said.name
    assert said.thanks == "谢谢每一位邻居"


def test_who_takes_it_back_is_gone_at_once_also_from_a_readers_own_copy(honors: HonorLife, award: Award) -> None:
    first = Client().get(address(award))
    assert first["Cache-Control"] == "private, no-cache"
    again = Client().get(address(award), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    withdraw_display(actor=actor(honors.cast.bo), now=utc_now())
    for headers in ({}, {"If-None-Match": first["ETag"]}):
        gone = Client().get(address(award), headers=headers)
        assert gone.status_code == 404
        assert gone.content == Client().get(address(Award(pk=uuid7()))).content, "like one that never was"
    assert honors.cast.client(honors.cast.bo).get(address(award)).status_code == 404


def test_another_name_is_another_picture(honors: HonorLife, award: Award) -> None:
    first = Client().get(address(award))
    choose_display(actor=actor(honors.cast.bo), choice="full", now=utc_now())
    other = Client().get(address(award), headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    assert other.content != first.content


def test_the_same_picture_is_drawn_once(award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(template: str, data: Any, *, qr: str) -> bytes:
        drawn.append(qr)
        return b"picture"

    monkeypatch.setattr(award_poster, "draw", draw)
    for _look in range(3):
        assert Client().get(address(award)).content == b"picture"
    assert drawn == [f"http://testserver/c/pine/honors/{award.edition.roll_id}?period=2026-05-01"]


def test_it_is_nobody_elses_and_no_roll_that_was_removed(cast: Cast, honors: HonorLife, award: Award) -> None:
    assert Client().get(address(award).replace("/pine/", "/oak/")).status_code == 404
    with honors.scope():
        HonorRoll.objects.update(retired_at=utc_now())
    assert Client().get(address(award)).status_code == 404


def test_another_colour_is_refused_in_words(award: Award) -> None:
    answer = Client().get(address(award, style="black"))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
