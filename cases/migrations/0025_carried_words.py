from django.db import migrations, models

import cases.models.localized_text

from ._quick import AddColumn


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0024_cities_asked_for"),
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
