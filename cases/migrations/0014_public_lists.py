"""Lists of public cases and their counts, filled from the pages that are there."""

from collections import Counter
from datetime import UTC, datetime
from itertools import islice

from django.db import migrations, models

BATCH = 5000  # rows written at once


def fill(apps, schema_editor):
    Page = apps.get_model("cases", "CaseStudyPage")
    Listing = apps.get_model("cases", "PublicListing")
    parents = dict(apps.get_model("cases", "Topic").objects.order_by().values_list("code", "parent__code"))
    closed = tuple(apps.get_model("wagtailcore", "PageViewRestriction").objects.values_list("page__path", flat=True))
    filed = {}
    for page, code in Page.topics.through.objects.values_list("casestudypage_id", "topic__code").iterator():
        broader = code
        while broader is not None:
            filed.setdefault(page, set()).add(broader)
            broader = parents.get(broader)
    undated = datetime(1970, 1, 1, tzinfo=UTC)
    found = {}
    columns = ("pk", "path", "case__code", "city_id", "status", "first_published_at")
    pages = Page.objects.filter(live=True, case__isnull=False).order_by().values_list(*columns)
    for pk, path, code, city, status, published in pages.iterator():
        if path.startswith(closed):
            continue
        keys = [("all", ""), ("city", str(city)), ("status", status)]
        for listing in [(code, *key) for key in [*keys, *(("topic", topic) for topic in filed.get(pk, ()))]]:
            found[listing] = max(found.get(listing, undated), published or undated)
    rows = (Listing(code=code, kind=kind, key=key, published=day) for (code, kind, key), day in found.items())
    while batch := list(islice(rows, BATCH)):
        Listing.objects.bulk_create(batch)
    Count = apps.get_model("cases", "PublicCount")
    counts = Counter((kind, key) for _code, kind, key in found)
    Count.objects.bulk_create(
        [Count(kind=kind, key=key, number=number) for (kind, key), number in counts.items()], batch_size=BATCH
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_jobs_as_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('all', 'All'), ('city', 'City'), ('topic', 'Topic'), ('status', 'Status')], max_length=6)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('number', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='public_count_once')],
            },
        ),
        migrations.CreateModel(
            name='PublicListing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('all', 'All'), ('city', 'City'), ('topic', 'Topic'), ('status', 'Status')], max_length=6)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('published', models.DateTimeField()),
                ('code', models.CharField(max_length=12)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'key', '-published', 'code'], name='public_listing_newest')],
                'constraints': [models.UniqueConstraint(fields=('code', 'kind', 'key'), name='public_listing_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
