"""A heartbeat a process, by which others see whether a task that it claimed is still being made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0004_heartbeats")]

    operations = [
        migrations.RemoveConstraint("heartbeat", "one_heartbeat_a_host"),
        migrations.AddField("heartbeat", "process", models.CharField(db_default="", default="", max_length=64)),
        migrations.AddField("heartbeat", "queues", models.CharField(db_default="", default="", max_length=200)),
        migrations.AddConstraint(
            "heartbeat", models.UniqueConstraint(fields=("kind", "host", "process"), name="one_heartbeat_a_process")
        ),
    ]
