from django.db import migrations, models

from ._quick import AddColumn


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0023_preview_links"),
    ]

    operations = [
        AddColumn(
            model_name='city',
            name='is_confirmed',
            field=models.BooleanField(db_default=True, default=True, help_text='Not confirmed: an author asked for it, and no case of it is published yet.', verbose_name='confirmed'),
        ),
        migrations.AlterField(
            model_name='casestudypage',
            name='city',
            field=models.ForeignKey(help_text='Whose practice it is. A city that is missing is named below.', on_delete=models.PROTECT, related_name='case_pages', to='cases.city', verbose_name='city'),
        ),
    ]
