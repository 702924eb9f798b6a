"""Dates, schedules and counts in the admin: in the calendar and digits of the reader, taken in either."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from cases.forms.localized.dates import DayFormField, MomentFormField
from cases.models import Case, CaseStudyPage
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import browser_of, person
from tests.conftest import as_file


@pytest.fixture
def page(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file(starter_records[:3]), ImportOptions(publish=True))
    found: CaseStudyPage = CaseStudyPage.objects.filter(locale__language_code="fa").order_by("pk")[0]
    return found


@pytest.mark.parametrize("text", ["۱۴۰۵/۰۹/۰۶", "1405-9-6", "2026-11-27", "٢٠٢٦-١١-٢٧"])
def test_a_day_is_taken_in_either_calendar(text: str) -> None:
    assert DayFormField().clean(text) == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["۱۴۰۵/۰۹/۰۶ ۱۴:۳۰", "۱۴۰۵/۹/۶، ۱۴:۳۰", "2026-11-27 14:30", "2026-11-27T14:30:00"])
def test_a_moment_too_in_the_time_of_the_place(text: str) -> None:
    taken = MomentFormField().clean(text)
    assert timezone.localtime(taken).replace(tzinfo=None) == datetime(2026, 11, 27, 14, 30)


@pytest.mark.parametrize(
    "text", ["۱۴۰۵/۱۳/۰۱", "1405", "2026-02-30", "27.11.26", "۱۴۰۵/۰۹/۰۶ ۲۵:۰۰", "a", "2026-11-27 1 2"]
)
def test_what_does_not_exist_is_refused_in_words(text: str) -> None:
    with pytest.raises(Exception, match=re.escape("2026-11-27")):
        MomentFormField().clean(text)


def test_an_input_shows_what_it_takes() -> None:
    moment = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
    for field, value in ((DayFormField(), date(2026, 11, 27)), (MomentFormField(), moment)):
        for language in ("fa", "en", "ar"):
            with override(language):
                shown = field.widget.render("x", field.prepare_value(value), {"id": "x"})
                written = re.search('value="([^"]+)"', shown)
                assert written and ("۱۴۰۵/۰۹/۰۶" in written[1]) == (language == "fa")
                assert ("initDate" in shown) == (language != "fa")
                assert not field.has_changed(value, written[1])


def test_a_case_is_to_be_confirmed_by_a_jalali_day(page: CaseStudyPage) -> None:
    client = browser_of(person(Role.SUPERUSER, language="fa"))
    Case.objects.filter(pk=page.case_id).update(confirm_by="2026-11-27")
    shown = client.get(f"/admin/case/edit/{page.case_id}/").content.decode()
    assert 'value="۱۴۰۵/۰۹/۰۶"' in shown


def test_a_schedule_is_shown_and_written_in_the_calendar_of_the_reader(page: CaseStudyPage) -> None:
    page.go_live_at = datetime(2036, 11, 26, 11, 0, tzinfo=UTC)
    page.save_revision()
    user = person(Role.SUPERUSER, language="fa")
    client = browser_of(user)
    shown = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    local = timezone.localtime(page.go_live_at)
    hour = f"{local:%H:%M}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert f"۶ آذر ۱۴۱۵، {hour}" in shown and "2036" not in re.sub(r'(datetime|value)="[^"]*"', "", shown)
    assert f'value="۱۴۱۵/۰۹/۰۶ {hour}"' in shown
    user.wagtail_userprofile.preferred_language = "en"
    user.wagtail_userprofile.save()
    shown = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert f'value="2036-11-26 {local:%H:%M}"' in shown and "26 November 2036" in shown


def test_counts_and_pages_of_a_list_are_in_the_digits_of_the_reader(page: CaseStudyPage) -> None:
    parent = page.get_parent()
    client = browser_of(person(Role.SUPERUSER, language="fa"))
    shown = client.get(f"/admin/pages/{parent.pk}/").content.decode()
    assert "صفحهٔ ۱ از ۱" in shown and "۱ تا ۳ از ۳" in shown
    ends = re.search(r'pagination__end">\s*([^<]*)<', shown)
    assert ends and ends[1].strip() == "۳ صفحه"
    assert (
        "۱ تا ۳ از ۳" not in browser_of(person(Role.SUPERUSER, "b")).get(f"/admin/pages/{parent.pk}/").content.decode()
    )


def test_spans_of_time_too_and_names_keep_their_digits() -> None:
    source = (
        "{% load wagtailadmin_tags %}{{ n|intcomma }} {{ when|naturaltime }} "
        '{% timesince_last_update when user_display_name="editor2" %}'
    )
    context = Context({"n": 12_345, "when": timezone.now() - timedelta(days=3)})
    with override("fa"):
        persian = Template(source).render(context)
    with override("en"):
        english = Template(source).render(context)
    assert "۱۲٬۳۴۵" in persian and "۳" in persian and "editor2" in persian
    assert not re.search(r"\d", persian.replace("editor2", "").translate({ord(c): None for c in "۰۱۲۳۴۵۶۷۸۹"}))
    assert english.startswith("12,345 3")


@pytest.mark.parametrize(
    "place", ["/admin/reports/site-history/results/?timestamp", "/admin/users/results/?last_login"]
)
def test_filters_take_days_of_the_calendar_of_the_reader(foundation: None, place: str) -> None:
    User.objects.create_user("old", last_login=datetime(2020, 1, 1, tzinfo=UTC))
    client = browser_of(person(Role.SUPERUSER, language="fa"))
    shown = client.get(f"{place}_from=۱۴۰۵/۰۹/۰۵&_w_filter_fragment=1").content.decode()
    assert "۵ آذر ۱۴۰۵" in shown and 'value="۱۴۰۵/۰۹/۰۵"' in shown and ">old<" not in shown
    assert "2026" not in re.sub('datetime="[^"]*"', "", shown)
    assert "initDateChooser" not in shown and "data-calendar" in shown
    assert "۵ آذر ۱۴۰۵" in client.get(f"{place}_to=1405-09-05").content.decode()
    refused = client.get(f"{place}_from=1405-13-05").content.decode()
    assert "روزی را بنویسید که در تقویم هست" in refused and "drilldown-id_" in refused


def test_what_was_done_is_told_with_dates_of_the_reader(page: CaseStudyPage) -> None:
    user = person(Role.SUPERUSER, language="fa")
    page.go_live_at = datetime(2036, 11, 26, 11, 0, tzinfo=UTC)
    page.save_revision(user=user).publish(user=user)
    client = browser_of(user)
    shown = client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "۶ آذر ۱۴۱۵" in shown and "2036" not in shown
    page.locked, page.locked_by, page.locked_at = True, user, datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
    page.save()
    shown = client.get("/admin/reports/locked/").content.decode()
    assert "۵ آذر ۱۴۰۵" in shown and "Nov" not in shown and "2026" not in re.sub('datetime="[^"]*"', "", shown)
