"""Registering things in the admin must not slow the phones down."""

from __future__ import annotations

import pytest
from wagtail.models import ReferenceIndex

from content_models.areas.models import Area, Community
from content_models.people.models import Membership
from content_models.posts.models import Appointment, PostType
from content_models.wishes.models import Claim, Wish, WishCategory


@pytest.mark.parametrize("model", [Wish, Claim, Appointment, Membership, PostType, WishCategory, Area, Community])
def test_saving_queues_no_task_for_wagtails_index_of_references(model):
    assert model not in ReferenceIndex.tracked_models
    assert model not in ReferenceIndex.indexed_models
