"""A case page whose slug changes: readers and links of its former address are led to the present one."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cases.models import CasePageRedirect, CaseStudyPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
NAME = "amman-bus-rapid-transit"


def renamed(slug: str, page: CaseStudyPage | None = None) -> CaseStudyPage:
    """The page, published under another slug as an editor does."""
    page = page or CaseStudyPage.objects.get(slug=NAME, locale__language_code="en")
    page.slug = slug
    page.save_revision().publish()
    return CaseStudyPage.objects.get(pk=page.pk)


def led_to(address: str) -> tuple[int, str]:
    answer: Any = Client().get(address)
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize("slug", ["amman-rapid-buses", "اتوبوس-تندروی-امان"])
def test_a_former_address_leads_to_the_present_one(slug: str) -> None:
    page = renamed(slug)
    assert led_to(f"/en/cases/{NAME}/") == (301, page.get_url())
    assert Client().get(page.get_url()).status_code == 200
    assert Client().get(f"/fa/cases/{NAME}/").status_code == 200  # the Persian page kept its own


def test_every_former_address_leads_there_at_once() -> None:
    page = renamed("third-name", renamed("دومین-نام"))
    assert led_to(f"/en/cases/{NAME}/") == led_to("/en/cases/دومین-نام/") == (301, page.get_url())


def test_a_name_taken_back_is_the_page_again() -> None:
    renamed(NAME, renamed("second-name"))
    assert Client().get(f"/en/cases/{NAME}/").status_code == 200
    assert led_to("/en/cases/second-name/") == (301, f"/en/cases/{NAME}/")


def test_a_name_that_another_page_took_is_that_page() -> None:
    renamed("second-name")
    other = CaseStudyPage.objects.filter(locale__language_code="en").exclude(slug="second-name").first()
    assert other is not None
    renamed(NAME, other)
    assert other.title in Client().get(f"/en/cases/{NAME}/").content.decode()


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_the_former_address_of_what_is_not_public_tells_nothing(hidden: str) -> None:
    page = renamed("second-name")
    if hidden == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for other in CaseStudyPage.objects.filter(case=page.case, live=True).exclude(pk=page.pk):
        other.unpublish()  # or the case would be shown in a frame, which is another page's doing
    former, unknown = Client().get(f"/en/cases/{NAME}/"), Client().get("/en/cases/never-there/")
    assert (former.status_code, former.content.replace(NAME.encode(), b"")) == (
        404,
        unknown.content.replace(b"never-there", b""),
    )


def test_nobody_knew_the_address_of_a_draft() -> None:
    page = CaseStudyPage.objects.get(slug=NAME, locale__language_code="en")
    page.unpublish()
    renamed("second-name", CaseStudyPage.objects.get(pk=page.pk))
    assert not CasePageRedirect.objects.exists()


def test_what_never_changed_keeps_nothing() -> None:
    page = CaseStudyPage.objects.get(slug=NAME, locale__language_code="en")
    page.save_revision().publish()
    page.save()
    assert not CasePageRedirect.objects.exists()
