"""Sources across cases: addresses, how often they are given, and by which cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import Min
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage


@dataclass(slots=True)
class SourceUse:
    """Address of a source, a title given with it, and the code of a case for every time the case gives it."""

    url: str
    title: str
    codes: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        """Number of times that the address is given."""
        return len(self.codes)

    @property
    def cases(self) -> list[str]:
        """Codes of the cases that give the address, without repetitions."""
        return list(dict.fromkeys(self.codes))


def source_uses(pages: PageQuerySet | None = None) -> list[SourceUse]:
    """Addresses given as a source in ``pages`` (None: in all pages), most often given first.

    Facts are equal in all languages of a case, so one page of each is read, and only its sources.
    """
    found: dict[str, SourceUse] = {}
    for code, url, title in _given(CaseStudyPage.objects.all() if pages is None else pages):
        found.setdefault(same_address(url), SourceUse(url, title)).codes.append(code)
    return sorted(found.values(), key=lambda use: (-use.times, use.url))


def repeated_sources(pages: PageQuerySet) -> list[SourceUse]:
    """Addresses that are given more than once."""
    return [use for use in source_uses(pages) if use.times > 1]


def same_address(url: str) -> str:
    """Key of an address, equal for addresses that lead a reader to one page."""
    parts = urlsplit(url.strip())
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _given(pages: PageQuerySet) -> Iterator[tuple[str, str, str]]:
    first = pages.filter(case__isnull=False).order_by().values("case").annotate(first=Min("pk")).values("first")
    rows = (
        CaseStudyPage.objects.filter(pk__in=first).order_by("pk").select_related("case").only("sources", "case__code")
    )
    for page in rows.iterator(chunk_size=500):
        for block in page.sources.raw_data:
            value = block["value"]
            if value.get("url"):
                yield page.case.code, value["url"], value.get("title") or ""
