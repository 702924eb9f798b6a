"""Language switch, and the translations of a page as named to search engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language
from wagtail.models import Page

from cases.models import CaseStudyPage
from cases.models.localized_text import fallbacks
from cases.selectors.frames import best_language, frame_address, frame_says_enough
from cases.selectors.page_addresses import page_addresses
from cases.selectors.prepared_queries import PreparedQuery
from cases.selectors.public_pages import public

from .cases_tags import detail_of

register = template.Library()
LONGEST_PATH, LONGEST_QUERY = 2_500, 7_500  # characters; a slug has 255, each of them nine as it is written in a link


def _translations(pages: Sequence[int]) -> Any:
    found = Page.objects.filter(translation_key__in=Page.objects.filter(pk__in=pages).values("translation_key"))
    return public(found).values_list("locale__language_code", "url_path")


_TRANSLATIONS = PreparedQuery(_translations)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """Link to the page in one language; ``url`` is empty where there is none in it.

    ``is_alternate``: whether search engines are told; not of the frame of a case that says little in the language.
    """

    code: str
    name: str
    url: str
    is_current: bool
    is_alternate: bool = True


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[LanguageLink]:
    """Links to the page shown in every language of the site.

    Of the query string only what the view has checked goes along, as ``query`` of the context.
    """
    request, page = context.get("request"), context.get("page")
    if request is None:
        return []
    current = get_language()
    if isinstance(page, CaseStudyPage):
        return _case_links(page, current)
    urls = _page_urls(page) if isinstance(page, Page) else None
    links, address = [], _address(request, context.get("query", ""))
    for code, name in settings.LANGUAGES:
        url = urls.get(code, "") if urls is not None else translate_url(address, code)
        links.append(LanguageLink(code, name, url, code == current))
    return links


def _case_links(page: CaseStudyPage, current: str | None) -> list[LanguageLink]:
    """Links to a case in every language: its page, else its frame around the page that suits its readers best."""
    translations = detail_of(page).translations
    urls = {other.language: other.url for other in translations}
    written = [code for code in urls if urls[code]]
    links = []
    for other in translations:
        code, url, is_alternate = other.language, other.url, True
        if not url and written and page.case:
            url = frame_address(unquote(urls[best_language(written, code)].rstrip("/").rpartition("/")[2]), code)
            is_alternate = frame_says_enough(page, code)
        links.append(LanguageLink(code, other.name, url, code == current, is_alternate))
    return links


@register.simple_tag(takes_context=True)
def any_language_url(context: dict[str, Any], links: Sequence[LanguageLink]) -> str:
    """Address for readers of any other language ("x-default"): one that chooses by reader, else the English page."""
    request, page = context.get("request"), context.get("page")
    if isinstance(page, CaseStudyPage):
        return page.permanent_url()
    if request is not None and request.path.strip("/") in dict(settings.LANGUAGES):
        return "/"
    urls = {link.code: link.url for link in links if link.url}
    return next((urls[code] for code in fallbacks("") if code in urls), "")


def _address(request: HttpRequest, query: str) -> str:
    """The address of the page as it may stand in links; the front page for one that no server would take."""
    path = escape_uri_path(request.path)
    if len(path) > LONGEST_PATH:
        return f"/{get_language()}/"
    return path + query if 1 < len(query) < LONGEST_QUERY else path


def _page_urls(page: Page) -> dict[str, str]:
    rows = _TRANSLATIONS.rows([page.pk])
    addresses = page_addresses(url_path for _language, url_path in rows)
    return {language: addresses.get(url_path, "") for language, url_path in rows}
