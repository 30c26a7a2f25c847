from django.db import migrations

from content_models.hours.triggers import NO_OVERLAP


class Migration(migrations.Migration):

    dependencies = [
        ('hours', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(NO_OVERLAP.put_up, NO_OVERLAP.take_down),
    ]
