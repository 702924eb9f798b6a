"""Atom feeds: the latest cases of a language, of a city, of a topic."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import CaseStudyPage
from cases.selectors.feed import newest_pages
from cases.selectors.licences import licence_terms
from cases.selectors.public_lists import public_cities
from cases.selectors.topics import topic_tree


class LatestFeed(Feed):
    """The latest cases, in the language of the address."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, **names: str) -> dict[str, str]:
        self.root = f"{request.scheme}://{request.get_host()}"
        return {"language": get_language() or "fa", "name": "", **names}

    def title(self, about: dict[str, str]) -> str:
        site = _("Cities in practice")
        return f"{about['name']} · {site}" if about["name"] else site

    def link(self, about: dict[str, str]) -> str:
        return f"/{about['language']}/"

    def feed_url(self, about: dict[str, str]) -> str:
        return reverse("feeds:latest")

    def subtitle(self, about: dict[str, str]) -> str:
        return _("What cities did, what it took, what failed and what the figures say. Every case names its sources.")

    def author_name(self, about: dict[str, str]) -> str:
        """Office that runs the site, else the site itself: RFC 4287 (4.1.1) asks for an author."""
        return settings.OPERATOR_NAME or _("Cities in practice")

    def items(self, about: dict[str, str]) -> Any:
        return newest_pages(about["language"])

    def item_title(self, item: CaseStudyPage) -> str:
        return str(item.title)

    def item_description(self, item: CaseStudyPage) -> str:
        return item.summary

    def item_link(self, item: CaseStudyPage) -> str:
        return item.get_url() or ""

    def item_guid(self, item: CaseStudyPage) -> str:
        return f"{self.root}{item.permanent_url()}#{item.locale.language_code}"

    def item_pubdate(self, item: CaseStudyPage) -> datetime | None:
        published: datetime | None = item.first_published_at
        return published

    def item_updateddate(self, item: CaseStudyPage) -> datetime | None:
        published: datetime | None = item.last_published_at
        return published

    def item_copyright(self, item: CaseStudyPage) -> str:
        """Licence by name, with the address of its terms where it has one."""
        terms = licence_terms(item.licence)
        return f"{terms.name} {terms.url}".strip()

    def item_categories(self, item: CaseStudyPage) -> list[str]:
        return [item.city.name(item.locale.language_code)]


class CityFeed(LatestFeed):
    """The latest cases of a city. 404 for one that has no public cases, as for one that is not there."""

    def get_object(self, request: HttpRequest, **names: str) -> dict[str, str]:
        about = super().get_object(request, **names)
        city = get_object_or_404(public_cities([names["slug"]]))
        return {**about, "name": city.name(about["language"])}

    def link(self, about: dict[str, str]) -> str:
        return reverse("cases:city", args=[about["slug"]])

    def feed_url(self, about: dict[str, str]) -> str:
        return reverse("feeds:city", args=[about["slug"]])

    def items(self, about: dict[str, str]) -> Any:
        return newest_pages(about["language"], city=about["slug"])


class TopicFeed(LatestFeed):
    """The latest cases of a topic and of all below it. 404 for one that is not there."""

    def get_object(self, request: HttpRequest, **names: str) -> dict[str, str]:
        about, tree = super().get_object(request, **names), topic_tree()
        if names["code"] not in tree:
            raise Http404
        return {**about, "name": tree[names["code"]].label(about["language"])}

    def link(self, about: dict[str, str]) -> str:
        return reverse("cases:topic", args=[about["code"]])

    def feed_url(self, about: dict[str, str]) -> str:
        return reverse("feeds:topic", args=[about["code"]])

    def items(self, about: dict[str, str]) -> Any:
        return newest_pages(about["language"], topic=about["code"])
