"""The outbox becomes a log without addressees; what waited for any engine is a row of it.

While this version is rolled out, processes of the one before go on writing to the columns and tables they know. So these
are forgotten here and stay in the database; a later release drops them. Rows of the log have no engine's name, so that
those processes neither bring nor delete them.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Min

LOG = "log"  # in the column that said for which engine a row is


def take_over(apps: Any, schema_editor: Any) -> None:
    """One row a case that any index was to learn of, or that was given up; the others are gone."""
    rows = apps.get_model("search", "OutboxEntry").objects.using(schema_editor.connection.alias)
    waiting = rows.filter(applied_at=None).order_by().values("code").annotate(first=Min("pk"))
    kept = set(waiting.values_list("first", flat=True))
    gone = [pk for pk in rows.order_by("pk").values_list("pk", flat=True) if pk not in kept]
    for start in range(0, len(gone), 500):
        rows.filter(pk__in=gone[start : start + 500]).delete()
    fresh = {"attempts": 0, "error": "", "machine": "", "next_attempt_at": None, "parked_at": None}
    rows.update(engine=LOG, **fresh)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0004_machines"),
    ]

    operations = [
        migrations.CreateModel(
            name="VectorPosition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=120, unique=True)),
                ("number", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RefusedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.CharField(max_length=200)),
                ("code", models.CharField(max_length=12, verbose_name="code of the case")),
                ("engine", models.CharField(max_length=20, verbose_name="engine")),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="node")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="attempts")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="last error")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="waiting since")),
                ("next_attempt_at", models.DateTimeField(verbose_name="next attempt")),
                ("parked_at", models.DateTimeField(blank=True, null=True, verbose_name="parked")),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("index", "code"), name="refused_once_an_index")],
            },
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="kind",
            field=models.CharField(db_default="document", default="document", max_length=8),
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="number",
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="outboxentry",
            name="attempts",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="outboxentry",
            name="engine",
            field=models.CharField(db_default=LOG, default=LOG, max_length=20),
        ),
        migrations.RemoveIndex(
            model_name="outboxentry",
            name="outbox_of_a_machine",
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(
                    migrations.RemoveField(model_name="outboxentry", name=name)
                    for name in (
                        "applied_at", "attempts", "engine", "error", "machine", "next_attempt_at", "parked_at",
                    )
                ),
                migrations.DeleteModel(name="Machine"),
                migrations.DeleteModel(name="VectorEntry"),
            ],
        ),
    ]
