"""The table that 0002 has emptied."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sheets", "0002_notes_and_terms")]

    operations = [migrations.DeleteModel("Term")]
