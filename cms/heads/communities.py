"""A community's home, and what stands for every address below it that has nothing of its own to say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.heads.head import Head
from content_models.areas.models import Community


def home(community: Community) -> Head:
    base = f"/c/{community.slug}"
    description = community.intro or _(
        "Small wishes, posts and service hours of %(community)s: neighbours help each other."
    ) % {"community": community.name}
    return Head(
        path=base,
        title=community.name,
        description=description,
        kind="website",
        words=tuple(line.strip() for line in description.splitlines() if line.strip()),
        links=(
            (f"{base}/pages", _("What is new here")),
            (f"{base}/wishes", _("Wishes of neighbours")),
            (f"{base}/posts", _("Posts to take")),
            (f"{base}/honors", _("Honor rolls")),
            (f"{base}/exchange", _("What points can be exchanged for")),
        ),
        facts={"@type": "Organization"},
    )
