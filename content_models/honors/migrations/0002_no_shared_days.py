from django.db import migrations

from content_models.honors.triggers import NO_SHARED_DAYS


class Migration(migrations.Migration):

    dependencies = [
        ('honors', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(NO_SHARED_DAYS.put_up, NO_SHARED_DAYS.take_down),
    ]
