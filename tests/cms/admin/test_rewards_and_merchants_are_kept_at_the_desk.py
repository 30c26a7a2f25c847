"""Rewards and merchants are kept like posts; what is promised stays; staff are added by phone."""

from __future__ import annotations

import pytest

from content_models.people.roles import Role
from content_models.rewards.models import MerchantStaff, Redemption, Reward
from content_models.rewards.states import RedemptionState
from tests.cms.admin.acting import PUBLISH, messages_of, reward_form
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import CHINESE, nothing_changes

REWARDS, MERCHANTS = "/admin/snippets/rewards/reward/", "/admin/snippets/rewards/merchant/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def service(cast) -> ServiceLife:
    return ServiceLife(cast)


def on_phones(cast) -> list[str]:
    answer = cast.client(cast.bo).get("/api/v1/communities/pine/rewards")
    return [reward["name"] for reward in answer.json()["items"]]


def add(wu, name: str, **changes: str) -> Reward:
    answer = wu.post(f"{REWARDS}add/", reward_form(name, **changes) | PUBLISH)
    assert answer.status_code == 302, answer.context["form"].errors
    return Reward.objects.get(name=name)


def test_a_new_reward_is_on_phones_and_comes_last(wu, cast):
    add(wu, "大米")
    reward = add(wu, "食用油")
    assert reward.community == cast.pine.community
    assert on_phones(cast) == ["大米", "食用油"]


def test_a_draft_is_not_on_phones(wu, cast):
    wu.post(f"{REWARDS}add/", reward_form("还没定"))
    assert on_phones(cast) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("price", "0"), ("price", "-1"), ("price", ""), ("stock", "-1"), ("limit_per_person", "0"), ("pick_up_days", "0")],
)
def test_what_does_not_fit_is_said_beside_the_field(wu, field, value):
    with nothing_changes():
        answer = wu.post(f"{REWARDS}add/", reward_form(**{field: value}) | PUBLISH)
    assert list(answer.context["form"].errors) == [field]


def test_a_window_that_ends_before_it_begins_is_refused(wu):
    with nothing_changes():
        answer = wu.post(f"{REWARDS}add/", reward_form(opens_on="2026-12-31", closes_on="2026-12-01") | PUBLISH)
    assert answer.context["form"].errors["closes_on"]


def test_the_stock_never_falls_below_what_is_promised(wu, cast, service):
    reward = add(wu, "大米", stock="5")
    service.give_points(cast.bo, 100)
    service.redeem(reward)
    service.redeem(reward)
    with nothing_changes():
        answer = wu.post(f"{REWARDS}edit/{reward.pk}/", reward_form("大米", stock="1") | PUBLISH)
    (words,) = answer.context["form"].errors["stock"]
    assert "2" in words
    assert CHINESE.search(words) or "reserved" in words
    assert wu.post(f"{REWARDS}edit/{reward.pk}/", reward_form("大米", stock="2") | PUBLISH).status_code == 302
    assert (service.taken(reward), Reward.objects.get(pk=reward.pk).stock) == (2, 2)


def test_editing_moves_nothing_that_was_taken(wu, cast, service):
    """The form was open while somebody exchanged: saving it does not put the piece back."""
    reward = add(wu, "大米", stock="5")
    service.give_points(cast.bo, 30)
    service.redeem(reward)
    wu.post(f"{REWARDS}edit/{reward.pk}/", reward_form("大米（新米）", stock="5") | PUBLISH)
    assert service.taken(reward) == 1


def test_removing_one_says_what_can_still_be_fetched(wu, cast, service):
    reward = add(wu, "大米")
    service.give_points(cast.bo, 30)
    service.redeem(reward)
    asked = wu.get(f"{REWARDS}delete/{reward.pk}/")
    assert asked.context["stays"]
    wu.post(f"{REWARDS}delete/{reward.pk}/")
    assert on_phones(cast) == []
    wu.post(f"{REWARDS}bring-back/{reward.pk}/")
    assert on_phones(cast) == ["大米"]


def test_an_exchange_is_called_off_with_a_reason_and_everything_returns(wu, cast, service):
    reward = add(wu, "大米")
    service.give_points(cast.bo, 30)
    redemption = service.redeem(reward)
    with nothing_changes():
        wu.post(f"/admin/redemptions/{redemption.pk}/cancel/", {"text": ""})
    wu.post(f"/admin/redemptions/{redemption.pk}/cancel/", {"text": "米受潮了"})
    state = Redemption.objects.get(pk=redemption.pk).state
    assert (state, service.balance(cast.bo), service.taken(reward)) == (RedemptionState.CANCELLED, 30, 0)


def test_codes_are_shown_to_nobody_at_the_desk(wu, cast, service):
    from content_models.rewards.codes import digits_of, qr_text

    reward = add(wu, "大米")
    service.give_points(cast.bo, 30)
    redemption = service.redeem(reward)
    page = wu.get(f"/admin/redemptions/inspect/{redemption.pk}/").content.decode()
    listed = wu.get("/admin/redemptions/").content.decode()
    for secret in (digits_of(redemption), redemption.number, qr_text(redemption)):
        assert secret not in page
        assert secret not in listed


def test_transfers_are_only_looked_at(wu, owner, cast, service):
    transfer_id = service.give_points(cast.bo, 30)
    page = wu.get(f"/admin/transfers/inspect/{transfer_id}/")
    assert page.context["offers"] == []
    for client in (wu, owner):
        for verb in ("edit", "delete"):
            assert client.get(f"/admin/transfers/{verb}/{transfer_id}/").status_code == 404
            assert client.post(f"/admin/transfers/{transfer_id}/{verb}/").status_code == 404
        assert client.get("/admin/transfers/create/").status_code == 404


# --- who works for a merchant -------------------------------------------------------------------


@pytest.fixture
def shop(wu, cast):
    assert wu.post(f"{MERCHANTS}add/", {"name": "福来小超市", "place": "东门", "opening_hours": ""} | PUBLISH)
    from content_models.rewards.models import Merchant

    return Merchant.objects.get()


def test_an_administrator_adds_staff_by_phone(ada, cast, shop):
    answer = ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": "199 0000 0001"}, follow=True)
    staff = MerchantStaff.objects.get()
    assert (staff.merchant, staff.person) == (shop, cast.anna)
    assert Role.MERCHANT in {grant.role for grant in actor(cast.anna).grants}
    assert "Anna" in messages_of(answer)[0]
    page = ada.get(f"/admin/merchants/{shop.pk}/staff/").content.decode()
    assert cast.anna.phone not in page
    assert cast.anna.phone.removeprefix("+86") not in page


@pytest.mark.parametrize("phone", ["12", "", "13800000000"])
def test_a_number_that_nobody_has_is_refused_in_words(ada, shop, phone):
    with nothing_changes():
        answer = ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": phone})
    assert list(answer.context["form"].errors) == ["phone"]


def test_nobody_goes_through_numbers(ada, cast, shop):
    for number in range(20):
        ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": f"138000000{number:02}"})
    with nothing_changes():
        ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": "19900000001"})


def test_twice_is_once(ada, cast, shop):
    for _each in range(2):
        answer = ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": "19900000001"}, follow=True)
    assert MerchantStaff.objects.count() == 1
    assert len(messages_of(answer)) == 1


def test_a_worker_sees_who_works_there_and_adds_nobody(wu, ada, cast, shop):
    ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": "19900000001"})
    staff = MerchantStaff.objects.get()
    with nothing_changes():
        page = wu.get(f"/admin/merchants/{shop.pk}/staff/").content.decode()
        wu.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": "19900000002"})
        wu.post(f"/admin/merchants/{shop.pk}/staff/{staff.pk}/end/")
    assert "Anna" in page
    assert 'name="phone"' not in page


def test_who_works_there_no_more_loses_the_role(ada, cast, shop):
    ada.post(f"/admin/merchants/{shop.pk}/staff/", {"phone": "19900000001"})
    staff = MerchantStaff.objects.get()
    ada.post(f"/admin/merchants/{shop.pk}/staff/{staff.pk}/end/")
    staff.refresh_from_db()
    assert staff.ended_at is not None
    assert Role.MERCHANT not in {grant.role for grant in actor(cast.anna).grants}
