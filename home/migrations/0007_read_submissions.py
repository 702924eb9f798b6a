"""Lets editors, publishers and administrators read submissions in the admin."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations


def allow(apps: Any, schema_editor: Any) -> None:
    app = apps.get_app_config("review")
    app.models_module = True  # Django makes permissions only when all migrations are done
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="review", codename="view_submission"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Publishers", "Administrators"]):
        group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [("home", "0006_see_messages"), ("review", "0001_submissions")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
