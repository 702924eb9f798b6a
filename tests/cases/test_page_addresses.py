"""Addresses made in bulk are those that Wagtail gives one by one."""

import pytest
from wagtail.models import Site

from cases.models import CaseStudyPage
from cases.selectors.page_addresses import page_addresses

pytestmark = pytest.mark.usefixtures("starter")


def test_addresses_are_those_of_wagtail() -> None:
    page = CaseStudyPage.objects.filter(locale__language_code="fa").first()
    assert page is not None
    page.slug = "تجربه-تازه"
    page.set_url_path(page.get_parent())
    pages = [page, *CaseStudyPage.objects.exclude(pk=page.pk)[:50]]
    assert page_addresses(one.url_path for one in pages) == {one.url_path: one.get_url() for one in pages}


def test_with_two_sites_the_address_names_its_site() -> None:
    root = Site.objects.get(is_default_site=True).root_page
    Site.objects.create(hostname="other.example", root_page=root.get_children().first())
    page = CaseStudyPage.objects.filter(locale__language_code="en").first()
    assert page is not None
    assert page_addresses([page.url_path]) == {page.url_path: page.get_url()}
    Site.objects.get(hostname="other.example").delete()


def test_a_page_below_no_site_has_no_address() -> None:
    assert page_addresses(["/nowhere/at-all/"]) == {}
