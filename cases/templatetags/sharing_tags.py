"""Metadata of a case for messengers and search engines: title, picture, linked data."""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.models import CaseStudyPage

from .cases_tags import detail_of

register = template.Library()
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


@register.simple_tag(takes_context=True)
def social_image(context: dict[str, Any], page: CaseStudyPage) -> SafeString:
    """Meta tags with the title, summary and picture that messengers show with a link."""
    tags = [
        ("og:type", "article"),
        ("og:title", page.title),
        ("og:description", page.summary[:300]),
        ("og:locale", page.locale.language_code),
    ]
    if image := _image_url(context, page):
        tags += [("og:image", image), ("og:image:width", "1200"), ("og:image:height", "630")]
    meta = [format_html('<meta property="{}" content="{}">', name, content) for name, content in tags]
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
        "publisher": {"@type": "Organization", "name": _("Practice of cities"), "url": f"{root}/"},
        "contentLocation": {
            "@type": "City",
            "name": detail.city_name,
            "containedInPlace": {"@type": "Country", "name": detail.country},
        },
        "keywords": [label for _code, label in detail.topics],
        "citation": [{"@type": "CreativeWork", "name": s["title"], "url": s["url"]} for s in detail.sources],
    }
    known = {name: value for name, value in data.items() if value}
    text = json.dumps(known, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
