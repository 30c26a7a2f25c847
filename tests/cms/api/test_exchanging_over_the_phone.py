"""Points into goods, over the API: exchanging, the code, handing over, the merchant's month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from content_models.common.clock import local_day
from content_models.people.models import User
from content_models.rewards.actions import expire_redemption
from content_models.rewards.models import Merchant, Reward
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.support.cast import Cast, make_person
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes


@pytest.fixture
def shop(service: ServiceLife) -> tuple[Merchant, User]:
    """The corner shop, and Max who works there."""
    service.now = datetime.now(UTC)
    return service.merchant()


@pytest.fixture
def rice(service: ServiceLife, shop: tuple[Merchant, User]) -> Reward:
    """Thirty points at the corner shop; Bo has a hundred."""
    service.give_points(service.cast.bo, 100)
    return service.reward(merchant=shop[0], pick_up="街角小店柜台")


def _redeem(api: Calls, reward: Reward, by: User, headers: dict[str, str] | None = None) -> dict[str, Any]:
    answer = api.post(by, f"/rewards/{reward.pk}/redeem", {}, headers)
    assert answer.status_code == 201, answer.content
    redemption: dict[str, Any] = answer.json()
    return redemption


def test_from_the_shelf_into_the_hand(cast: Cast, api: Calls, rice: Reward, shop: tuple[Merchant, User]) -> None:
    merchant, max_ = shop
    listed = api.get(cast.bo, "/rewards").json()
    assert listed["balance"] == 100
    (seen,) = listed["items"]
    assert (seen["name"], seen["price"], seen["stock_left"], seen["left_for_me"]) == ("大米", 30, 5, 5)
    assert (seen["allowed_actions"], seen["missing_points"], seen["merchant"]["name"]) == (["redeem"], 0, "街角小店")

    redemption = _redeem(api, rice, cast.bo)
    assert (redemption["state"], redemption["price"], redemption["pick_up"]) == ("reserved", 30, "街角小店柜台")
    assert len(redemption["code"]) == 12
    assert redemption["code"].isdigit()
    assert redemption["qr"].startswith(f"LINLI:R:{redemption['id']}:")
    assert redemption["allowed_actions"] == ["cancel", "proxy"]
    assert api.get(cast.bo, "/api/v1/me/points").json()["balance"] == 70
    assert api.get(None, f"/rewards/{rice.pk}").json()["stock_left"] == 4

    named = api.post(cast.bo, f"/redemptions/{redemption['id']}/proxy", {"name": "我妈妈"}).json()
    assert (named["proxy"], named["code"]) == ("我妈妈", redemption["code"])
    digits = redemption["code"]
    spaced = {"code": f"{digits[:4]} {digits[4:8]} {digits[8:]}"}
    looked = api.post(max_, "/redemptions/look-up", spaced)
    assert looked["Cache-Control"] == "no-store"
    assert (looked.json()["name"], looked.json()["person"], looked.json()["proxy"]) == ("大米", "Bo", "我妈妈")
    assert (looked.json()["code"], looked.json()["qr"]) == (None, None)
    handed = api.post(max_, "/redemptions/hand-over", {"code": redemption["qr"]}).json()
    assert (handed["state"], handed["proxy"]) == ("handed_over", "")

    mine = api.get(cast.bo, f"/redemptions/{redemption['id']}").json()
    assert (mine["state"], mine["code"], mine["qr"], mine["allowed_actions"]) == ("handed_over", None, None, [])
    month = api.get(max_, "/hand-overs", {"merchant": str(merchant.pk)}).json()
    assert (month["pieces"], month["points"], [one["what"] for one in month["items"]]) == (1, 30, ["大米"])
    assert "Bo" not in str(month), "a merchant is not told who got it"


def test_what_was_handed_over_stays_so(cast: Cast, api: Calls, rice: Reward, shop: tuple[Merchant, User]) -> None:
    redemption = _redeem(api, rice, cast.bo)
    code = {"code": redemption["code"]}
    assert api.post(shop[1], "/redemptions/hand-over", code).status_code == 200
    assert_refused(lambda headers: api.post(shop[1], "/redemptions/hand-over", code, headers), 409, "code_used")
    assert_refused(lambda headers: api.post(shop[1], "/redemptions/look-up", code, headers), 409, "code_used")
    for verb, body in (("cancel", {}), ("proxy", {"name": "妈妈"})):
        path = f"/redemptions/{redemption['id']}/{verb}"
        assert_refused(lambda headers, path=path, body=body: api.post(cast.bo, path, body, headers), 409, "wrong_state")


def test_sent_again_it_is_the_same_exchange_and_the_code_is_not_kept(
    cast: Cast, api: Calls, rice: Reward, shop: tuple[Merchant, User]
) -> None:
    from cms.models import KeptAnswer

    key = {"Idempotency-Key": "bo-wants-rice-1"}
    first, again = (_redeem(api, rice, cast.bo, key) for _time in range(2))
    assert first == again
    assert api.get(cast.bo, "/api/v1/me/points").json()["balance"] == 70
    for kept in KeptAnswer.objects.all():
        assert first["code"] not in kept.body
        assert first["qr"] not in kept.body
    hand = {"Idempotency-Key": "max-hands-over-1"}
    for _time in range(2):
        handed = api.post(shop[1], "/redemptions/hand-over", {"code": first["code"]}, hand)
        assert (handed.status_code, handed.json()["state"]) == (200, "handed_over"), "a lost answer comes again"
    assert _redeem(api, rice, cast.bo, key)["code"] is None, "the code is of no use any more"


def test_given_back_points_and_stock_return(cast: Cast, api: Calls, rice: Reward) -> None:
    redemption = _redeem(api, rice, cast.bo)
    cancelled = api.post(cast.bo, f"/redemptions/{redemption['id']}/cancel", {"reason": "不需要了"}).json()
    assert (cancelled["state"], cancelled["code"]) == ("cancelled", None)
    assert api.get(cast.bo, "/api/v1/me/points").json()["balance"] == 100
    assert api.get(None, f"/rewards/{rice.pk}").json()["stock_left"] == 5
    lines = api.get(cast.bo, "/api/v1/me/transfers").json()["items"]
    assert [(one["kind"], one["amount"]) for one in lines] == [("refund", 30), ("redeem", -30), ("earn", 100)]


def test_a_worker_cancels_with_a_reason_that_is_told(cast: Cast, api: Calls, rice: Reward) -> None:
    path = f"/redemptions/{_redeem(api, rice, cast.bo)['id']}/cancel"
    assert_refused(lambda headers: api.post(cast.wu, path, {}, headers), 422, "reason_required")
    seen = api.post(cast.wu, path, {"reason": "大米受潮了"}).json()
    assert (seen["code"], seen["person"]) == (None, None)
    told = api.get(cast.bo, "/api/v1/me/notices").json()["items"][0]
    assert (told["kind"], "大米受潮了" in str(told)) == ("redemption_cancelled", True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stock": 0}, "out_of_stock"),
        ({"opens_on": local_day(datetime.now(UTC)) + timedelta(days=1)}, "out_of_window"),
        ({"closes_on": local_day(datetime.now(UTC)) - timedelta(days=2)}, "out_of_window"),
        ({"price": 107}, "not_enough_points"),
    ],
)
def test_what_can_not_be_exchanged(
    cast: Cast, api: Calls, service: ServiceLife, changes: dict[str, Any], code: str
) -> None:
    service.give_points(cast.bo, 100)
    reward = service.reward(**changes)
    path = f"/rewards/{reward.pk}"
    assert api.get(cast.bo, path).json()["allowed_actions"] == []
    problem = assert_refused(lambda headers: api.post(cast.bo, f"{path}/redeem", {}, headers), 409, code)
    if code == "not_enough_points":
        assert "7" in problem["detail"]
        assert api.get(cast.bo, path).json()["missing_points"] == 7


def test_so_many_per_person(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.give_points(cast.bo, 100)
    reward = service.reward(limit_per_person=1)
    _redeem(api, reward, cast.bo)
    seen = api.get(cast.bo, f"/rewards/{reward.pk}").json()
    assert (seen["left_for_me"], seen["allowed_actions"]) == (0, [])
    path = f"/rewards/{reward.pk}/redeem"
    assert_refused(lambda headers: api.post(cast.bo, path, {}, headers), 409, "per_person_limit")


def test_a_draft_and_a_removed_reward_do_not_exist(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.give_points(cast.bo, 100)
    for reward in (service.reward(live=False), service.reward(name="油", retired_at=service.now)):
        for answer, unknown in (
            (api.get(cast.bo, f"/rewards/{reward.pk}"), api.get(cast.bo, f"/rewards/{SOMEBODY_UNKNOWN}")),
            (
                api.post(cast.bo, f"/rewards/{reward.pk}/redeem"),
                api.post(cast.bo, f"/rewards/{SOMEBODY_UNKNOWN}/redeem"),
            ),
        ):
            assert_problem(answer, 404, "not_found")
            assert answer.content == unknown.content
    assert api.get(None, "/rewards").json()["items"] == []


@pytest.mark.parametrize("who", [None, "anna", "bea", "chen", "nia", "oskar", "vera", "max"])
def test_a_redemption_is_its_owners_and_the_communitys(
    cast: Cast, api: Calls, rice: Reward, shop: tuple[Merchant, User], who: str | None
) -> None:
    person = shop[1] if who == "max" else getattr(cast, who) if who else None
    redemption = _redeem(api, rice, cast.bo)
    seen = api.get(person, f"/redemptions/{redemption['id']}")
    assert seen.content == api.get(person, f"/redemptions/{SOMEBODY_UNKNOWN}").content
    assert seen.status_code == (404 if who else 401)
    for verb, body in (("cancel", {"reason": "因为"}), ("proxy", {"name": "我"})):
        with nothing_changes():
            moved = api.post(person, f"/redemptions/{redemption['id']}/{verb}", body)
        assert moved.content == api.post(person, f"/redemptions/{SOMEBODY_UNKNOWN}/{verb}", body).content


def test_strange_codes(cast: Cast, api: Calls, service: ServiceLife, shop: tuple[Merchant, User], rice: Reward) -> None:
    oak = ServiceLife(cast, cast.oak)
    oak.now = service.now
    oak.give_points(cast.nia, 100)
    theirs = oak.redeem(oak.reward())
    foreign = api.get(cast.nia, f"/api/v1/communities/oak/redemptions/{theirs.pk}").json()
    redemption = _redeem(api, rice, cast.bo)
    digits = redemption["code"]
    for code in (foreign["code"], foreign["qr"], f"{digits[:-1]}{(int(digits[-1]) + 1) % 10}", "hello"):
        body = {"code": code}
        assert_refused(
            lambda headers, body=body: api.post(shop[1], "/redemptions/hand-over", body, headers), 422, "unknown_code"
        )
        assert_problem(api.post(shop[1], "/redemptions/look-up", body), 422, "unknown_code")


def test_who_guesses_codes_has_to_wait(cast: Cast, api: Calls, rice: Reward, shop: tuple[Merchant, User]) -> None:
    redemption = _redeem(api, rice, cast.bo)
    for number in range(20):
        assert_problem(api.post(shop[1], "/redemptions/look-up", {"code": f"{number:012}"}), 422, "unknown_code")
    answer = api.post(shop[1], "/redemptions/hand-over", {"code": redemption["code"]})
    assert_problem(answer, 429, "too_many")
    assert int(answer["Retry-After"]) > 0


def test_another_shops_staff_is_told_where_and_strangers_that_it_is_not_theirs(
    cast: Cast, api: Calls, service: ServiceLife, rice: Reward
) -> None:
    _merchant, other = service.merchant("修鞋摊")
    redemption = _redeem(api, rice, cast.bo)
    code = {"code": redemption["code"]}
    problem = assert_refused(
        lambda headers: api.post(other, "/redemptions/hand-over", code, headers), 403, "other_merchant"
    )
    assert "街角小店" in problem["detail"]
    for person in (cast.anna, cast.bo, cast.oskar):
        assert_refused(
            lambda headers, person=person: api.post(person, "/redemptions/hand-over", code, headers),
            403,
            "not_merchant",
        )
    assert api.post(cast.wu, "/redemptions/hand-over", code).status_code == 200, "at the desk, anything"


def test_what_was_cancelled_or_not_fetched_in_time_is_not_handed_over(
    cast: Cast, api: Calls, service: ServiceLife, shop: tuple[Merchant, User], rice: Reward
) -> None:
    cancelled, late = _redeem(api, rice, cast.bo), _redeem(api, rice, cast.bo)
    api.post(cast.bo, f"/redemptions/{cancelled['id']}/cancel")
    with service.scope():
        expire_redemption(redemption_id=late["id"], now=service.now + timedelta(days=400))
    for redemption, code in ((cancelled, "code_cancelled"), (late, "code_expired")):
        body = {"code": redemption["code"]}
        assert_refused(lambda headers, body=body: api.post(shop[1], "/redemptions/hand-over", body, headers), 409, code)
    assert api.get(cast.bo, "/api/v1/me/points").json()["balance"] == 100


def test_a_proxys_name_has_its_limits(cast: Cast, api: Calls, rice: Reward) -> None:
    path = f"/redemptions/{_redeem(api, rice, cast.bo)['id']}/proxy"
    assert_refused(lambda headers: api.post(cast.bo, path, {"name": "长" * 500}, headers), 422, "invalid")
    assert api.post(cast.bo, path, {"name": ""}).json()["proxy"] == ""


def test_ones_redemptions_by_state(cast: Cast, api: Calls, rice: Reward) -> None:
    first, second = _redeem(api, rice, cast.bo), _redeem(api, rice, cast.bo)
    api.post(cast.bo, f"/redemptions/{first['id']}/cancel")
    path = "/api/v1/me/redemptions"
    assert [one["id"] for one in api.all_pages(cast.bo, path, {"limit": 1})] == [second["id"], first["id"]]
    listed = api.get(cast.bo, path, {"state": "reserved"})
    assert [(one["id"], one["code"]) for one in listed.json()["items"]] == [(second["id"], second["code"])]
    assert listed["Cache-Control"] == "no-store"
    assert api.get(cast.bea, path).json()["items"] == []
    assert_problem(api.get(cast.bo, path, {"state": "gone"}), 422, "invalid")


def test_the_month_of_a_merchant_is_its_staffs_and_the_workers(
    cast: Cast, api: Calls, shop: tuple[Merchant, User], rice: Reward, service: ServiceLife
) -> None:
    merchant, max_ = shop
    api.post(max_, "/redemptions/hand-over", {"code": _redeem(api, rice, cast.bo)["code"]})
    month = f"{local_day(service.now):%Y-%m}"
    sheet = f"/settlements/{merchant.pk}/{month}.xlsx"
    for person in (max_, cast.wu, cast.ada):
        answer = api.get(person, sheet)
        assert answer["Cache-Control"] == "no-store"
        assert "街角小店" in str(list(load_workbook(BytesIO(answer.content)).active.values))
        assert api.get(person, "/hand-overs").json()["pieces"] == 1
        assert api.get(person, "/settlements").json() == {"items": [], "next": None}
    _other, stranger = service.merchant("修鞋摊")
    for person in (cast.anna, cast.bo, cast.chen, cast.nia, cast.oskar, stranger, make_person("Eve", 321)):
        for path in (sheet, f"/hand-overs?merchant={merchant.pk}"):
            assert_problem(api.get(person, path), 404, "not_found")
        assert api.get(person, "/settlements").json()["items"] == []
    assert api.get(None, sheet).status_code == 401
    for bad in ("2026-13", "1999-01", "nonsense"):
        assert_problem(api.get(max_, "/hand-overs", {"month": bad[:7]}), 422, "invalid")
        assert_problem(api.get(max_, f"/settlements/{merchant.pk}/{bad}.xlsx"), 422, "invalid")


def test_everybody_sees_the_shops_and_staff_which_are_theirs(
    cast: Cast, api: Calls, shop: tuple[Merchant, User]
) -> None:
    for person, mine in ((None, False), (cast.bo, False), (shop[1], True)):
        assert [(one["name"], one["mine"]) for one in api.get(person, "/merchants").json()["items"]] == [
            ("街角小店", mine)
        ]


# --- the community's own desk ----------------------------------------------------------------------------


def test_a_worker_reads_what_she_may_cancel_but_never_its_code(cast: Cast, api: Calls, rice: Reward) -> None:
    redemption = _redeem(api, rice, cast.bo)
    path = f"/redemptions/{redemption['id']}"
    api.post(cast.bo, f"{path}/proxy", {"name": "我妈妈"})
    for staff in (cast.wu, cast.ada, cast.dai):
        seen = api.get(staff, path)
        assert (seen.json()["person"], seen.json()["allowed_actions"]) == ("Bo", ["cancel"])
        assert (seen.json()["code"], seen.json()["qr"], seen.json()["proxy"]) == (None, None, "")
        assert redemption["code"] not in seen.content.decode()
    assert_refused(lambda headers: api.post(cast.wu, f"{path}/proxy", {"name": "我"}, headers), 403, "forbidden")


def test_what_is_fetched_at_the_desk_is_handed_over_there_and_listed(
    cast: Cast, api: Calls, service: ServiceLife, rice: Reward, shop: tuple[Merchant, User]
) -> None:
    lamp = service.reward(name="台灯", price=20)
    at_desk, at_shop = _redeem(api, lamp, cast.bo), _redeem(api, rice, cast.bo)
    waiting = api.get(cast.wu, "/redemptions", {"state": "reserved", "desk": True}).json()["items"]
    assert [(one["id"], one["person"], one["code"]) for one in waiting] == [(at_desk["id"], "Bo", None)]
    assert_refused(
        lambda headers: api.post(shop[1], "/redemptions/hand-over", {"code": at_desk["code"]}, headers),
        403,
        "other_merchant",
    )
    handed = api.post(cast.wu, "/redemptions/hand-over", {"code": at_desk["code"]}).json()
    assert (handed["state"], handed["merchant"]) == ("handed_over", None)
    api.post(shop[1], "/redemptions/hand-over", {"code": at_shop["code"]})
    month = api.get(cast.wu, "/hand-overs", {"merchant": "desk"}).json()
    assert (month["pieces"], month["points"], [one["what"] for one in month["items"]]) == (1, 20, ["台灯"])
    assert [one["by"] for one in month["items"]] == ["Wu"]
    assert [one["id"] for one in api.get(cast.wu, "/redemptions").json()["items"]] == [at_shop["id"], at_desk["id"]]


def test_a_community_without_shops_has_its_desk(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.now = datetime.now(UTC)
    service.give_points(cast.bo, 30)
    made = _redeem(api, service.reward(), cast.bo)
    api.post(cast.wu, "/redemptions/hand-over", {"code": made["code"]})
    assert api.get(cast.wu, "/hand-overs").json()["pieces"] == 1


@pytest.mark.parametrize("who", ["anna", "bo", "chen", "nia", "oskar", "vera", "max"])
def test_the_desks_books_are_its_own_peoples(
    cast: Cast, api: Calls, rice: Reward, shop: tuple[Merchant, User], who: str
) -> None:
    person = shop[1] if who == "max" else getattr(cast, who)
    _redeem(api, rice, cast.bo)
    for path, asked in (("/redemptions", {}), ("/hand-overs", {"merchant": "desk"})):
        assert_problem(api.get(person, path, asked), 404, "not_found")


def test_the_list_of_exchanges_is_paged(cast: Cast, api: Calls, rice: Reward) -> None:
    ids = [_redeem(api, rice, cast.bo)["id"] for _each in range(3)]
    first = api.get(cast.wu, "/redemptions", {"limit": 2}).json()
    rest = api.get(cast.wu, "/redemptions", {"limit": 2, "cursor": first["next"]}).json()
    assert [one["id"] for one in (*first["items"], *rest["items"])] == ids[::-1]
    assert rest["next"] is None
