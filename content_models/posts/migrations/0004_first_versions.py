"""Sets that are there get their first version, so that the first change can be undone; then the walls go up."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from content_models.posts.triggers import OWN_VERSIONS, TEMPLATE_VERSIONS

FIELDS = ("name", "icon", "duties", "wanted", "points_weight")


def keep_first_versions(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    posts = apps.get_model("posts", "PostType")._base_manager.using(using)
    sets = apps.get_model("posts", "PostSet")._base_manager.using(using)
    versions = apps.get_model("posts", "PostSetVersion")._base_manager.using(using)
    now = timezone.now()
    shown = posts.filter(retired_at__isnull=True)
    for community_id in shown.order_by().values_list("community_id", flat=True).distinct():
        post_set = sets.filter(community_id=community_id).first()
        content = {
            "values": {
                "title": post_set.title if post_set else "",
                "intro": _lines(post_set.intro) if post_set else "",
            },
            "posts": [
                _kept(post) for post in shown.filter(community_id=community_id).order_by("sort_order", "id")
            ],
        }
        versions.create(community_id=community_id, number=1, content=content, deed="began", words={}, made_at=now)


def _kept(post: Any) -> dict[str, Any]:
    values = {name: getattr(post, name) for name in FIELDS}
    values["duties"] = _lines(post.duties)
    values["form"] = [dict(block) for block in post.form.get_prep_value()]
    return {"key": str(post.pk), "live": post.live, "values": values, "origin": None}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


class Migration(migrations.Migration):
    dependencies = [("posts", "0003_templates")]

    operations = [
        migrations.RunPython(keep_first_versions, migrations.RunPython.noop),
        migrations.RunPython(TEMPLATE_VERSIONS.put_up, TEMPLATE_VERSIONS.take_down),
        migrations.RunPython(OWN_VERSIONS.put_up, OWN_VERSIONS.take_down),
    ]
