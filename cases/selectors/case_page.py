"""The page of a case by its name, or by one it had."""

from cases.models import CasePageRedirect, CaseStudyPage

from .prepared_queries import PreparedObjects
from .public_pages import public_pages

# Neither ordered nor narrowed by language: a database that begins with either reads far more than the name.
_NAMED = PreparedObjects(
    CaseStudyPage, lambda slugs: public_pages().order_by().filter(slug__in=slugs), "locale", "case", "city"
)


def public_case_page(slug: str, language: str) -> CaseStudyPage | None:
    """The public case page of this name in a language, right below the page of all cases; with its case and city."""
    for page in _NAMED.find([slug]):
        if page.locale.language_code == language and page.url_path.endswith(f"/cases/{slug}/"):
            return page
    return None


def moved_case_page(slug: str, language: str) -> CaseStudyPage | None:
    """The public page that was called so in a language before its slug changed."""
    cases = CasePageRedirect.objects.filter(language=language, slug=slug).values("case")
    pages = public_pages().filter(case__in=cases, locale__language_code=language)
    found: CaseStudyPage | None = pages.select_related("locale").first()
    return found
