from django.db import migrations

from content_models.ledger.triggers import APPEND_ONLY


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(APPEND_ONLY.put_up, APPEND_ONLY.take_down),
    ]
