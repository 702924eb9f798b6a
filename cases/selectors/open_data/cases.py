"""Cases as open data: which there are, and all that is public of them. The number of queries is fixed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from wagtail.query import PageQuerySet

from cases.choices import LabelKind
from cases.models import Adoption, Case, CaseStudyPage, Indicator, Measurement, TopicLabel
from cases.models.case_facts import POINTS
from cases.models.localized_text import fallbacks, resolve
from cases.selectors.case_series import Figures
from cases.selectors.case_sources import cited, source_numbers
from cases.selectors.licences import licence_terms
from cases.selectors.page_addresses import page_addresses
from cases.selectors.public_pages import public_pages
from cases.selectors.topics import descendants, topic_tree

from .facts import cost_of, indicator_of, outcome_of, place_of, points_of, sources_of
from .standing import archive_data, evidence_data, freshness_data
from .texts import dated, text_in

Data = dict[str, Any]
TOGETHER = 200  # cases that are read at once
LONG = ("summary", "points", "sources", "unchecked")  # left out in short
MOST_IN_SHORT = 3  # indicators of a case in short
_FILTERS = {
    "city": "city__slug__in", "country": "city__country__in", "status": "status__in", "outcome": "outcome__in",
    "evidence": "case__evidence_level__in",
    "language": "locale__language_code__in", "topic": "topics__code__in",
}  # fmt: skip


def public_codes(filters: Mapping[str, Sequence[str]]) -> Any:
    """Codes of public cases in their order, as a query: any value of one filter, and all filters."""
    pages: PageQuerySet = public_pages().filter(case__isnull=False)
    for name, values in filters.items():
        pages = pages.filter(**{_FILTERS[name]: _with_narrower(values) if name == "topic" else values})
    return pages.order_by("case__code").values_list("case__code", flat=True).distinct()


def _with_narrower(topics: Sequence[str]) -> list[str]:
    tree = topic_tree()
    return [code for topic in topics if topic in tree for code in descendants(topic, tree)]


def open_cases(codes: Sequence[str], language: str, root: str) -> Iterator[Data]:
    """The public ones of these cases, in the order given. Seven queries for so many as are read at once.

    ``root`` stands before each address. Names of licences are in the active language.
    """
    for start in range(0, len(codes), TOGETHER):
        yield from _Together(codes[start : start + TOGETHER], language, root).cases()


class _Together:
    """Public cases that are read at once, with all that belongs to them."""

    def __init__(self, codes: Sequence[str], language: str, root: str) -> None:
        self.codes, self.language, self.root = codes, language, root
        self.pages: dict[str, dict[str, CaseStudyPage]] = {}
        found = public_pages().filter(case__code__in=codes).select_related("case", "city", "locale").order_by("pk")
        for page in found:
            assert page.case  # by whose code it was found
            self.pages.setdefault(page.case.code, {})[page.locale.language_code] = page
        self.addresses = page_addresses(page.url_path for of in self.pages.values() for page in of.values())
        self.chosen = {
            code: next((of[one] for one in fallbacks(language) if one in of), next(iter(of.values())))
            for code, of in self.pages.items()
        }
        self.topics = self._topics()
        self.indicators, self.measurements = self._figures()
        self.adoptions = self._adoptions()

    def cases(self) -> Iterator[Data]:
        """The cases, in the order asked for."""
        for code in self.codes:
            if page := self.chosen.get(code):
                yield self._case(code, page)

    def _topics(self) -> dict[int, list[dict[str, str]]]:
        pks = [page.pk for page in self.chosen.values()]
        filed = CaseStudyPage.topics.through.objects.filter(casestudypage__in=pks)
        rows = list(filed.order_by("topic__position", "topic__code").values_list("casestudypage_id", "topic__code"))
        labels: dict[str, dict[str, str]] = {}
        preferred = TopicLabel.objects.filter(kind=LabelKind.PREFERRED, topic__code__in={code for _pk, code in rows})
        for code, language, text in preferred.values_list("topic__code", "language", "text"):
            labels.setdefault(code, {})[language] = text
        found: dict[int, list[dict[str, str]]] = {}
        for pk, code in rows:
            label = resolve(labels.get(code, {}), self.language).text or code
            found.setdefault(pk, []).append({"code": code, "label": label})
        return found

    def _figures(self) -> tuple[dict[int, list[Indicator]], dict[int, list[Measurement]]]:
        ids = [page.case_id for page in self.chosen.values()]
        indicators: dict[int, list[Indicator]] = {}
        for indicator in Indicator.objects.filter(case__in=ids).select_related("unit"):
            indicators.setdefault(indicator.case_id, []).append(indicator)
        measurements: dict[int, list[Measurement]] = {}
        for one in Measurement.objects.filter(indicator__case__in=ids):
            measurements.setdefault(one.indicator_id, []).append(one)
        return indicators, measurements

    def _adoptions(self) -> dict[int, list[str]]:
        """Keys of the sources that the adoptions of each case cite."""
        found: dict[int, list[str]] = {}
        adoptions = Adoption.objects.filter(case__in=[page.case_id for page in self.chosen.values()])
        for case, key in adoptions.values_list("case", "source"):
            found.setdefault(case, []).append(key)
        return found

    def _numbers(self, page: CaseStudyPage) -> dict[str, int]:
        """Numbers of the sources by their keys: those of the page, so that a citation of either names one source."""
        case = page.case_id or 0
        figures = [Figures(one, self.measurements.get(one.pk, [])) for one in self.indicators.get(case, [])]
        return source_numbers(page, cited(page, [one.cited for one in figures], self.adoptions.get(case, [])))

    def _case(self, code: str, page: CaseStudyPage) -> Data:
        language, case = self.language, page.case
        assert case
        numbers = self._numbers(page)
        titles = {**case.title_translations, **{one: other.title for one, other in self.pages[code].items()}}
        figures = [
            indicator_of(indicator, self.measurements.get(indicator.pk, []), language, numbers)
            for indicator in self.indicators.get(page.case_id, [])
        ]
        return {
            "code": code,
            "url": self.root + page.permanent_url(),
            "data": self.root + reverse("api-1:case", args=[code]),
            "title": text_in(titles, language),
            "brief": text_in(page.brief, language),
            "place": place_of(page, language),
            "topics": self.topics.get(page.pk, []),
            "sdgs": page.sdgs,
            "started": dated(page.started, page.started_known),
            "ended": dated(page.ended, page.ended_known),
            "status": page.status,
            "outcome": outcome_of(page, language, numbers),
            "evidence": evidence_data(case, numbers),
            "confirmed": freshness_data(case),
            "archived": archive_data(case, language),
            "setbacks": page.setbacks,
            "cost": cost_of(page, language, numbers),
            "indicators": figures,
            "licence": _licence(page.licence),
            "languages": self._languages(code),
            "published": page.first_published_at and page.first_published_at.date().isoformat(),
            "changed": page.last_published_at and page.last_published_at.date().isoformat(),
            **self._prose(page, case, numbers),
        }

    def _prose(self, page: CaseStudyPage, case: Case, numbers: Mapping[str, int]) -> Data:
        summaries = {other.locale.language_code: other.summary for other in self.pages[case.code].values()}
        return {
            "summary": text_in({**case.summary_translations, **summaries}, self.language),
            "points": {
                name.removesuffix("_points"): points_of(getattr(page, name), self.language, numbers) for name in POINTS
            },
            "sources": sources_of(page, numbers, self.root),
            "unchecked": [text for block in page.unchecked if (text := text_in(block.value, self.language))],
        }

    def _languages(self, code: str) -> list[dict[str, str]]:
        """Languages in which the case is written, with the address of the page in each."""
        return [
            {"language": language, "url": self.root + self.addresses.get(page.url_path, page.permanent_url())}
            for language, page in sorted(self.pages[code].items())
        ]


def in_short(case: Data) -> Data:
    """Case without what may be long: of points and sources nothing, of each of its first indicators the last value."""
    figures = [{**one, "measurements": one["measurements"][-1:]} for one in case["indicators"][:MOST_IN_SHORT]]
    cost = case["cost"] and {**case["cost"], "note": None}
    kept = {name: value for name, value in case.items() if name not in LONG}
    return {**kept, "outcome": {**case["outcome"], "reason": None}, "cost": cost, "indicators": figures}


def _licence(code: str) -> dict[str, str | None]:
    terms = licence_terms(code)
    return {"code": terms.code, "name": terms.name, "url": terms.url or None}
