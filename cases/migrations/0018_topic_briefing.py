"""A briefing for each topic."""

from django.db import migrations, models

import cases.models.localized_text

from ._quick import AddColumn


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_listed_outcomes'),
    ]

    operations = [
        AddColumn(
            model_name='topic',
            name='briefing',
            field=cases.models.localized_text.LocalizedTextField(blank=True, db_default=models.Value('{}'), default=dict, encoder=cases.models.localized_text.ReadableEncoder, help_text='What tends to work and what tends to fail, for whoever opens the page of the topic.', verbose_name='briefing'),
        ),
    ]
