"""Sitemap and robots.txt for search engines: addresses there are, and addresses to leave alone."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from cases.models import CaseStudyPage
from cases.selectors.places import places
from cases.selectors.public_pages import public_pages
from cases.selectors.topics import topic_tree
from home.selectors.plain_pages import plain_pages

MOST = 500  # addresses a file, so that none is large; the index names as many files as it takes


class CaseSitemap(Sitemap):
    """Every public case page, in its own language."""

    limit = MOST

    def items(self) -> Any:
        return public_pages().select_related("locale").order_by("pk")

    def location(self, item: CaseStudyPage) -> str:
        return item.get_url() or ""

    def lastmod(self, item: CaseStudyPage) -> Any:
        return item.last_published_at


class PlaceSitemap(Sitemap):
    """Pages that are there in every language, each naming the others."""

    limit = MOST
    i18n = True
    alternates = True

    def items(self) -> list[tuple[str, tuple[str, ...]]]:
        names: list[tuple[str, tuple[str, ...]]] = [
            (name, ()) for name in ("front", "cases:topics", "cases:cities", "cases:world", "downloads:data")
        ]
        names += [("cases:city", (place.slug,)) for place in places("en")]
        return names + [("cases:topic", (code,)) for code in topic_tree()]

    def _location(self, item: Any, force_lang_code: str | None = None) -> str:
        (name, arguments), language = item[0], force_lang_code or item[1]
        with override(language):
            return reverse(name, args=arguments)


class PlainSitemap(Sitemap):
    """About, accessibility and the like."""

    def items(self) -> list[str]:
        return [url for code in ("fa", "en", "ar") for url, _title in plain_pages(code)]

    def location(self, item: str) -> str:
        return item


SITEMAPS: dict[str, type[Sitemap]] = {"cases": CaseSitemap, "places": PlaceSitemap, "plain": PlainSitemap}


def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the admin and the endless pages and files of search; the API is there to be read."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/search/?", "Disallow: /*/download/"]
    lines += ["Disallow: /*/compare/?add=", "Disallow: /*/compare/?drop=", "Disallow: /*/account/"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without reading the page's own icon."""
    return HttpResponseRedirect(static("icon.svg"))
