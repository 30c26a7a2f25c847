"""Who a person is in a place, and what that covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from content_models.people.models import User


class Role(models.TextChoices):
    """Roles are held at an area and cover the areas below it. A visitor holds none."""

    RESIDENT = "resident", _("Resident")
    VOLUNTEER = "volunteer", _("Volunteer")
    CHIEF = "chief", _("Chief")
    WORKER = "worker", _("Community worker")
    COMMUNITY_ADMIN = "community_admin", _("Community administrator")
    DISTRICT_ADMIN = "district_admin", _("District administrator")
    MERCHANT = "merchant", _("Merchant staff")
    UNIT_LIAISON = "unit_liaison", _("Unit liaison")


STAFF_ROLES = frozenset({Role.WORKER, Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN})
REVIEWER_ROLES = STAFF_ROLES | {Role.CHIEF}
# Post holders and volunteers have one identity (身份互通); chiefs and workers lend a hand too.
HELPER_ROLES = frozenset({Role.VOLUNTEER, Role.CHIEF, Role.WORKER})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that is in force: at an area (by its path) and, below the street, in a community."""

    role: Role
    area_path: str
    community_id: UUID | None
    area_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a call, with the roles in force at that moment. A visitor has no user and no grants."""

    user: User | None
    grants: tuple[Grant, ...] = ()

    @classmethod
    def visitor(cls) -> Actor:
        return cls(user=None)

    @property
    def is_visitor(self) -> bool:
        return self.user is None

    @property
    def id(self) -> UUID | None:
        return self.user.pk if self.user is not None else None

    def holds(self, *roles: Role, at: str) -> bool:
        """Does the person hold one of `roles` at the area with path `at`, or at one that covers it?"""
        return any(grant.role in roles and at.startswith(grant.area_path) for grant in self.grants)

    def holds_below(self, *roles: Role, at: str) -> bool:
        """Does the person hold one of `roles` anywhere at or below the area with path `at`?"""
        return any(grant.role in roles and grant.area_path.startswith(at) for grant in self.grants)

    def is_of(self, community_id: UUID) -> bool:
        """Has the person any role in this very community?"""
        return any(grant.community_id == community_id for grant in self.grants)

    def paths_of(self, *roles: Role) -> list[str]:
        """The area paths at which the person holds one of `roles`."""
        return sorted({grant.area_path for grant in self.grants if grant.role in roles})
