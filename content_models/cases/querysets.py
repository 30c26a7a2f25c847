"""Finding cases."""

from __future__ import annotations

from typing import Any, Self

from django.db import connection
from django.db.models import Manager, QuerySet

from content_models.common.search import query_terms, runs

_COUNTED = 300


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
        """Cases on show whose words contain `text`, anywhere in a sentence, newest first. Two queries at most.

        The rarest pair of characters walks its index in the order of the list, and the text itself is asked of each
        row it comes by. So a page of a common word costs what a page of the plain list costs, and a rare word has few
        rows to come by. (Asking for the other pairs as well made PostgreSQL join whole indexes first.)
        """
        terms = query_terms(text)
        if not terms:
            return self.none()
        if any(len(one) == 1 for one in terms):
            return self._saying_single_characters(text, terms, before)
        place = {} if before is None else {"terms__shown_order__lt": before}
        found = self.filter(terms__term=_rarest(terms), **place)
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


def _rarest(terms: list[str]) -> str:
    """The one that the fewest cases have, as far as it is worth counting; one query, none for a single pair."""
    from content_models.cases.models import CaseSearchTerm

    if len(terms) == 1:
        return terms[0]
    table = connection.ops.quote_name(CaseSearchTerm._meta.db_table)
    one = f"(SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE term = %s LIMIT {_COUNTED}) counted)"  # noqa: S608 - table and number are ours
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(terms))}", terms)
        counts = cursor.fetchone()
    return min(zip(counts, terms, strict=True))[1]


CaseManager = Manager.from_queryset(CaseQuerySet)
