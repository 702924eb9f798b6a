"""Lists of public cases by their outcome, filled from the pages that are there."""

from collections import Counter
from datetime import UTC, datetime

from django.db import migrations, models

BATCH = 5000  # rows written at once
KIND = "goal"
KINDS = [("all", "All"), ("city", "City"), ("topic", "Topic"), ("status", "Status"), ("goal", "Outcome")]


def fill(apps, schema_editor):
    closed = tuple(apps.get_model("wagtailcore", "PageViewRestriction").objects.values_list("page__path", flat=True))
    undated = datetime(1970, 1, 1, tzinfo=UTC)
    found = {}
    pages = apps.get_model("cases", "CaseStudyPage").objects.filter(live=True, case__isnull=False).order_by()
    for path, code, outcome, published in pages.values_list("path", "case__code", "outcome", "first_published_at"):
        if not path.startswith(closed):
            found[code, outcome] = max(found.get((code, outcome), undated), published or undated)
    Listing, Count = apps.get_model("cases", "PublicListing"), apps.get_model("cases", "PublicCount")
    rows = [Listing(code=code, kind=KIND, key=outcome, published=day) for (code, outcome), day in found.items()]
    Listing.objects.bulk_create(rows, batch_size=BATCH)
    counts = Counter(outcome for _code, outcome in found)
    Count.objects.bulk_create([Count(kind=KIND, key=outcome, number=number) for outcome, number in counts.items()])


def empty(apps, schema_editor):
    for name in ("PublicListing", "PublicCount"):
        apps.get_model("cases", name).objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0016_case_page_redirects"),
    ]

    operations = [
        migrations.AlterField(
            model_name="publiccount",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=6),
        ),
        migrations.AlterField(
            model_name="publiclisting",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=6),
        ),
        migrations.RunPython(fill, empty),
    ]
