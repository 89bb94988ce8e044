import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calendar_app", "0006_activity_reason"),
        ("reports", "0011_paper_path"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField(verbose_name="สั่งพิมพ์เมื่อ")),
                ("pdf", models.FileField(blank=True, upload_to="plans/")),
                (
                    "print_problem",
                    models.TextField(blank=True, verbose_name="เหตุที่พิมพ์ไม่ได้"),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prints",
                        to="calendar_app.schedule",
                    ),
                ),
            ],
            options={
                "verbose_name": "แผนฉบับพิมพ์",
                "verbose_name_plural": "แผนฉบับพิมพ์",
                "ordering": ["schedule", "asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("schedule", "sha256"), name="one_print_per_plan_and_content"
                    )
                ],
            },
        ),
    ]
