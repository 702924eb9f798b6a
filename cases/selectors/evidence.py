"""Evidence for a case: what each level asks for, and what the data of the case say to that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cases.choices import EvidenceLevel, MeasurementKind, SourceKind
from cases.models import CaseStudyPage, Indicator

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LEAST_SOURCES = 2  # that a reader can open
EVALUATORS = (SourceKind.SCHOLARLY, SourceKind.ORGANISATION)  # kinds of source in which others than the city evaluate

# What a case must have for a level, beside all that the levels before it ask for; readers see it.
REQUIREMENTS: "Mapping[EvidenceLevel, _StrPromise]" = {
    EvidenceLevel.DESCRIBED: _("The case says what came of the practice, and what its limits and failures are."),
    EvidenceLevel.DOCUMENTED: _("At least two sources stand behind it that every reader can open."),
    EvidenceLevel.FIGURES: _("At least one result is a figure with its date, and names its source."),
    EvidenceLevel.MEASURED: _(
        "At least one figure was measured, not only reported or estimated, and an earlier one says how it was before."
    ),
    EvidenceLevel.INDEPENDENT: _(
        "Somebody other than the city evaluated the practice: the case names the scholarly work, or the report of an "
        "organisation, in which every reader can read it."
    ),
}
# What is said where the data of a case contradict a level.
REFUSALS: "Mapping[EvidenceLevel, _StrPromise]" = {
    EvidenceLevel.DESCRIBED: _("its text does not say both results and limits"),
    EvidenceLevel.DOCUMENTED: _("fewer than two of its sources have an address or a file"),
    EvidenceLevel.FIGURES: _("none of its figures names a source of the case"),
    EvidenceLevel.MEASURED: _("none of its figures is measured and has an earlier one beside it"),
    EvidenceLevel.INDEPENDENT: _(
        "no source of the evaluation is named that is scholarly or of an organisation and can be opened"
    ),
}
Sources = Iterable[Mapping[str, Any]]  # values of the blocks of a page


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence in the data of a case. ``evaluations``: keys of sources that may be an evaluation."""

    is_described: bool = False
    open_sources: int = 0
    has_figures: bool = False
    is_measured: bool = False
    evaluations: frozenset[str] = frozenset()

    def meets(self, level: EvidenceLevel, evaluation: str = "") -> bool:
        """Whether it has what this level alone asks for. ``evaluation``: key of the source that is named as such."""
        match level:
            case EvidenceLevel.DESCRIBED:
                return self.is_described
            case EvidenceLevel.DOCUMENTED:
                return self.open_sources >= LEAST_SOURCES
            case EvidenceLevel.FIGURES:
                return self.has_figures
            case EvidenceLevel.MEASURED:
                return self.is_measured
            case EvidenceLevel.INDEPENDENT:
                return evaluation in self.evaluations

    def contradicts(self, level: str, evaluation: str = "") -> list[EvidenceLevel]:
        """Levels up to this one whose requirements are not met, the lowest first; none for "", which claims nothing."""
        asked = list(EvidenceLevel)[: EvidenceLevel.values.index(level) + 1] if level else []
        return [step for step in asked if not self.meets(step, evaluation)]

    def reaches(self, evaluation: str = "") -> str:
        """Highest level whose requirements it meets with all those before; "" where it meets none."""
        reached = [step.value for step in EvidenceLevel if not self.contradicts(step, evaluation)]
        return reached[-1] if reached else ""


def evidence_of(cases: Iterable[int]) -> dict[int, Evidence]:
    """Evidence of these cases by their keys, as readers see them; of a case that is not public, by its drafts.

    Three queries.
    """
    keys = list(cases)
    pages: dict[int, list[CaseStudyPage]] = {}
    for page in CaseStudyPage.objects.filter(case__in=keys).only("case", "live", "results", "limits", "sources"):
        pages.setdefault(page.case_id or 0, []).append(page)
    indicators: dict[int, list[Indicator]] = {}
    for indicator in Indicator.objects.filter(case__in=keys).prefetch_related("measurements"):
        indicators.setdefault(indicator.case_id, []).append(indicator)
    return {key: judge(pages.get(key, []), indicators.get(key, [])) for key in keys}


def judge(pages: Sequence[CaseStudyPage], indicators: Iterable[Indicator]) -> Evidence:
    """Evidence in pages and figures of a case. Only its public pages count, where it has any."""
    shown = [page for page in pages if page.live] or pages
    sources = {value["key"]: value for page in shown for block in page.sources if (value := block.value)}
    opened = {key for key, value in sources.items() if value["url"] or value["file"]}
    figures = list(indicators)
    return Evidence(
        is_described=any(page.results.strip() and page.limits.strip() for page in shown),
        open_sources=len(opened),
        has_figures=any(_is_sourced(one, sources) for one in figures),
        is_measured=any(_was_measured(one, sources) for one in figures),
        evaluations=frozenset(key for key in opened if sources[key]["kind"] in EVALUATORS),
    )


def _is_sourced(indicator: Indicator, sources: Mapping[str, Any]) -> bool:
    points = indicator.measurements.all()
    return any((point.source or indicator.source) in sources for point in points)


def _was_measured(indicator: Indicator, sources: Mapping[str, Any]) -> bool:
    """Whether a measured value that names its source has an earlier one, or a baseline, beside it."""
    points = list(indicator.measurements.all())
    first, base = min((point.date for point in points), default=None), indicator.baseline_year
    return any(
        point.kind == MeasurementKind.MEASURED
        and (point.source or indicator.source) in sources
        and ((base is not None and base < point.date.year) or (first is not None and first < point.date))
        for point in points
    )
