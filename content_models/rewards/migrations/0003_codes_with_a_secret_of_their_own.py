"""Each redemption gets the secret its code is signed with. The codes that people hold stay what they are.

Until now all were signed with a key made from SECRET_KEY: that key becomes the secret of those that exist.
"""

import hashlib

from django.conf import settings
from django.db import migrations

import content_models.common.encryption


def keep_todays_codes(apps, schema_editor):
    redemptions = apps.get_model("rewards", "Redemption")._base_manager.using(schema_editor.connection.alias)
    secret = hashlib.sha256(b"linli.pickup" + settings.SECRET_KEY.encode()).hexdigest()
    for redemption in redemptions.filter(secret="").only("pk").iterator(chunk_size=500):
        redemption.secret = secret
        redemption.save(update_fields=["secret"])


class Migration(migrations.Migration):

    dependencies = [
        ("rewards", "0002_codes_by_number"),
    ]

    operations = [
        migrations.AddField(
            model_name="redemption",
            name="secret",
            field=content_models.common.encryption.SealedTextField(default="", editable=False, help_text="What its code is signed with: 32 random bytes as hex."),
            preserve_default=False,
        ),
        migrations.RunPython(keep_todays_codes, migrations.RunPython.noop, elidable=True),
    ]
