"""Citations of a case for reference managers, and its licence wherever it is met."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cases.choices import Licence
from cases.models import CaseStudyPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
KINDS = ("bib", "ris", "json")
BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def page(starter: None) -> CaseStudyPage:
    found: CaseStudyPage = CaseStudyPage.objects.filter(locale__language_code="en").order_by("pk")[0]
    return found


def cited(page: CaseStudyPage, kind: str) -> str:
    answer = Client().get(f"/c/{page.case.code}/{page.locale.language_code}.{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.content.decode()


def html(page: CaseStudyPage) -> str:
    return Client().get(page.get_url()).content.decode()


def linked_data(page: CaseStudyPage) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(page), re.S)
    assert found
    return json.loads(found[1])


def test_bibtex_names_the_case_and_nothing_in_it_is_a_command(page: CaseStudyPage) -> None:
    CaseStudyPage.objects.filter(pk=page.pk).update(title="50 % of R&D_{x} \\input{a}\n~ $5 #1")
    text = cited(page, "bib")
    assert text.startswith(f"@misc{{{page.case.code}-en,\n") and text.endswith("}\n")
    assert r"title = {{50 \% of R\&D\_\{x\} \textbackslash{}input\{a\} \textasciitilde{} \$5 \#1}}," in text
    assert f"url = {{http://testserver/c/{page.case.code}/}}," in text
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")


def test_ris_has_a_line_a_field(page: CaseStudyPage) -> None:
    CaseStudyPage.objects.filter(pk=page.pk).update(title="One\nER  - two")
    lines = cited(page, "ris").split("\r\n")
    assert lines[0] == "TY  - ELEC" and lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert "TI  - One ER - two" in lines and f"UR  - http://testserver/c/{page.case.code}/" in lines
    assert len([line for line in lines if line.startswith("ER")]) == 1


def test_csl_json_is_an_item_with_its_day(page: CaseStudyPage) -> None:
    (item,) = json.loads(cited(page, "json"))
    day = timezone.localdate(page.last_published_at)
    assert (item["type"], item["title"], item["URL"]) == (
        "webpage",
        page.title,
        f"http://testserver{page.permanent_url()}",
    )
    assert item["issued"] == {"date-parts": [[day.year, day.month, day.day]]}
    assert item["author"] == [{"literal": "Cities in practice"}] and item["language"] == "en"


def test_the_office_that_runs_the_site_is_the_author(page: CaseStudyPage, settings: Any) -> None:
    settings.OPERATOR_NAME = "City office"
    assert json.loads(cited(page, "json"))[0]["author"] == [{"literal": "City office"}]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_public_is_as_what_is_not_there(page: CaseStudyPage, kind: str) -> None:
    code = page.case.code
    cited(page, kind)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    hidden, missing = (Client().get(f"/c/{name}/en.{kind}") for name in (code, "XXX-9999"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(code.encode(), b"") == missing.content.replace(b"XXX-9999", b"")
    assert Client().get(f"/c/{code}/fa.{kind}").status_code == 200, "another language is public still"
    assert Client().get(f"/c/{code}/fa.exe").status_code == Client().get(f"/c/{code}/tr.{kind}").status_code == 404


def test_the_page_is_cited_by_its_meta_tags_and_leads_to_the_files(page: CaseStudyPage) -> None:
    text = html(page)
    said = {
        name: unescape(content) for name, content in re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', text)
    }
    assert said["citation_title"] == page.title and said["citation_language"] == "en"
    assert said["citation_public_url"] == f"http://testserver{page.permanent_url()}"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", said["citation_publication_date"])
    assert said["citation_author"]
    for kind in KINDS:
        assert f'href="/c/{page.case.code}/en.{kind}"' in text


def test_the_licence_stands_on_page_linked_data_feed_and_api(page: CaseStudyPage) -> None:
    assert f'href="{BY}" rel="license"' in html(page)
    assert linked_data(page)["license"] == BY
    assert BY in Client().get("/en/feed.atom").content.decode()
    assert Client().get(f"/api/v1/cases/{page.case.code}").json()["licence"]["url"] == BY


def test_where_all_rights_are_reserved_no_address_is_named(page: CaseStudyPage) -> None:
    CaseStudyPage.objects.filter(case=page.case).update(licence=Licence.RESERVED)
    assert "All rights reserved" in html(page) and 'rel="license"' not in html(page)
    assert "license" not in linked_data(page)
    assert Client().get(f"/api/v1/cases/{page.case.code}").json()["licence"] == {
        "code": "all-rights-reserved", "name": "همهٔ حقوق محفوظ است", "url": None,
    }  # fmt: skip


def test_every_licence_but_the_reserved_leads_to_its_terms() -> None:
    from cases.selectors.licences import licence_terms

    assert {code for code in Licence.values if not licence_terms(code).url} == {Licence.RESERVED}
