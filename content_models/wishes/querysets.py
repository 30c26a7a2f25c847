"""Finding wishes and claims."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Manager, Q, QuerySet

from content_models.common.search import query_terms, runs
from content_models.wishes.states import CLOSED_STATES, PUBLIC_STATES, SEATED

if TYPE_CHECKING:
    pass


class CategoryQuerySet(QuerySet[Any]):
    def on_show(self) -> Self:
        return self.filter(live=True, retired_at__isnull=True).order_by("sort_order", "id")


class WishQuerySet(QuerySet[Any]):
    def public(self) -> Self:
        """What anybody may see."""
        return self.filter(state__in=sorted(PUBLIC_STATES))

    def posted_by(self, person_id: UUID) -> Self:
        return self.filter(Q(author_id=person_id) | Q(entered_by_id=person_id))

    def helped_by(self, person_id: UUID) -> Self:
        from content_models.wishes.models import Claim

        return self.filter(pk__in=Claim.objects.filter(helper_id=person_id, state__in=sorted(SEATED)).values("wish_id"))

    def waiting_for_review(self) -> Self:
        return self.filter(state="pending")

    def under(self, area_paths: list[str]) -> Self:
        """Wishes at or below any of the area paths."""
        covered = Q(pk__in=[])
        for path in area_paths:
            covered |= Q(area__path__startswith=path)
        return self.filter(covered)

    def past_their_last_day(self, *, today: date) -> Self:
        """On the board although the last day is over."""
        return self.filter(state="open", deadline__lt=today)

    def saying(self, text: str) -> Self:
        """Wishes whose words contain `text`, anywhere in a sentence (content_models/common/search.py).

        Every pair of characters narrows by index; the kept text decides, so that 修灯 does not find 修…灯.
        """
        from content_models.wishes.models import WishSearchTerm

        found = self
        for term in query_terms(text):
            terms = (
                WishSearchTerm.objects.filter(term=term)
                if len(term) > 1
                else WishSearchTerm.objects.filter(term__startswith=term)
            )
            found = found.filter(pk__in=terms.values("wish_id"))
        for run in runs(text):
            found = found.filter(search_text__contains=run)
        return found if runs(text) else self.none()


class ClaimQuerySet(QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(state="active")

    def seated(self) -> Self:
        return self.filter(state__in=sorted(SEATED))

    def silent_since(self, moment: datetime) -> Self:
        return self.active().filter(last_sign_at__lt=moment)

    def to_remind(self, moment: datetime) -> Self:
        """Silent since `moment` and not yet reminded of it."""
        return self.silent_since(moment).filter(reminded_at__isnull=True)


class ContactQuerySet(QuerySet[Any]):
    def due_for_erasure(self, *, now: datetime) -> Self:
        return self.filter(erase_after__lt=now, erased_at__isnull=True, wish__state__in=sorted(CLOSED_STATES))


CategoryManager = Manager.from_queryset(CategoryQuerySet)
WishManager = Manager.from_queryset(WishQuerySet)
ClaimManager = Manager.from_queryset(ClaimQuerySet)
ContactManager = Manager.from_queryset(ContactQuerySet)
