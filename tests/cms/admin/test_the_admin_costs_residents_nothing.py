"""Registering things in the admin must not slow the phones down."""

from __future__ import annotations

import pytest
from wagtail.models import ReferenceIndex

from content_models.areas.models import Area, Community
from content_models.hours.models import Activity, ServiceRecord
from content_models.ledger.models import Transfer
from content_models.people.models import Membership
from content_models.posts.models import Appointment, PostType
from content_models.rewards.models import Merchant, Redemption, Reward
from content_models.wishes.models import Claim, Wish, WishCategory

KEPT = [Wish, Claim, Appointment, Membership, PostType, WishCategory, Area, Community]
KEPT += [ServiceRecord, Activity, Transfer, Redemption, Reward, Merchant]


@pytest.mark.parametrize("model", KEPT)
def test_saving_queues_no_task_for_wagtails_index_of_references(model):
    assert model not in ReferenceIndex.tracked_models
    assert model not in ReferenceIndex.indexed_models
