"""Metadata of a case for messengers and search engines: title, picture, linked data."""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import CaseStudyPage
from cases.selectors.citations import citation_of
from cases.selectors.cut_text import cut
from cases.selectors.licences import LicenceTerms
from cases.selectors.licences import licence_terms as _licence_terms
from cases.selectors.share_links import share_links

from .cases_tags import detail_of

register = template.Library()
MOST_SAID = 300  # letters of a description; more is cut by whoever shows it
# A script block ends at the first "</": these letters are written so that none can appear in it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def _root(context: dict[str, Any]) -> str:
    request: HttpRequest | None = context.get("request")
    return f"{request.scheme}://{request.get_host()}" if request else ""


@register.simple_tag(takes_context=True)
def site_root(context: dict[str, Any]) -> str:
    """Address of the site without a path."""
    return _root(context)


def _image_url(context: dict[str, Any], page: CaseStudyPage) -> str:
    if page.case is None:  # previewed before it was first saved
        return ""
    return _root(context) + reverse("social_image", args=[page.case.code, page.locale.language_code])


def _cut(text: str) -> str:
    """Text as it is, or cut after a word."""
    return cut(text, MOST_SAID)


@register.simple_tag(takes_context=True)
def introduction(context: dict[str, Any], title: object, description: object) -> SafeString:
    """Meta tags of a page that is no case: title and description, as search engines and messengers show them."""
    said = _cut(str(description))
    tags = [("og:type", "website"), ("og:title", title), ("og:description", said), ("og:locale", get_language() or "")]
    if request := context.get("request"):
        tags.append(("og:url", _root(context) + request.path))
    described = format_html('<meta name="description" content="{}">', said) if said else mark_safe("")
    return described + format_html_join("", '<meta property="{}" content="{}">', tags)


@register.simple_tag(takes_context=True)
def social_image(context: dict[str, Any], page: CaseStudyPage) -> SafeString:
    """Meta tags with the title, summary and picture that messengers show with a link."""
    tags = [
        ("og:type", "article"),
        ("og:title", page.title),
        ("og:description", _cut(page.summary)),
        ("og:locale", page.locale.language_code),
    ]
    if request := context.get("request"):
        tags.append(("og:url", _root(context) + request.path))
    if image := _image_url(context, page):
        tags += [("og:image", image), ("og:image:width", "1200"), ("og:image:height", "630")]
    described = format_html('<meta name="description" content="{}">', _cut(page.summary))
    meta = [described, *(format_html('<meta property="{}" content="{}">', name, content) for name, content in tags)]
    return mark_safe("".join([*meta, '<meta name="twitter:card" content="summary_large_image">']))  # noqa: S308


@register.simple_tag(takes_context=True)
def case_linked_data(context: dict[str, Any], page: CaseStudyPage) -> SafeString:
    """Linked data of the case as schema.org's Article, in a block that browsers do not run and the policy allows."""
    detail, root = detail_of(page), _root(context)
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": root + detail.permanent_url,
        "identifier": detail.code,
        "headline": page.title,
        "abstract": page.summary,
        "inLanguage": page.locale.language_code,
        "url": root + (page.get_url() or ""),
        "image": _image_url(context, page),
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "publisher": {"@type": "Organization", "name": _("Cities in practice"), "url": f"{root}/"},
        "contentLocation": {
            "@type": "City",
            "name": detail.city_name,
            "containedInPlace": {"@type": "Country", "name": detail.country},
        },
        "license": _licence_terms(page.licence).url,
        "keywords": [label for _code, label in detail.topics],
        "citation": [
            {"@type": "CreativeWork", "name": s.title, **({"url": s.url} if s.url else {})} for s in detail.sources
        ],
    }
    known = {name: value for name, value in data.items() if value}
    text = json.dumps(known, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.inclusion_tag("cases/components/share.html", takes_context=True)
def share_bar(context: dict[str, Any], page: CaseStudyPage) -> dict[str, Any]:
    """Bar by which a reader passes a case on: its address, to copy or to share, and what else can be done with it."""
    links = share_links(page, get_language() or "fa")
    return {"page": page, "detail": detail_of(page), "root": _root(context), "links": links}


@register.simple_tag
def licence_terms(page: CaseStudyPage) -> LicenceTerms:
    """Licence of a case in the language of the page."""
    return _licence_terms(page.licence)


@register.simple_tag(takes_context=True)
def citation_tags(context: dict[str, Any], page: CaseStudyPage) -> SafeString:
    """Meta tags by which Google Scholar and reference managers cite the page; none before it is first saved."""
    if page.case is None:
        return mark_safe("")
    cited = citation_of(page, _root(context))
    tags = [
        ("citation_title", cited.title),
        ("citation_author", cited.author),
        ("citation_publisher", cited.site),
        ("citation_language", cited.language),
        ("citation_public_url", cited.url),
        ("citation_publication_date", cited.day.strftime("%Y/%m/%d") if cited.day else ""),
    ]
    return format_html_join("", '<meta name="{}" content="{}">', (tag for tag in tags if tag[1]))
