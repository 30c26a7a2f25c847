"""Wishes that were confirmed before figures were kept are counted; see hours/0005."""

from typing import Any

from django.db import migrations
from django.db.models import Count
from django.db.models.functions import TruncMonth

from content_models.common.months import Month

BATCH = 2_000


def count_claims(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    claims = apps.get_model("wishes", "Claim")._base_manager.using(using)
    figures = apps.get_model("wishes", "HelpedMonth")
    counted = claims.filter(
        state__in=["active", "fulfilled"],
        helper__isnull=False,
        wish__state="confirmed",
        wish__closed_at__isnull=False,
    )
    for community_id in counted.order_by().values_list("community_id", flat=True).distinct():
        rows = counted.filter(community_id=community_id).order_by()
        rows = rows.values_list(TruncMonth("wish__closed_at"), "helper_id", "wish__area_id")
        figures._base_manager.using(using).bulk_create(
            (
                figures(
                    community_id=community_id,
                    month=Month.of(month).first_day,
                    person_id=helper_id,
                    area_id=area_id,
                    wishes=number,
                )
                for month, helper_id, area_id, number in rows.annotate(Count("pk"))
            ),
            batch_size=BATCH,
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("wishes", "0003_kept_figures"),
    ]

    operations = [
        migrations.RunPython(count_claims, migrations.RunPython.noop),
    ]
