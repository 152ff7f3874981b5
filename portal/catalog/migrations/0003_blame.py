from django.db import migrations, models

from portal.catalog.models.json_text import JSONTextField


def derive_again(apps, schema_editor):
    """What is touched when is only known once the versions have been read again."""
    apps.get_model("catalog", "Schema").objects.update(derived_by=0)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_verdicts"),
    ]

    operations = [
        migrations.AddField(
            model_name="property",
            name="touched",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="change",
            name="whole",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="change",
            name="values",
            field=JSONTextField(),
        ),
        migrations.RunPython(derive_again, migrations.RunPython.noop),
    ]
