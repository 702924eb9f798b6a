"""Evidence level, signed opinions, confirmation and archive of each case."""

import cases.models.localized_text
from django.db import migrations, models

from ._quick import AddColumn


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0029_addresses_elsewhere'),
    ]

    operations = [
        AddColumn(
            model_name='case',
            name='archive_note',
            field=cases.models.localized_text.LocalizedTextField(blank=True, db_default=models.Value('{}'), default=dict, encoder=cases.models.localized_text.ReadableEncoder, verbose_name='archived: in one sentence'),
        ),
        AddColumn(
            model_name='case',
            name='archive_reason',
            field=models.CharField(blank=True, choices=[('ended', 'The practice has ended'), ('replaced', 'Another practice took its place'), ('unconfirmed', 'Nobody could confirm it any more'), ('wrong', 'It turned out not to be right'), ('asked', 'The city asked for it')], db_default='', default='', help_text='The case stays at its address and in the search, with this reason and the date; nobody is asked about it any more.', max_length=12, verbose_name='archived, since'),
        ),
        AddColumn(
            model_name='case',
            name='archived_on',
            field=models.DateField(editable=False, null=True, verbose_name='archived on'),
        ),
        AddColumn(
            model_name='case',
            name='confirmed_on',
            field=models.DateField(editable=False, null=True, verbose_name='confirmed by the city on'),
        ),
        AddColumn(
            model_name='case',
            name='evidence_level',
            field=models.CharField(blank=True, choices=[('described', 'Described'), ('documented', 'Documented'), ('figures', 'Backed by figures'), ('measured', 'Measured before and after'), ('independent', 'Independently evaluated')], db_default='', default='', help_text='Empty: nobody has graded it yet. A level whose requirements the case does not meet is refused.', max_length=12, verbose_name='evidence level'),
        ),
        AddColumn(
            model_name='case',
            name='evidence_source',
            field=models.CharField(blank=True, db_default='', default='', help_text='Key of the source in which somebody else evaluated the practice, such as s1; for the last level.', max_length=40, verbose_name='source of the evaluation'),
        ),
        AddColumn(
            model_name='case',
            name='signed_opinions',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
