"""Facets, declared once: which there are, what a case counts for, and what their values are called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases.choices import Status
from cases.models.localized_text import resolve
from cases.selectors.countries import country_name
from cases.selectors.topics import TopicNode, ancestors

from .thesaurus import current_thesaurus

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Labels = dict[str, str]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search. ``labels(codes, language)`` names values, in the order in which to show them."""

    name: str
    label: "StrPromise"
    labels: Callable[[Iterable[str], str], Labels]
    is_tree: bool = False
    in_order: bool = False  # values keep the order in which labels() gives them; else the most frequent come first
    note: "StrPromise | str" = ""


def topics_with_ancestors(codes: Iterable[str], tree: Mapping[str, TopicNode]) -> list[str]:
    """A case counts for its topics and everything above them, once each."""
    found: dict[str, None] = {}
    for code in codes:
        if code in tree:
            found |= dict.fromkeys([code, *ancestors(code, dict(tree))])
    return list(found)


def _topic_labels(codes: Iterable[str], language: str) -> Labels:
    wanted = set(codes)
    tree = current_thesaurus().tree
    return {code: node.label(language) for code, node in tree.items() if code in wanted}


def _city_labels(codes: Iterable[str], language: str) -> Labels:
    names = current_thesaurus().city_names
    return {code: resolve(names[code], language).text for code in codes if code in names}


def _country_labels(codes: Iterable[str], language: str) -> Labels:
    return {code: country_name(code, language) for code in codes}


def _status_labels(codes: Iterable[str], language: str) -> Labels:
    wanted = set(codes)
    with override(language):
        return {status.value: str(status.label) for status in Status if status.value in wanted}


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("topic", _("Topic"), _topic_labels, is_tree=True, in_order=True),
        Facet("city", _("City"), _city_labels),
        Facet("country", _("Country"), _country_labels),
        Facet("status", _("Status"), _status_labels),
    )
}
