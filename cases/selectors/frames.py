"""Frames: a case for a reader in whose language no page of it is written, around the page that suits them best."""

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.translation import override

from cases.models import CaseStudyPage
from cases.models.case_facts import POINTS
from cases.models.localized_text import LocalizedText, fallbacks

from .public_pages import public_pages

SHARED = 10  # cases, each in another language, that may go by one name


def best_pages(codes: Collection[str], language: str) -> dict[str, CaseStudyPage]:
    """The public page of each case, by its code, that a reader of the language can best do with, in the order of codes.

    With its case, city and locale. One query; none without codes.
    """
    if not codes:
        return {}
    pages = public_pages().select_related("case", "city", "locale").order_by("case__code").filter(case__code__in=codes)
    found: dict[str, dict[str, CaseStudyPage]] = {}
    for page in pages:
        found.setdefault(page.case.code, {})[page.locale.language_code] = page
    return {code: written[best_language(list(written), language)] for code, written in found.items()}


def best_language(written: Sequence[str], language: str) -> str:
    """The one among some languages that a reader of a language can best do with."""
    return next((one for one in fallbacks(language) if one in written), written[0])


def public_page_of(code: str, language: str) -> CaseStudyPage | None:
    """The public page of a case in a language, else the one that its reader can best do with; None for no public case.

    One query.
    """
    return best_pages([code.upper()], language).get(code.upper())


def title_in(page: CaseStudyPage, language: str) -> LocalizedText:
    """Title for a reader: of the page, or the one known in their language though no page is written in it."""
    own = page.locale.language_code
    known = page.case.title_translations if page.case and own != language else {}
    if text := known.get(language):
        return LocalizedText(text, language)
    return LocalizedText(page.title, own)


def framed_page(slug: str, language: str) -> CaseStudyPage | None:
    """The page around which a case is shown under this name to readers of a language; None for no public case.

    It may be in that language, where it goes by another name. Two queries.
    """
    named = public_pages().order_by().filter(slug=slug, url_path__endswith=f"/cases/{slug}/", case__isnull=False)
    codes = list(named.values_list("case__code", flat=True).distinct()[:SHARED])
    best = list(best_pages(codes, language).values())
    return next((page for page in best if page.slug == slug), best[0] if best else None)


def frame_address(slug: str, language: str) -> str:
    """Address at which a case is shown to readers of a language in which no page of it is written."""
    with override(language):
        return reverse("cases:case", args=[slug])


def frame_says_enough(page: CaseStudyPage, language: str) -> bool:
    """Whether title, brief and points are in that language, so that search engines may take the frame for a page."""
    written = all(any(block.value["text"].get(language) for block in getattr(page, name)) for name in POINTS)
    return written and bool(page.brief.get(language)) and title_in(page, language).language == language
