import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0006_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "often",
                    models.CharField(
                        choices=[("at-once", "at once"), ("daily", "daily"), ("weekly", "weekly")],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("upto", models.BigIntegerField()),
                ("identity", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("fault", models.CharField(blank=True, max_length=500)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("retry_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["tries", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "often", "language"), name="digest_under_way_is_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pointer", models.TextField(blank=True)),
                ("about", models.CharField(max_length=100)),
                (
                    "least",
                    models.CharField(
                        choices=[
                            ("breaking", "what breaks"),
                            ("warning", "what breaks or may break"),
                            ("any", "every change"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("request", "request"),
                            ("response", "response"),
                            ("both", "both"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "often",
                    models.CharField(
                        choices=[("at-once", "at once"), ("daily", "daily"), ("weekly", "weekly")],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("position", models.BigIntegerField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "schema",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.schema",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.source",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "about", "often"), name="subscription_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", None), ("schema", None), _connector="OR"),
                        name="subscription_is_about_one_thing",
                    ),
                ],
            },
        ),
    ]
