"""Second edition of the data: what kind of number a number is, how a date was written, outcome, points, licence."""

import cases.models.lines
import cases.models.localized_fields
import cases.models.localized_text
import django.core.validators
import wagtail.fields
from django.db import migrations, models

from ._quick import AddColumn, AlterInPlace


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_public_lists'),
    ]

    operations = [
        AddColumn(
            model_name='adoption',
            name='known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='casestudypage',
            name='brief',
            field=cases.models.localized_text.LocalizedTextField(blank=True, db_default=models.Value('{}'), default=dict, encoder=cases.models.localized_text.ReadableEncoder, help_text='One sentence of at most 160 characters, in every language: what was done and what came of it. It heads the page, and many will read nothing else.', max_length=160, verbose_name='brief'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='conditions_points',
            field=wagtail.fields.StreamField([('point', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'فارسی', 'max_length': 160, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'English', 'max_length': 160, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'العربية', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('fa', 0), ('en', 1), ('ar', 2)]], {'label': 'sentence'}), 4: ('cases.blocks.points.SourceKeysBlock', (), {'default': [], 'help_text': 'Keys of sources of the case, such as s1.', 'label': 'sources', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('sources', 4)]], {})}, db_default=models.Value('[]'), default=list, help_text='What another city needs first: three to five sentences.', verbose_name='conditions as points'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='cost_basis',
            field=cases.models.localized_text.LocalizedTextField(blank=True, db_default=models.Value('{}'), default=dict, encoder=cases.models.localized_text.ReadableEncoder, help_text='Of a part: which. Of a unit: per what, such as “per household”. Empty for the total of everything.', verbose_name='cost: of what'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='cost_budget',
            field=cases.models.localized_fields.FigureField(blank=True, decimal_places=2, help_text='What it was to cost, in the same currency, where both are known.', max_digits=20, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost: budget'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='cost_budget_source',
            field=models.CharField(blank=True, db_default='', default='', help_text='Key of a source, such as s1.', max_length=40, verbose_name='budget: source key'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='cost_kind',
            field=models.CharField(blank=True, choices=[('total', 'Total'), ('yearly', 'A year'), ('unit', 'Per unit'), ('part', 'Part of the whole')], db_default='', default='', help_text='Only totals are compared with the costs of other cases.', max_length=8, verbose_name='cost: kind'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='cost_known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='casestudypage',
            name='cost_planned',
            field=models.BooleanField(db_default=False, default=False, help_text='A budget or an estimate, not money spent.', verbose_name='cost: planned'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='ended_known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='casestudypage',
            name='licence',
            field=models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0 (CC BY 4.0)'), ('CC-BY-SA-4.0', 'Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)'), ('CC-BY-NC-4.0', 'Creative Commons Attribution-NonCommercial 4.0 (CC BY-NC 4.0)'), ('CC0-1.0', 'Creative Commons Zero 1.0: no rights reserved (CC0)'), ('all-rights-reserved', 'All rights reserved')], db_default='CC-BY-4.0', default='CC-BY-4.0', help_text='On what terms others may use this case.', max_length=20, verbose_name='licence'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='limits_points',
            field=wagtail.fields.StreamField([('point', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'فارسی', 'max_length': 160, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'English', 'max_length': 160, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'العربية', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('fa', 0), ('en', 1), ('ar', 2)]], {'label': 'sentence'}), 4: ('cases.blocks.points.SourceKeysBlock', (), {'default': [], 'help_text': 'Keys of sources of the case, such as s1.', 'label': 'sources', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('sources', 4)]], {})}, db_default=models.Value('[]'), default=list, help_text='What did not work: three to five sentences.', verbose_name='limits as points'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='outcome',
            field=models.CharField(choices=[('reached', 'Goal reached'), ('partly', 'Goal partly reached'), ('missed', 'Goal missed'), ('unknown', 'Outcome not known')], db_default='unknown', default='unknown', help_text='Against the goal that the practice set itself, whatever its status.', max_length=10, verbose_name='outcome'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='outcome_reason',
            field=cases.models.localized_text.LocalizedTextField(blank=True, db_default=models.Value('{}'), default=dict, encoder=cases.models.localized_text.ReadableEncoder, help_text='The goal and what became of it, in one or two sentences; or why nobody knows.', max_length=400, verbose_name='outcome: reason'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='outcome_source',
            field=models.CharField(blank=True, db_default='', default='', help_text='Key of a source, such as s1.', max_length=40, verbose_name='outcome: source key'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='results_points',
            field=wagtail.fields.StreamField([('point', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'فارسی', 'max_length': 160, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'English', 'max_length': 160, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'العربية', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('fa', 0), ('en', 1), ('ar', 2)]], {'label': 'sentence'}), 4: ('cases.blocks.points.SourceKeysBlock', (), {'default': [], 'help_text': 'Keys of sources of the case, such as s1.', 'label': 'sources', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('sources', 4)]], {})}, db_default=models.Value('[]'), default=list, help_text='What changed, with its figure: three to five sentences.', verbose_name='results as points'),
        ),
        AddColumn(
            model_name='casestudypage',
            name='started_known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='casestudypage',
            name='unchecked',
            field=wagtail.fields.StreamField([('text', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'فارسی', 'max_length': 500, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'English', 'max_length': 500, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'العربية', 'max_length': 500, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('fa', 0), ('en', 1), ('ar', 2)]], {})}, db_default=models.Value('[]'), default=list, help_text='For readers, under the sources: figures that nobody confirmed, years that are not known.', verbose_name='what could not be checked'),
        ),
        AddColumn(
            model_name='city',
            name='population_known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='city',
            name='population_scope',
            field=models.CharField(blank=True, choices=[('city', 'City'), ('metropolitan', 'Metropolitan area')], db_default='', default='', max_length=12, verbose_name='population: of what'),
        ),
        AddColumn(
            model_name='city',
            name='population_source',
            field=models.CharField(blank=True, db_default='', default='', help_text='Who counted, such as a census. A figure without year and source is not shown.', max_length=300, verbose_name='population: source'),
        ),
        AddColumn(
            model_name='city',
            name='population_year',
            field=cases.models.localized_fields.YearField(blank=True, null=True, verbose_name='population: year'),
        ),
        AddColumn(
            model_name='indicator',
            name='baseline_known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='indicator',
            name='target_known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AddColumn(
            model_name='measurement',
            name='kind',
            field=models.CharField(blank=True, choices=[('measured', 'Measured'), ('reported', 'Reported'), ('estimated', 'Estimated'), ('modelled', 'Modelled')], db_default='', default='', help_text='How the value came about. Empty: not stated, and never shown as measured.', max_length=10, verbose_name='kind'),
        ),
        AddColumn(
            model_name='measurement',
            name='known',
            field=cases.models.localized_fields.KnownDateField(),
        ),
        AlterInPlace(
            model_name='casestudypage',
            name='documents',
            field=wagtail.fields.StreamField([('document', 7)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('master-plan', 'Master plan'), ('council-policy', 'Council policy'), ('mayor-policy', "Mayor's policy"), ('law', 'Law'), ('strategy', 'Strategy')], 'label': 'kind'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'فارسی', 'max_length': 400, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'English', 'max_length': 400, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'العربية', 'max_length': 400, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('fa', 1), ('en', 2), ('ar', 3)]], {'label': 'title'}), 5: ('cases.blocks.years.KnownYearBlock', (), {'label': 'year', 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Key of a source of the case, such as s1.', 'label': 'source key', 'max_length': 40, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('kind', 0), ('title', 4), ('year', 5), ('source', 6)]], {})}, help_text='Plans, policies and laws that the practice carries out.', verbose_name='upstream documents'),
        ),
        AlterInPlace(
            model_name='casestudypage',
            name='sources',
            field=wagtail.fields.StreamField([('source', 10)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Short and unique in this case, such as s1.', 'label': 'key', 'max_length': 40, 'validators': [django.core.validators.RegexValidator('^[A-Za-z0-9_-]+\\Z', 'Latin letters, digits, - and _ only.')]}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 500}), 2: ('wagtail.blocks.URLBlock', (), {'help_text': 'Empty for a source without one, such as a printed report: then give its publisher or year.', 'label': 'address', 'max_length': 1000, 'required': False}), 3: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'An excerpt of it was read when the case was written.', 'label': 'seen', 'required': False}), 4: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('official', 'Official body'), ('scholarly', 'Scholarly work'), ('press', 'Press'), ('organisation', 'Organisation'), ('reference', 'Reference work'), ('other', 'Other')], 'label': 'kind', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who put it out: office, journal, newspaper.', 'label': 'publisher', 'max_length': 200, 'required': False}), 6: ('cases.blocks.years.KnownYearBlock', (), {'label': 'year', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'help_text': 'Language code, such as fa or en.', 'label': 'language', 'max_length': 12, 'required': False, 'validators': [django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z', 'A language code, such as fa or en.')]}), 8: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'The address leads to a copy of something published elsewhere.', 'label': 'copy', 'required': False}), 9: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where it was first published.', 'label': 'address of the original', 'max_length': 1000, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('key', 0), ('title', 1), ('url', 2), ('seen', 3), ('kind', 4), ('publisher', 5), ('year', 6), ('lang', 7), ('copy', 8), ('original', 9)]], {})}, help_text='Where a reader can check what the case says: reports, articles, statistics. At least one. Figures, costs and documents cite a source by its key.', verbose_name='sources'),
        ),
        AlterInPlace(
            model_name='casestudypage',
            name='status',
            field=models.CharField(choices=[('planned', 'Planned'), ('pilot', 'Pilot'), ('running', 'Running'), ('scaled', 'Scaled up'), ('completed', 'Completed'), ('discontinued', 'Discontinued'), ('never-started', 'Never started')], default='running', help_text='Stopped and failed practices are welcome: choose “Discontinued” and say why.', max_length=20, verbose_name='status'),
        ),
    ]
