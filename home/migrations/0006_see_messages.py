"""Lets administrators see what was sent, and send it again."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations


def allow(apps: Any, schema_editor: Any) -> None:
    app = apps.get_app_config("messaging")
    app.models_module = True  # Django makes permissions only when all migrations are done
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    names = ["view_message", "change_message"]
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="messaging", codename__in=names)
    for group in apps.get_model("auth", "Group").objects.filter(name="Administrators"):
        group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [("home", "0005_heartbeats_of_processes"), ("messaging", "0001_outgoing")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
