"""Messages, what people chose about them, and addresses from which mail came back."""

import cases.messages.models.message
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MailAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254, unique=True)),
                ('permanent', models.PositiveIntegerField(default=0)),
                ('temporary', models.PositiveIntegerField(default=0)),
                ('bounced_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'address of e-mail',
                'verbose_name_plural': 'addresses of e-mail',
                'ordering': ['address'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=cases.messages.models.message.new_key, editable=False, max_length=32, unique=True)),
                ('cause', models.CharField(max_length=60)),
                ('kind', models.CharField(blank=True, max_length=30)),
                ('address', models.CharField(blank=True, max_length=254)),
                ('language', models.CharField(choices=[('fa', 'فارسی'), ('en', 'English'), ('ar', 'العربية')], max_length=8)),
                ('channel', models.CharField(choices=[('mail', 'By mail'), ('site', 'On the site only')], default='mail', max_length=4)),
                ('pace', models.CharField(choices=[('once', 'At once'), ('daily', 'Once a day, all in one mail'), ('weekly', 'Once a week, all in one mail'), ('off', 'No mail, on the site only')], default='once', max_length=6)),
                ('urgency', models.CharField(choices=[('ordinary', 'Ordinary'), ('urgent', 'Urgent')], default='ordinary', max_length=8)),
                ('state', models.CharField(choices=[('held', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('bounced', 'Came back'), ('cancelled', 'Cancelled')], default='held', max_length=9)),
                ('trouble', models.CharField(blank=True, choices=[('ended', 'What it was about has ended'), ('too_late', 'It would have come too late'), ('unknown', 'Nothing on this site sends such messages any more'), ('left', 'Whoever it was for has left'), ('turned_off', 'Turned off by whoever gets it'), ('no_address', 'There is no address'), ('stopped', 'Mail to the address comes back'), ('refused', 'The mail server refused it'), ('away', 'The mail server does not answer'), ('later', 'The mail server asks to try again later'), ('in_doubt', 'Interrupted while it was handed over: it may have arrived'), ('rendering', 'Its text could not be made')], max_length=10)),
                ('error', models.CharField(blank=True, max_length=200)),
                ('subject', models.CharField(max_length=255)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('context', models.JSONField(default=dict)),
                ('secret', models.BooleanField(default=False)),
                ('sealed', models.TextField(blank=True)),
                ('object_id', models.CharField(blank=True, max_length=40)),
                ('url', models.TextField(blank=True)),
                ('thread', models.CharField(blank=True, max_length=80)),
                ('day', models.DateField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('send_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lease_until', models.DateTimeField(null=True)),
                ('node', models.CharField(blank=True, max_length=80)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('doubts', models.PositiveSmallIntegerField(default=0)),
                ('sent_to', models.CharField(blank=True, max_length=254)),
                ('sent_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('bounced_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('again_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message')),
                ('content_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('within', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='items', to='messaging.message')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'send_at'], name='message_waiting'), models.Index(fields=['person', 'read_at'], name='message_of_person'), models.Index(fields=['cause', 'content_type', 'object_id'], name='message_of_cause')],
                'constraints': [models.UniqueConstraint(fields=('person', 'day'), name='one_mail_a_person_a_day'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('address', 'day'), name='one_mail_an_address_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=254)),
                ('kind', models.CharField(max_length=30)),
                ('pace', models.CharField(choices=[('once', 'At once'), ('daily', 'Once a day, all in one mail'), ('weekly', 'Once a week, all in one mail'), ('off', 'No mail, on the site only')], max_length=6)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice of a pace',
                'verbose_name_plural': 'choices of a pace',
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='one_pace_a_person_and_kind'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('address', 'kind'), name='one_pace_an_address_and_kind')],
            },
        ),
    ]
