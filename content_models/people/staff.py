"""Which roles open the Wagtail admin: they carry a Django group of the same name (rights in cms/admin/groups.py)."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django_scopes import scopes_disabled

from content_models.people.models import Membership, MembershipState, User
from content_models.people.roles import STAFF_ROLES, Role


def group_of(role: Role) -> Group:
    group, _made = Group.objects.get_or_create(name=f"linli {role.value}")
    return group


def open_admin(user: User, role: Role) -> None:
    """Let a person with a staff role into the admin."""
    if role in STAFF_ROLES:
        user.groups.add(group_of(role))


def close_admin(user: User) -> None:
    """Take the groups of staff roles that the person holds nowhere any more."""
    with scopes_disabled():  # a worker of two communities keeps the admin for the other one
        held = set(Membership.objects.filter(user=user, state=MembershipState.ACTIVE).values_list("role", flat=True))
    for role in STAFF_ROLES:
        if role.value not in held:
            user.groups.remove(group_of(role))
