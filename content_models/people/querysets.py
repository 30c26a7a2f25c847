"""Finding people and their roles."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.auth.models import UserManager
from django.db.models import Manager, Q, QuerySet

from content_models.common.compiled import CompiledQuery
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
        person_id = self.model._meta.pk.to_python(pk)
        rows = _person_with_memberships(self.model).rows(person=person_id)
        if not rows:
            return None
        columns = [field.attname for field in self.model._meta.concrete_fields]
        user = self.model.from_db(self.db, columns, rows[0][: len(columns)])
        grants = [
            Grant(Role(role), area_path, community_id, area_id)
            for role, state, starts_on, ends_on, community_id, area_id, area_path in (
                row[len(columns) :] for row in rows
            )
            if state == "active" and (starts_on is None or starts_on <= today) and (ends_on is None or today <= ends_on)
        ]
        if user.is_superuser:
            # The installation's owner stands above every district.
            grants.append(Grant(Role.DISTRICT_ADMIN, "", None))
        return Actor(user=user, grants=tuple(grants))


_ONE = UUID(int=1)


@lru_cache(maxsize=1)
def _person_with_memberships(model: type[User]) -> CompiledQuery:
    """Every call of who is signed in asks this: compiled once."""
    memberships = ("role", "state", "starts_on", "ends_on", "community_id", "area_id", "area__path")
    columns = [field.attname for field in model._meta.concrete_fields]
    people = model._base_manager.filter(pk=_ONE).order_by()
    return CompiledQuery(
        people.values_list(*columns, *(f"memberships__{column}" for column in memberships)), person=_ONE
    )


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

    def over(self, *, today: date) -> Self:
        """In force on paper, although their own last day has passed; one with a source ends with that."""
        return self.filter(state="active", ends_on__lt=today, source_id__isnull=True)


class InvitationQuerySet(QuerySet[Any]):
    def open(self, *, now: datetime) -> Self:
        return self.filter(state="open", expires_at__gt=now)


class RegistrationQuerySet(QuerySet[Any]):
    def living(self) -> Self:
        return self.filter(ended_at__isnull=True)


class NoticeQuerySet(QuerySet[Any]):
    def of(self, user_id: UUID) -> Self:
        return self.filter(user_id=user_id)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


MembershipManager = Manager.from_queryset(MembershipQuerySet)
InvitationManager = Manager.from_queryset(InvitationQuerySet)
RegistrationManager = Manager.from_queryset(RegistrationQuerySet)
