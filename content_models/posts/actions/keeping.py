"""Keeping the set of posts: off the show and back again, never deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.common.errors import Conflict
from content_models.common.ordering import free_place
from content_models.people.models import User
from content_models.posts.actions.versions import keep_version
from content_models.posts.models import PostType


@transaction.atomic
def retire_post(*, post: PostType, by: User, now: datetime) -> None:
    """Take a post out of the set. Its holders and its history stay; it is only not on show any more."""
    post.retired_at = now
    post.save(update_fields=["retired_at"])
    keep_version(community_id=post.community_id, by=by, now=now)
    touch_board(post.community_id)
    log(post, "linli.post.retired", user=by)


@transaction.atomic
def bring_post_back(*, post: PostType, by: User, now: datetime) -> None:
    """Put a removed post back to its place in the set, or to the end if that was taken while it was away.

    Raises:
        Conflict: another post has taken its name meanwhile.
    """
    others = PostType.objects.filter(community_id=post.community_id, retired_at=None)
    post.sort_order = free_place(others, wanted=post.sort_order)
    post.retired_at = None
    try:
        with transaction.atomic():
            post.save(update_fields=["retired_at", "sort_order"])
    except IntegrityError as error:
        raise Conflict(_("There is already a post of this name.")) from error
    keep_version(community_id=post.community_id, by=by, now=now)
    touch_board(post.community_id)
    log(post, "linli.post.brought_back", user=by)
