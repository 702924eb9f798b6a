"""Facets, declared once: which there are, what a case counts for, and what their values are called."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from cases.choices import EvidenceLevel, MeasurementKind, Outcome, Setback, Status, SustainableDevelopmentGoal
from cases.models.localized_text import resolve
from cases.selectors.cost_bands import BAND_LABELS
from cases.selectors.countries import country_name
from cases.selectors.exchange_rates import METHOD
from cases.selectors.languages import language_name
from cases.selectors.localized_format import digits
from cases.selectors.regions import REGIONS, region_name
from cases.selectors.topics import TopicNode, ancestors

from .thesaurus import current_thesaurus

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Labels = dict[str, str]
MEASURED, STATED, NO_FIGURES = "measured", "stated", "none"
NOT_GRADED = "none"
SIGNED, NOT_SIGNED = "signed", "none"


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search. ``labels(codes, language)`` names values, and leaves out what is none of its own.

    ``in_order``: values are shown in the order in which ``labels`` gives them; those of other facets by their counts.
    ``is_tree``: they stand below each other. ``note``: what a reader should know of them, "" when nothing.
    """

    name: str
    label: "StrPromise"
    labels: Callable[[Iterable[str], str], Labels]
    is_tree: bool = False
    in_order: bool = False
    note: "StrPromise | str" = ""


def topics_with_ancestors(codes: Iterable[str], tree: Mapping[str, TopicNode]) -> list[str]:
    """A case counts for its topics and everything above them, once each."""
    found: dict[str, None] = {}
    for code in codes:
        if code in tree:
            found |= dict.fromkeys([code, *ancestors(code, tree)])
    return list(found)


def path_to(topic: str, shown: Container[str]) -> list[str]:
    """Code of a topic, after those of the topics above it that are shown too, from the top."""
    tree = current_thesaurus().tree
    above = ancestors(topic, tree) if topic in tree else []
    return [*(code for code in reversed(above) if code in shown), topic]


def decade_of(year: int) -> str:
    """The decade of a year, named by its first year: "2000" for 2008."""
    return str(year // 10 * 10)


def results_of(kinds: Set[str]) -> str:
    """Kind of figures that a case has, by the kinds of its measurements: a measured one, only others, or none."""
    return (MEASURED if MeasurementKind.MEASURED in kinds else STATED) if kinds else NO_FIGURES


def _topic_labels(codes: Iterable[str], language: str) -> Labels:
    wanted = set(codes)
    tree = current_thesaurus().tree
    return {code: node.label(language) for code, node in tree.items() if code in wanted}


def _city_labels(codes: Iterable[str], language: str) -> Labels:
    names = current_thesaurus().city_names
    return {code: resolve(names[code], language).text for code in codes if code in names}


def _country_labels(codes: Iterable[str], language: str) -> Labels:
    return {code: country_name(code, language) for code in codes if re.fullmatch(r"[A-Z]{2}", code)}


def _region_labels(codes: Iterable[str], language: str) -> Labels:
    return {code: region_name(code, language) for code in codes if code in REGIONS}


def _status_labels(codes: Iterable[str], language: str) -> Labels:
    return _chosen({status.value: status.label for status in Status}, codes, language)


def _outcome_labels(codes: Iterable[str], language: str) -> Labels:
    return _chosen({outcome.value: outcome.label for outcome in Outcome}, codes, language)


def _setback_labels(codes: Iterable[str], language: str) -> Labels:
    return _chosen({setback.value: setback.label for setback in Setback}, codes, language)


def _sdg_labels(codes: Iterable[str], language: str) -> Labels:
    goals = {str(goal.value): goal.label for goal in SustainableDevelopmentGoal}
    chosen = _chosen(goals, codes, language)
    return {code: f"{digits(code, language)}. {label}" for code, label in chosen.items()}


def _decade_labels(codes: Iterable[str], language: str) -> Labels:
    decades = sorted((code for code in codes if re.fullmatch(r"[0-9]{3}0", code)), reverse=True)
    return {code: digits(f"{code}–{int(code) + 9}", language) for code in decades}


def _cost_labels(codes: Iterable[str], language: str) -> Labels:
    return _chosen(BAND_LABELS, codes, language)


def _results_labels(codes: Iterable[str], language: str) -> Labels:
    labels = {
        MEASURED: _("with measured results"),
        STATED: _("with reported or estimated figures"),
        NO_FIGURES: _("without figures"),
    }
    return _chosen(labels, codes, language)


def _evidence_labels(codes: Iterable[str], language: str) -> Labels:
    levels = {level.value: level.label for level in reversed(EvidenceLevel)}
    return _chosen({**levels, NOT_GRADED: pgettext_lazy("evidence", "Not graded yet")}, codes, language)


def _opinion_labels(codes: Iterable[str], language: str) -> Labels:
    labels = {SIGNED: _("with a signed expert opinion"), NOT_SIGNED: _("without an expert opinion")}
    return _chosen(labels, codes, language)


def _language_labels(codes: Iterable[str], language: str) -> Labels:
    known = dict(settings.LANGUAGES)
    return {code: language_name(code, language) for code in codes if code in known}


def _chosen(labels: "Mapping[str, StrPromise | str]", codes: Iterable[str], language: str) -> Labels:
    """Labels of the codes asked for, out of a closed list and in its order."""
    wanted = set(codes)
    with override(language):
        return {code: str(label) for code, label in labels.items() if code in wanted}


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("topic", _("Topic"), _topic_labels, is_tree=True, in_order=True),
        Facet("region", _("Region of the world"), _region_labels),
        Facet("country", _("Country"), _country_labels),
        Facet("city", _("City"), _city_labels),
        Facet("sdg", _("Sustainable Development Goal"), _sdg_labels, in_order=True),
        Facet("status", _("Status"), _status_labels),
        Facet("outcome", pgettext_lazy("of a practice", "Outcome"), _outcome_labels, in_order=True),
        Facet("setback", _("What went wrong"), _setback_labels),
        Facet("decade", _("Decade of the start"), _decade_labels, in_order=True),
        Facet("cost", _("Cost"), _cost_labels, in_order=True, note=METHOD),
        Facet("results", _("Results"), _results_labels),
        Facet("evidence", _("Evidence level"), _evidence_labels, in_order=True),
        Facet("opinion", _("Expert opinion"), _opinion_labels),
        Facet("language", _("Language"), _language_labels),
    )
}


def known_values(name: str, values: Sequence[str]) -> list[str]:
    """Values that a facet has, of those given, in order."""
    labels = FACETS[name].labels(values, settings.LANGUAGE_CODE)
    return [value for value in values if value in labels]
