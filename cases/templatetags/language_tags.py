"""Language switch, and the translations of a page as named to search engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from cases.models import CaseStudyPage
from cases.selectors.page_addresses import page_addresses
from cases.selectors.prepared_queries import PreparedQuery
from cases.selectors.public_pages import public

from .cases_tags import detail_of

register = template.Library()


def _translations(pages: Sequence[int]) -> Any:
    found = Page.objects.filter(translation_key__in=Page.objects.filter(pk__in=pages).values("translation_key"))
    return public(found).values_list("locale__language_code", "url_path")


_TRANSLATIONS = PreparedQuery(_translations)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """Link to the page in one language; ``url`` is empty where it is not written in it."""

    code: str
    name: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[LanguageLink]:
    """Links to the page shown, query string included, in every language of the site."""
    request, page = context.get("request"), context.get("page")
    if request is None:
        return []
    current = get_language()
    if isinstance(page, CaseStudyPage):
        urls: dict[str, str] | None = {other.language: other.url for other in detail_of(page).translations}
    else:
        urls = _page_urls(page) if isinstance(page, Page) else None
    links = []
    for code, name in settings.LANGUAGES:
        url = urls.get(code, "") if urls is not None else translate_url(request.get_full_path(), code)
        links.append(LanguageLink(code, name, url, code == current))
    return links


def _page_urls(page: Page) -> dict[str, str]:
    rows = _TRANSLATIONS.rows([page.pk])
    addresses = page_addresses(url_path for _language, url_path in rows)
    return {language: addresses.get(url_path, "") for language, url_path in rows}
