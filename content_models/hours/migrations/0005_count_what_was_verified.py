"""What was verified before figures were kept is counted, community by community.

Only adds to a table of its own, so it may run while the release before this one still verifies. What that verifies
after its community was counted is put right by the job `honors.compare_figures`, whose first turn is at the start.
"""

from typing import Any

from django.db import migrations
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from content_models.common.months import Month

BATCH = 2_000


def count_records(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    records = apps.get_model("hours", "ServiceRecord")._base_manager.using(using)
    figures = apps.get_model("hours", "ServedMonth")
    counted = records.filter(state="verified", person__isnull=False, started_at__isnull=False)
    for community_id in counted.order_by().values_list("community_id", flat=True).distinct():
        rows = counted.filter(community_id=community_id).order_by()
        rows = rows.values_list(TruncMonth("started_at"), "person_id", "post_id", "area_id")
        figures._base_manager.using(using).bulk_create(
            (
                figures(
                    community_id=community_id,
                    month=Month.of(month).first_day,
                    person_id=person_id,
                    post_id=post_id,
                    area_id=area_id,
                    records=number,
                    minutes=minutes,
                )
                for month, person_id, post_id, area_id, number, minutes in rows.annotate(Count("pk"), Sum("minutes"))
            ),
            batch_size=BATCH,
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("hours", "0004_kept_figures"),
    ]

    operations = [
        migrations.RunPython(count_records, migrations.RunPython.noop),
    ]
