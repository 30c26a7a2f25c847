"""The last day of a term moves from the sheets to the appointment itself. 0003 takes the empty table away.

On a live system: migrate up to here, restart with the new code, then migrate 0003; until the restart the code of before
still finds its table.
"""

from typing import Any

from django.db import migrations, models


def move_to_appointments(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    terms = apps.get_model("sheets", "Term")._base_manager.using(using)
    appointments = apps.get_model("posts", "Appointment")._base_manager.using(using)
    for pk, last_day in list(terms.values_list("pk", "last_day")):
        appointments.filter(pk=pk).update(ends_on=last_day)
    terms.all().delete()


def move_back(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    terms = apps.get_model("sheets", "Term")._base_manager.using(using)
    appointments = apps.get_model("posts", "Appointment")._base_manager.using(using)
    dated = appointments.filter(state="approved", ends_on__isnull=False)
    for pk, community_id, ends_on in list(dated.values_list("pk", "community_id", "ends_on")):
        terms.create(appointment_id=pk, community_id=community_id, last_day=ends_on)


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_initial"), ("posts", "0008_terms_of_invited_chiefs")]

    operations = [
        migrations.AddField("sheetimport", "notes", models.JSONField(default=list, editable=False)),
        migrations.RunPython(move_to_appointments, move_back),
    ]
