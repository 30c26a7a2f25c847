"""由心愿起草案例: from one wish, from it and those like it, or from the ticked ones of the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.registers import Verb
from content_models.areas.models import Community
from content_models.cases.actions import draft_case, like_wishes
from content_models.cases.models import CaseSource
from content_models.cases.policy import may_draft_cases
from content_models.people.roles import Actor
from content_models.wishes.models import Wish
from content_models.wishes.states import WishState

DRAFT, DRAFT_LIKE = "case", "likecase"
DRAFTED = gettext_lazy("Here is the draft. Fill in what to do, then ask the people it tells of.")
CASE_VERBS = {
    DRAFT: Verb(gettext_lazy("Draft a case"), DRAFTED),
    DRAFT_LIKE: Verb(gettext_lazy("Draft one of this and those like it"), DRAFTED),
}


def case_verbs(wish: Wish, actor: Actor) -> list[str]:
    """`wish.community` must be loaded, with its area at hand for the policy."""
    if not may_draft(wish, actor):
        return []
    if CaseSource.objects.filter(wish=wish).exists():
        return [DRAFT]
    return [DRAFT, DRAFT_LIKE] if like_wishes(wish=wish, limit=1) else [DRAFT]


def may_draft(wish: Wish, actor: Actor) -> bool:
    return wish.state == WishState.CONFIRMED and may_draft_cases(actor, wish.community)


def draft_of(verb: str, wishes: Sequence[Wish], *, actor: Actor, now: datetime) -> None:
    ids = [wish.pk for wish in wishes]
    if verb == DRAFT_LIKE:
        ids += [one.pk for one in like_wishes(wish=wishes[0])]
    community = Community.objects.select_related("area").get(pk=wishes[0].community_id)
    draft_case(wish_ids=ids, community=community, actor=actor, now=now)


def address_of_draft(wishes: Sequence[Wish]) -> str | None:
    """Where the case of these wishes is written; None while there is none."""
    source = CaseSource.objects.filter(wish__in=list(wishes)).select_related("case").first()
    return reverse("wagtailadmin_pages:edit", args=(source.case.page_id,)) if source is not None else None


def like_section(wish: Wish, actor: Actor) -> list[dict[str, Any]]:
    """Wishes like this one that came true, for the page of a wish that could become a case."""
    if not may_draft(wish, actor):
        return []
    rows = [
        {
            "url": reverse("wishes_modeladmin_inspect", args=(one.pk,)),
            "title": one.title,
            "tag": "",
            "text": f"{one.category.name} · {one.estate.name}",
        }
        for one in like_wishes(wish=wish)
    ]
    if not rows:
        return []
    return [{"title": _("Wishes like it that came true"), "rows": rows, "empty": ""}]
