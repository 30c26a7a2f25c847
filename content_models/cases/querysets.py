"""Finding cases."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, Manager, OuterRef, QuerySet

from content_models.common.search import query_terms, runs


class CaseQuerySet(QuerySet[Any]):
    def on_show(self) -> Self:
        """What anybody may read, in whichever community."""
        return self.filter(shown_order__isnull=False, community__is_active=True)

    def newest_first(self) -> Self:
        return self.order_by("-shown_order")

    def before(self, position: int) -> Self:
        """What comes after this place in the list."""
        return self.filter(shown_order__lt=position)

    def saying(self, text: str, *, before: int | None = None) -> Self:
        """Cases on show whose words contain `text`, anywhere in a sentence, newest first.

        The first pair of characters walks its index in the order of the list; the others and the text itself are
        asked of each row it comes by. So a page of a common word costs what a page of the plain list costs, and a
        rare word has few rows to come by.
        """
        from content_models.cases.models import CaseSearchTerm

        terms = query_terms(text)
        if not terms:
            return self.none()
        first, *others = terms
        if len(first) == 1 or any(len(one) == 1 for one in others):
            return self._saying_single_characters(text, terms, before)
        place = {} if before is None else {"terms__shown_order__lt": before}
        found = self.filter(terms__term=first, **place)
        for term in others:
            found = found.filter(Exists(CaseSearchTerm.objects.filter(term=term, shown_order=OuterRef("shown_order"))))
        for run in runs(text):
            found = found.filter(search_text__contains=run)
        return found.order_by("-terms__shown_order")

    def _saying_single_characters(self, text: str, terms: list[str], before: int | None) -> Self:
        """A single character stands at the beginning of many pairs."""
        from content_models.cases.models import CaseSearchTerm

        found = self
        for term in terms:
            words = CaseSearchTerm.objects.filter(**{"term" if len(term) > 1 else "term__startswith": term})
            found = found.filter(pk__in=words.values("case_id"))
        for run in runs(text):
            found = found.filter(search_text__contains=run)
        if before is not None:
            found = found.filter(shown_order__lt=before)
        return found.order_by("-shown_order")


CaseManager = Manager.from_queryset(CaseQuerySet)
