from django.db import migrations, models

import cases.models.localized_text

from ._quick import AddColumn


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0027_cities_named_once"),
    ]

    operations = [
        AddColumn(
            model_name="casestudypage",
            name="carried_words",
            field=models.JSONField(
                db_default=models.Value("[]"),
                default=list,
                editable=False,
                encoder=cases.models.localized_text.ReadableEncoder,
            ),
        ),
    ]
