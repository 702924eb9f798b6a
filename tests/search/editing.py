"""What editors do to cases, and what readers then find."""

from cases.models import CaseStudyPage
from search.answer.service import search
from search.params import SearchParams


def change(code: str, word: str) -> None:
    """Publishes the English text of a case with a word that it did not have."""
    page = CaseStudyPage.objects.get(case__code=code, locale__language_code="en")
    page.lessons = f"Beware of the {word}."
    page.save_revision().publish()


def withdraw(code: str) -> None:
    """Takes a case from readers, in every language."""
    for page in CaseStudyPage.objects.filter(case__code=code):
        page.unpublish()


def found(text: str) -> list[str]:
    """Codes of the cases that an English reader finds."""
    return [hit.card.code for hit in search(SearchParams(q=text, language="en")).hits]
