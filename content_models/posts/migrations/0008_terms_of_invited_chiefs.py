"""A chief who was invited until a day had it on her role alone; from now on it is her appointment's, as everybody's.

Only adds the day where there was none: what runs with the code of before goes on as before.
"""

from typing import Any

from django.db import migrations


def take_over_the_days(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    roles = apps.get_model("people", "Membership")._base_manager.using(using)
    appointments = apps.get_model("posts", "Appointment")._base_manager.using(using)
    dated = roles.filter(state="active", ends_on__isnull=False, source_id__isnull=False)
    for pk, source_id, ends_on in list(dated.values_list("pk", "source_id", "ends_on")):
        chiefs = appointments.filter(pk=source_id, state="approved", chief_role__isnull=False, ends_on__isnull=True)
        if not chiefs.update(ends_on=ends_on):
            # A role with a day of its own, although something carries it: the day counts, as it did.
            roles.filter(pk=pk).update(source_id=None)


class Migration(migrations.Migration):
    dependencies = [("posts", "0007_days_of_terms"), ("people", "0004_names_of_the_invited")]

    operations = [migrations.RunPython(take_over_the_days, migrations.RunPython.noop)]
