"""The groups behind the staff roles: made after migrate, repeated without change, no more than needed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from cms.admin.groups import RIGHTS, sync_groups
from content_models.people.roles import STAFF_ROLES

pytestmark = pytest.mark.django_db


def rights_of(name: str) -> set[str]:
    permissions = Group.objects.get(name=f"linli {name}").permissions.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in permissions}


def test_every_staff_role_has_a_group():
    assert set(RIGHTS) == STAFF_ROLES
    for role in RIGHTS:
        assert "wagtailadmin.access_admin" in rights_of(role)


def test_every_right_that_is_named_exists():
    for role, rights in RIGHTS.items():
        assert len(rights_of(role)) == 1 + sum(len(verbs) for verbs in rights.values())


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_nobody_may_delete_or_manage_accounts(role):
    assert not [right for right in rights_of(role) if ".delete_" in right or right.endswith("_user")]


def test_a_worker_publishes_posts_and_only_looks_at_wishes():
    worker = rights_of("worker")
    assert "posts.publish_posttype" in worker
    assert {right for right in worker if right.endswith("_wish")} == {"wishes.view_wish"}
    assert "areas.change_community" not in worker


def test_repeating_it_changes_nothing_and_takes_back_what_was_added_by_hand():
    from django.contrib.auth.models import Permission

    before = rights_of("worker")
    Group.objects.get(name="linli worker").permissions.add(Permission.objects.get(codename="delete_wish"))
    sync_groups()
    sync_groups()
    assert rights_of("worker") == before
    assert Group.objects.filter(name__startswith="linli ").count() == len(STAFF_ROLES)
