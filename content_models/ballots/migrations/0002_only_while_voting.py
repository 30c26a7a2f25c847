from django.db import migrations

from content_models.ballots.triggers import ONLY_WHILE_VOTING


class Migration(migrations.Migration):

    dependencies = [
        ('ballots', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(ONLY_WHILE_VOTING.put_up, ONLY_WHILE_VOTING.take_down),
    ]
