"""Time and queries of opening the forms of a case with twenty pictures and ten series."""

import io
import json
import time
from decimal import Decimal

import django


def main() -> None:
    """Makes such a case in the database of DATA_DIR and opens its two forms as an editor."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.files.base import ContentFile
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from PIL import Image

    from cases.models import CaseImage, CaseStudyPage, Indicator, Measurement, Unit
    from cases.written.dates import PartialDate

    page = CaseStudyPage.objects.filter(locale__language_code="fa").order_by("pk")[0]
    written = io.BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(written, "JPEG")
    pictures = [
        CaseImage.objects.create(title=f"{n}", file=ContentFile(written.getvalue(), f"{n}.jpg")) for n in range(20)
    ]
    page.gallery = json.dumps(
        [{"type": "picture", "value": {"image": image.pk, "alt": "x", "decorative": False}} for image in pictures]
    )
    page.save_revision()
    unit = Unit.objects.first()
    for number in range(10):
        series = Indicator.objects.create(case=page.case, name={"fa": f"شاخص {number}"}, unit=unit, direction="up")
        Measurement.objects.bulk_create(
            Measurement(indicator=series, date=PartialDate(2000 + year, 1, 1), value=Decimal(year))
            for year in range(10)
        )
    user = get_user_model().objects.create_superuser("bench", password="x")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    for title, url in (("page", f"/admin/pages/{page.pk}/edit/"), ("figures", f"/admin/case/edit/{page.case_id}/")):
        client.get(url)
        best = 9.0
        for _attempt in range(3):
            with CaptureQueriesContext(connection) as queries:
                started = time.perf_counter()
                assert client.get(url).status_code == 200
            best = min(best, time.perf_counter() - started)
        print(f"form of the {title}: {best:.2f} s, {len(queries)} queries")


if __name__ == "__main__":
    main()
