from django.db import migrations, models

import cases.models.setback_list

from ._quick import AddColumn


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0030_evidence_and_archive"),
    ]

    operations = [
        AddColumn(
            model_name="casestudypage",
            name="setbacks",
            field=cases.models.setback_list.SetbackListField(
                blank=True,
                db_default=models.Value("[]"),
                default=list,
                help_text="Whatever the limits or the sources say happened, also where the goal was reached. Readers search for it.",
                verbose_name="what went wrong",
            ),
        ),
    ]
