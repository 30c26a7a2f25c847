"""Keeping the categories of a community: off the show and back again, never deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.common.errors import Conflict
from content_models.common.ordering import free_place
from content_models.people.models import User
from content_models.wishes.models import WishCategory


@transaction.atomic
def retire_category(*, category: WishCategory, by: User, now: datetime) -> None:
    """Take a category off the show. Its wishes keep it; new ones can't choose it."""
    category.retired_at = now
    category.save(update_fields=["retired_at"])
    log(category, "linli.category.retired", user=by)
    touch_board(category.community_id)


@transaction.atomic
def bring_category_back(*, category: WishCategory, by: User) -> None:
    """Show a removed category again, at its place or, if that was taken meanwhile, as the last.

    Raises:
        Conflict: another category has taken its name meanwhile.
    """
    others = WishCategory.objects.filter(community_id=category.community_id, retired_at=None)
    category.sort_order = free_place(others, wanted=category.sort_order)
    category.retired_at = None
    try:
        with transaction.atomic():
            category.save(update_fields=["retired_at", "sort_order"])
    except IntegrityError as error:
        raise Conflict(_("There is already a category of this name.")) from error
    log(category, "linli.category.brought_back", user=by)
    touch_board(category.community_id)
