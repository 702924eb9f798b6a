"""Sheet of a case: all that its files say, in a reader's language, with texts that may be cut to fit a page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import CaseStudyPage
from cases.models.localized_text import LocalizedText, resolve
from cases.selectors import localized_format
from cases.selectors.case_detail import case_detail
from cases.selectors.city_facts import population_of
from cases.selectors.cut_text import cut, first_sentences
from cases.selectors.frames import title_in
from cases.selectors.languages import language_name
from cases.selectors.licences import licence_terms

from ..whom_to_ask import Contact, whom_to_ask
from .qr_code import qr_code

GROUPS = (("results", "results_points"), ("limits", "limits_points"), ("conditions", "conditions_points"))
PROSE_OF = {"results": "results", "limits": "limits", "conditions": "transfer"}
LONGEST_TITLE, LONGEST_NAME = 120, 60  # letters, in the lines at the foot that never grow


@dataclass(frozen=True, slots=True)
class Fit:
    """Room on the page: size of the letters, and how much is said of each thing."""

    size: float  # points
    letters: int  # of one text
    points: int  # of a group
    figures: int


# From the roomiest on; the last fits whatever a case holds.
FITS = (
    Fit(10, 420, 5, 4),
    Fit(9, 420, 5, 4),
    Fit(8.2, 420, 5, 4),
    Fit(8.2, 170, 5, 4),
    Fit(7.6, 110, 4, 3),
    Fit(7.6, 60, 3, 2),
)


SHORTEST = 40  # letters that a line takes the room of, however few it has
AREA = 230_000  # letters a page has room for, times the square of their size; none of the starter cases has more


def sheet(page: CaseStudyPage, language: str, root: str) -> dict[str, Any]:
    """Context of the files of a public page of a case, for readers of a language, which is the active one."""
    assert page.case
    detail = case_detail(page, language)
    title, address = title_in(page, language), root + page.permanent_url()
    changed = page.last_published_at or page.first_published_at
    return {
        "page": page,
        "detail": detail,
        "language": language,
        "is_rtl": language in ("fa", "ar"),
        "title": title,
        "written_in": language_name(page.locale.language_code, language),
        "is_frame": page.locale.language_code != language,
        "population": population_of(page.city, language),
        "groups": {name: _group(page, name, field, language) for name, field in GROUPS},
        "contact": whom_to_ask(page.city),
        "changed": localized_format.day(timezone.localdate(changed), language) if changed else "",
        "address": address,
        "qr": qr_code(address),
        "licence": licence_terms(page.licence),
        "site": settings.OPERATOR_NAME or _("Cities in practice"),
    }


def brief_contexts(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    """Contexts of the brief, the roomiest first, without those that are far from fitting: each costs time to try."""
    contexts = [brief_context(sheet, fit) for fit in FITS]
    likely = [one for one in contexts if one["told"] * one["fit"].size ** 2 < AREA]
    return likely or contexts[-1:]


def brief_context(sheet: dict[str, Any], fit: Fit) -> dict[str, Any]:
    """Context of the brief, with every text cut to what its page has room for."""
    detail = sheet["detail"]
    told = 0

    def short(text: LocalizedText) -> LocalizedText:
        nonlocal told
        shown = cut(text.text, fit.letters)
        told += max(len(shown), SHORTEST)
        return LocalizedText(shown, text.language)

    context = {
        **sheet,
        "fit": fit,
        "size": f"{fit.size}pt",
        "headline": short(sheet["title"]),
        "cited_title": cut(sheet["title"].text, LONGEST_TITLE),
        "cited_site": cut(sheet["site"], LONGEST_NAME),
        "brief": short(detail.brief),
        "reason": short(detail.outcome_reason),
        "basis": short(detail.cost.basis) if detail.cost else None,
        "city_name": cut(detail.city_name, LONGEST_NAME),
        "figures": [
            (short(series.name), cut(series.unit, LONGEST_NAME), series) for series in detail.headlines[: fit.figures]
        ],
        "groups": {name: [short(text) for text in texts[: fit.points]] for name, texts in sheet["groups"].items()},
        "has_more": _is_cut(sheet, fit),
        "contact": Contact(cut(sheet["contact"].name, LONGEST_NAME), cut(sheet["contact"].email, LONGEST_NAME)),
    }
    return {**context, "told": told}


def _is_cut(sheet: dict[str, Any], fit: Fit) -> bool:
    detail = sheet["detail"]
    groups: list[list[LocalizedText]] = list(sheet["groups"].values())
    texts = [text for found in groups for text in found] + [sheet["title"], detail.brief, detail.outcome_reason]
    texts += [detail.cost.basis] if detail.cost else []
    texts += [series.name for series in detail.headlines]
    return any(len(text.text) > fit.letters for text in texts) or any(len(found) > fit.points for found in groups)


def _group(page: CaseStudyPage, name: str, field: str, language: str) -> list[LocalizedText]:
    """Points of one kind; of a case without points the first sentences of its prose."""
    points = [text for block in getattr(page, field) if (text := resolve(block.value["text"], language)).text]
    prose = getattr(page, PROSE_OF[name])
    if points or not prose:
        return points
    return [LocalizedText(first_sentences(prose, 300), page.locale.language_code)]


def full_context(sheet: dict[str, Any]) -> dict[str, Any]:
    """Context of the full text."""
    detail = sheet["detail"]
    return {
        **sheet,
        "headline": sheet["title"],
        "cited_title": cut(sheet["title"].text, LONGEST_TITLE),
        "cited_site": cut(sheet["site"], LONGEST_NAME),
        "city_name": detail.city_name,
        "reason": detail.outcome_reason,
        "basis": detail.cost.basis if detail.cost else None,
    }
