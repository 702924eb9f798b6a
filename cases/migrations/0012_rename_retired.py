"""A topic is deprecated, as SKOS and OWL say it. The column keeps its name, which the version before reads as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_files_and_merges")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("topic", "retired", "deprecated"),
                migrations.AlterField(
                    "topic",
                    "deprecated",
                    models.BooleanField(
                        db_column="retired",
                        default=False,
                        help_text="No longer offered for new cases; its page, its cases and searches for it stay.",
                        verbose_name="retired",
                    ),
                ),
            ]
        )
    ]
