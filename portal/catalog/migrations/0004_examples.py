from django.db import migrations

from portal.catalog.models.json_text import JSONTextField


def derive_again(apps, schema_editor):
    """Examples are made when the versions are read again."""
    apps.get_model("catalog", "Schema").objects.update(derived_by=0)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_blame"),
    ]

    operations = [
        migrations.AddField(
            model_name="property",
            name="examples",
            field=JSONTextField(default=dict),
        ),
        migrations.RunPython(derive_again, migrations.RunPython.noop),
    ]
