"""The community's posts. Who holds them is not said."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from cms.heads.head import Head
from content_models.areas.models import Community
from content_models.posts.models import PostSet, PostType

LISTED = 30


def all_posts(community: Community) -> Head:
    post_set = PostSet.objects.filter(live=True).first()
    posts = list(PostType.objects.on_show().values_list("pk", "name")[:LISTED])
    path = f"/c/{community.slug}/posts"
    names = "、".join(name for _pk, name in posts)
    intro = post_set.intro if post_set else ""
    return Head(
        path=path,
        title=post_set.title if post_set and post_set.title else _("Posts to take"),
        description=intro or names or _("The posts that neighbours hold here."),
        kind="website",
        links=tuple((f"{path}/{pk}", name) for pk, name in posts),
    )


def one_post(community: Community, post_id: UUID) -> Head | None:
    post = PostType.objects.on_show().filter(pk=post_id).first()
    if post is None:
        return None
    lines = [line.strip() for line in post.duties.splitlines() if line.strip()]
    return Head(
        path=f"/c/{community.slug}/posts/{post.pk}",
        title=post.name,
        description=_("%(wanted)d neighbours wanted. %(duties)s") % {"wanted": post.wanted, "duties": " ".join(lines)},
        words=tuple(lines),
    )
