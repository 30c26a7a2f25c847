"""Rewards by name: new ones, changed ones, and what may not be."""

from __future__ import annotations

import pytest

from content_models.rewards.models import Reward
from content_models.sheets.states import SheetKind
from tests.content_models.sheets.paper import counts, words, xlsx
from tests.support.service_life import ServiceLife

HEAD = ["兑换品名称", "所需积分", "总数量", "兑换品种类", "爱心商家", "截止日期", "开始日期", "每人限兑"]
REWARDS = SheetKind.REWARDS


def row(name: str = "大米 5 公斤", price=30, stock=20, kind=None, shop=None, until=None, since=None, limit=None):
    return [name, price, stock, kind, shop, until, since, limit]


def test_a_new_name_is_a_new_reward_on_phones_at_once(desk, cast):
    sheet = desk.take_in(REWARDS, xlsx([HEAD, row(), row("理发", 10, 5, "服务")]))
    assert counts(sheet) == (2, 0, 0)
    rice, haircut = Reward.objects.on_show()
    assert (rice.name, rice.price, rice.stock, rice.kind, rice.community) == (
        "大米 5 公斤", 30, 20, "goods", cast.pine.community
    )  # fmt: skip
    assert (haircut.kind, haircut.live, haircut.has_unpublished_changes) == ("service", True, False)
    assert rice.sort_order < haircut.sort_order


def test_the_same_file_again_changes_nothing_and_an_empty_cell_leaves_what_is_there(desk):
    content = xlsx([HEAD, row(limit=3)])
    desk.take_in(REWARDS, content)
    assert counts(desk.check(REWARDS, content)) == (0, 0, 1)
    sheet = desk.take_in(REWARDS, xlsx([HEAD, row(price=40)]))
    assert counts(sheet) == (0, 1, 0)
    reward = Reward.objects.get()
    assert (reward.price, reward.limit_per_person, reward.latest_revision.content["price"]) == (40, 3, 40)


def test_a_shop_is_named_as_it_is_called(desk, cast):
    ServiceLife(cast).merchant("福来小超市")
    ServiceLife(cast, cast.oak).merchant("隔壁店")
    desk.take_in(REWARDS, xlsx([HEAD, row(shop="福来小超市")]))
    assert Reward.objects.get().merchant.name == "福来小超市"
    sheet = desk.check(REWARDS, xlsx([HEAD, row("油", shop="隔壁店")]))
    assert words(sheet) == ["E2: There is no merchant called “隔壁店” here."]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (row(price=0), "B2: The number must lie between 1 and 100000."),
        (row(price=None), "B2: This is missing."),
        (row(kind="饭票"), "D2: “饭票” is none of these: Goods、Service、Privilege."),
        (row(until="2026-01-01", since="2026-02-01"), "F2: The last day lies before the first."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(desk, cells, said):
    assert words(desk.check(REWARDS, xlsx([HEAD, cells]))) == [said]
    assert not Reward.objects.exists()


def test_there_are_never_fewer_than_were_taken(desk, cast):
    life = ServiceLife(cast)
    life.give_points(cast.bo, 100)
    reward = life.reward()
    life.redeem(reward)
    sheet = desk.check(REWARDS, xlsx([HEAD, row(reward.name, stock=0)]))
    assert words(sheet) == ["C2: 1 are reserved or handed over already; it can't be fewer."]


def test_what_was_taken_meanwhile_stays_taken(desk, cast):
    life = ServiceLife(cast)
    life.give_points(cast.bo, 100)
    reward = life.reward()
    sheet = desk.check(REWARDS, xlsx([HEAD, row(reward.name, price=35, stock=50)]))
    desk.start(sheet)
    life.redeem(reward)
    desk.work()
    reward.refresh_from_db()
    assert (reward.price, reward.stock, reward.taken) == (35, 50, 1)


def test_a_draft_that_waits_is_not_written_over(desk, cast):
    desk.take_in(REWARDS, xlsx([HEAD, row()]))
    reward = Reward.objects.get()
    reward.description = "半成品"
    reward.save_revision(user=cast.wu)
    Reward.objects.update(has_unpublished_changes=True)
    sheet = desk.check(REWARDS, xlsx([HEAD, row(price=31)]))
    assert words(sheet)[0].startswith("2: There is a draft of this reward")


def told(sheet) -> list[str]:
    return [note["en"] for note in sheet.notes]


def test_what_other_prices_would_do_is_said_before_anything_is_written(desk, cast):
    life = ServiceLife(cast)
    life.reward(name="大米", price=30, stock=5)
    life.reward(name="油", price=20, stock=5)
    life.give_points(cast.bo, 35)
    life.give_points(cast.bea, 600)
    sheet = desk.check(REWARDS, xlsx([HEAD, row("大米", 40, 5), row("油", 10, 5), row("盐", 5, 10)]))
    assert told(sheet) == [
        "“大米”, 30 → 40 points. Saved enough for it today, and not enough any more: 1.",
        "People hold 335 points more than everything on the shelves would cost.",
    ]
    assert sheet.is_ready
    assert Reward.objects.get(name="大米").price == 30


def test_prices_that_take_nothing_from_anybody_need_no_words(desk, cast):
    life = ServiceLife(cast)
    life.reward(name="大米", price=30, stock=5)
    life.give_points(cast.bo, 35)
    assert told(desk.check(REWARDS, xlsx([HEAD, row("大米", 35, 5)]))) == []
