"""A topic is deprecated, as SKOS and OWL say it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_files_and_merges")]

    operations = [migrations.RenameField("topic", "retired", "deprecated")]
