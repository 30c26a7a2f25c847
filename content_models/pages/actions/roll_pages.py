"""A roll gets a page of its own, so that it can be found among the pages and shared."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from pypinyin import lazy_pinyin
from wagtail.models import Revision

from content_models.areas.actions import touch_board
from content_models.common.errors import Refused
from content_models.honors.models import HonorRoll
from content_models.pages.models import CommunitySite, HonorRollPage
from content_models.pages.models.page import SUMMARY_MAX
from content_models.pages.policy import may_approve_pages, may_edit_pages
from content_models.people.roles import Actor


@transaction.atomic
def make_roll_page(*, roll: HonorRoll, actor: Actor, now: datetime) -> HonorRollPage | None:
    """The page that shows the roll; if it has one, that one. None where the community has no home page yet.

    Where pages need a second reader it waits for one, unless the actor is that reader.

    Raises:
        Refused: the actor does not work for the community.
    """
    if not may_edit_pages(actor, roll.community):
        raise Refused
    known: HonorRollPage | None = HonorRollPage.objects.filter(roll=roll).first()
    if known is not None:
        return known
    # Of two at the same moment the second waits here for the first, and finds its page.
    site: Any = CommunitySite.objects.select_for_update().filter(community=roll.community, root__isnull=False).first()
    if site is None:
        return None
    known = HonorRollPage.objects.filter(roll=roll).first()
    if known is not None:
        return known
    slug = _free_slug(site.root, roll.title)
    page = HonorRollPage(title=roll.title, slug=slug, summary=roll.intro[:SUMMARY_MAX], roll=roll, live=False)
    site.root.add_child(instance=page)
    revision = page.save_revision(user=actor.user, log_action=True)
    Revision.objects.filter(pk=revision.pk).update(created_at=now)
    if not site.needs_approval or may_approve_pages(actor, roll.community):
        revision.publish(user=actor.user, skip_permission_checks=True)
        touch_board(roll.community_id)
    return page


def _free_slug(home: Any, title: str) -> str:
    """The title in letters, as addresses are shared in chats that take no characters."""
    letters = "-".join("".join(filter(str.isalnum, part)) for part in lazy_pinyin(title, errors="default"))
    base = "-".join(filter(None, letters.lower().split("-")))[:60] or "honors"
    taken = set(home.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    choices = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(slug for slug in choices if slug not in taken)
