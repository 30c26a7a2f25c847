"""Who hands over for a shop: said by an administrator, carried by a role, and only in that community."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.common.errors import Conflict, Missing
from content_models.people.actions import end_membership
from content_models.people.models import Membership, User
from content_models.people.roles import Role
from content_models.rewards import actions
from content_models.rewards.models import Merchant, MerchantStaff
from content_models.rewards.policy import staff_of
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def _staff(shop: Merchant, person: User) -> MerchantStaff:
    staff: MerchantStaff = MerchantStaff.objects.get(merchant=shop, person=person, ended_at__isnull=True)
    return staff


def test_only_administrators_say_who_works_there(life: ServiceLife) -> None:
    shop, max_ = life.merchant()
    with life.scope():
        for person in (life.cast.wu, life.cast.chen, life.cast.bo, life.cast.oskar, max_):
            with nothing_changes(), pytest.raises(Missing):
                actions.add_merchant_staff(merchant=shop, person=life.cast.bea, actor=actor(person), now=life.now)
            with nothing_changes(), pytest.raises(Missing):
                actions.end_merchant_staff(staff=_staff(shop, max_), actor=actor(person), now=life.now)


def test_nobody_is_staff_twice_and_ends_twice(life: ServiceLife) -> None:
    shop, max_ = life.merchant()
    ada = actor(life.cast.ada)
    with life.scope():
        with nothing_changes(), pytest.raises(actions.AlreadyStaff):
            actions.add_merchant_staff(merchant=shop, person=max_, actor=ada, now=life.now)
        staff = _staff(shop, max_)
        actions.end_merchant_staff(staff=staff, actor=ada, now=life.now)
        with nothing_changes(), pytest.raises(Conflict):
            actions.end_merchant_staff(staff=staff, actor=ada, now=life.now)
        actions.add_merchant_staff(merchant=shop, person=max_, actor=ada, now=life.now)
        assert staff_of(actor(max_)) == {shop.pk}


def test_who_leaves_one_of_two_shops_stays_in_the_other(life: ServiceLife) -> None:
    """The role came with the first shop; it rests on the second from now on, and ends with it."""
    first, max_ = life.merchant()
    second, _other = life.merchant("隔壁文具")
    ada = actor(life.cast.ada)
    with life.scope():
        actions.add_merchant_staff(merchant=second, person=max_, actor=ada, now=life.now)
        actions.end_merchant_staff(staff=_staff(first, max_), actor=ada, now=life.now)
        assert staff_of(actor(max_)) == {second.pk}
        actions.end_merchant_staff(staff=_staff(second, max_), actor=ada, now=life.now)
        assert staff_of(actor(max_)) == set()
        assert not Membership.objects.filter(user=max_, role=Role.MERCHANT, state="active").exists()


def test_without_the_role_of_this_community_one_stands_behind_no_counter(life: ServiceLife) -> None:
    """The role was ended here by hand; the one held next door does not open this shop."""
    _shop, max_ = life.merchant()
    oak = ServiceLife(life.cast, life.cast.oak)
    with oak.scope():
        theirs = Merchant.objects.create(community=oak.community, name="橡树书店")
        actions.add_merchant_staff(merchant=theirs, person=max_, actor=actor(life.cast.dai), now=life.now)
    with life.scope():
        role = Membership.objects.select_related("area", "community").get(user=max_, community=life.community)
        end_membership(membership=role, actor=actor(life.cast.ada), reason="换人了", now=life.now)
        assert staff_of(actor(max_)) == set()
        with nothing_changes(), pytest.raises(actions.NotMerchant):
            actions.look_up(code="0" * 12, actor=actor(max_), community=life.community, now=life.now)
    with scope(community=oak.community):
        assert staff_of(actor(max_)) == {theirs.pk}
