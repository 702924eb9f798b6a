"""Numbers on the screens of the Persian admin have Persian digits, but in codes, addresses, and what somebody typed."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from django.utils.translation import override

from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from knowledgebase.templatetags.admin_numbers import localized_counts
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
# What a person typed, or a machine reads; titles and names of files are links.
APART = ("script", "style", "template", "code", "bdi", "textarea", "option", "title", "h1")
VOID = ("input", "img", "br", "meta", "link", "hr", "use", "path", "source")
CODE = re.compile(r"[A-Z]{3}-[0-9]+|s1\b|[a-z-]+-2025|v?8\.0(\.1)?|\b80(00)?\b|[0-9]+x[0-9]+|sources\.[12]\.\w+")


class Reader(HTMLParser):
    """Texts with Latin digits."""

    def __init__(self) -> None:
        super().__init__()
        self.apart: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = dict(attrs)
        classes = told.get("class") or ""
        by_script = "__count" in classes or "bar " in classes or "data-inline-panel-child-count" in told
        if tag in APART or (self.apart and tag not in VOID) or told.get("dir") == "ltr" or by_script:
            self.apart.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.apart and tag not in VOID:
            self.apart.pop()

    def handle_data(self, data: str) -> None:
        if not self.apart and re.search("[0-9]", CODE.sub("", data)):
            self.found.append(data.strip())


def latin_digits(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    return reader.found


def test_no_screen_has_latin_digits(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    user = person(Role.SUPERUSER, "keeper", language="fa")
    client = browser_of(user)
    page = CaseStudyPage.objects.filter(locale__language_code="fa").get()
    page.go_live_at = timezone.now() + timedelta(days=40)
    page.save_revision(user=user).publish(user=user)
    workflow = page.get_workflow().start(page, user)
    topic, case = page.topics.all()[0], page.case
    for url in [
        "", f"pages/{page.get_parent().pk}/", f"pages/{page.pk}/edit/", f"pages/{page.pk}/history/",
        f"pages/{page.pk}/workflow_history/detail/{workflow.pk}/", "reports/workflow/", "reports/workflow_tasks/",
        "reports/site-history/", "cases/guide/", "cases/desk/drafts/", "users/",
        "reports/cases/mine/", "case/", f"case/edit/{case.pk}/",
        f"topic/edit/{topic.pk}/", f"topic/used/{topic.pk}/", f"topic/merge/{topic.pk}/", "city/", "imports/new/",
        "images/multiple/add/", "documents/", f"workflows/disable/{workflow.workflow.pk}/",
    ]:  # fmt: skip
        response = client.get(f"/admin/{url}")
        assert response.status_code == 200, url
        assert latin_digits(response.content.decode()) == [], url


def test_what_wagtail_says_it_did_is_counted_in_persian(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    client = browser_of(person(Role.SUPERUSER, "keeper", language="fa"))
    ids = CaseStudyPage.objects.values_list("pk", flat=True)
    answer = client.post(f"/admin/bulk/wagtailcore/page/delete/?{'&'.join(f'id={pk}' for pk in ids)}")
    assert [re.search(r"[0-9۰-۹]+", str(message))[0] for message in get_messages(answer.wsgi_request)] == ["۳"]  # type: ignore[index]


def test_numbers_of_codes_and_of_marks_stay() -> None:
    with override("fa"):
        assert localized_counts("3 صفحه از THR-0012 در /a/12/ &#39;") == "۳ صفحه از THR-0012 در /a/12/ &#39;"
    with override("en"):
        assert localized_counts("3 pages") == "3 pages"
