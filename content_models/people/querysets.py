"""Finding people and their roles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.auth.models import UserManager
from django.db.models import F, Manager, Q, QuerySet

from content_models.people.phones import phone_hash
from content_models.people.roles import Actor, Grant, Role

if TYPE_CHECKING:
    from content_models.people.models import User


class PersonManager(UserManager["User"]):
    def by_phone(self, phone: str) -> User | None:
        """The account with this normalised (E.164) phone."""
        return self.filter(phone_hash=phone_hash(phone)).first()

    def with_grants(self, pk: Any, *, today: date) -> Actor | None:
        """A person and all roles in force today, in one query (the board can afford four).

        A LEFT JOIN gives the person once per membership, or once with empty grants.
        """
        rows = list(
            self.filter(pk=pk).annotate(
                grant_role=F("memberships__role"),
                grant_state=F("memberships__state"),
                grant_starts_on=F("memberships__starts_on"),
                grant_ends_on=F("memberships__ends_on"),
                grant_community_id=F("memberships__community_id"),
                grant_area_id=F("memberships__area_id"),
                grant_area_path=F("memberships__area__path"),
            )
        )
        if not rows:
            return None
        user = rows[0]
        grants = [
            Grant(Role(row.grant_role), row.grant_area_path, row.grant_community_id, row.grant_area_id)
            for row in rows
            if row.grant_state == "active"
            and (row.grant_starts_on is None or row.grant_starts_on <= today)
            and (row.grant_ends_on is None or today <= row.grant_ends_on)
        ]
        if user.is_superuser:
            # The installation's owner stands above every district.
            grants.append(Grant(Role.DISTRICT_ADMIN, "", None))
        return Actor(user=user, grants=tuple(grants))


class MembershipQuerySet(QuerySet[Any]):
    def in_force(self, *, today: date) -> Self:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=today),
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
            state="active",
        )

    def living(self) -> Self:
        """Waiting or in force."""
        return self.filter(state__in=["pending", "active"])

    def waiting(self) -> Self:
        return self.filter(state="pending")


class RegistrationQuerySet(QuerySet[Any]):
    def living(self) -> Self:
        return self.filter(ended_at__isnull=True)


class NoticeQuerySet(QuerySet[Any]):
    def of(self, user_id: UUID) -> Self:
        return self.filter(user_id=user_id)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


MembershipManager = Manager.from_queryset(MembershipQuerySet)
RegistrationManager = Manager.from_queryset(RegistrationQuerySet)
