"""Makes the groups and the workflow. Who changes them later in the admin is not overruled: this runs once."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations


def make_groups(apps: Any, schema_editor: Any) -> None:
    from home.services.groups import ensure_groups

    for app in apps.get_app_configs():  # Django makes permissions only when all migrations are done
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cases", "0006_imports"),
        ("search", "0002_meaning_words_and_log"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
