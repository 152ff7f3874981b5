from django.db import migrations, models

_IMPACTS = [(impact, impact) for impact in ("breaking", "warning", "safe", "editorial")]


def forget_changes(apps, schema_editor):
    """They are derived again, now with verdicts: Schema.derived_by is 0 for all."""
    apps.get_model("catalog", "Change").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(forget_changes, migrations.RunPython.noop),
        migrations.AddField(
            model_name="change",
            name="rule",
            field=models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="change",
            name="context",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="change",
            name="request",
            field=models.CharField(choices=_IMPACTS, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="change",
            name="response",
            field=models.CharField(choices=_IMPACTS, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="change",
            name="counterpart",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="schema",
            name="derived_by",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
