"""Translating a page as an editor would, for tests."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale

from cases.models import CaseStudyPage
from cases.selectors.translation.case_words import is_case_word
from cases.selectors.translation.sheet import Segment, Sheet
from cases.services.translation.drafts import Change, Outcome, begin_translation, save_translation


def page_in(language: str) -> CaseStudyPage:
    found: CaseStudyPage = CaseStudyPage.objects.select_related("locale").get(locale__language_code=language)
    return found


def fresh(page: CaseStudyPage) -> CaseStudyPage:
    found: CaseStudyPage = CaseStudyPage.objects.select_related("locale").get(pk=page.pk)
    return found


def draft_of(page: CaseStudyPage) -> CaseStudyPage:
    draft: CaseStudyPage = fresh(page).get_latest_revision_as_object()
    return draft


def begin(source: CaseStudyPage, language: str, user: Any = None) -> CaseStudyPage:
    return begin_translation(fresh(source), Locale.objects.get(language_code=language), user)


def segments(source: CaseStudyPage, target: CaseStudyPage) -> dict[str, Segment]:
    """By path; of a rich text the last paragraph. Words of the case share paths, so that their text is added."""
    found = Sheet(fresh(source), fresh(target)).segments
    return {
        f"{segment.piece.path}:{segment.source}" if is_case_word(segment.piece.path) else segment.piece.path: segment
        for segment in found
    }


def translate(source: CaseStudyPage, target: CaseStudyPage, how: Callable[[Segment], str], user: Any = None) -> Outcome:
    """Writes what ``how`` says for every piece that is not done."""
    sheet = Sheet(fresh(source), fresh(target))
    changes = [
        Change(segment.key, how(segment), segment.base, confirmed=True)
        for segment in sheet.segments
        if segment.state != "done"
    ]
    return save_translation(fresh(source), fresh(target), changes, user)


def change(segment: Segment, text: str, *, confirmed: bool = False) -> Change:
    return Change(segment.key, text, segment.base, confirmed)


def publish(page: CaseStudyPage, **values: Any) -> CaseStudyPage:
    """Changes the latest draft and publishes it."""
    draft = draft_of(page)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False).publish()
    return fresh(page)


def other(source: CaseStudyPage) -> str:
    """The language a case is translated into."""
    return {"fa": "en", "en": "ar", "ar": "fa"}[source.locale.language_code]


def only_in(language: str, part: Any) -> Any:
    """A record, or part of it, without texts in other languages; the city, which cases share, keeps its names."""
    if isinstance(part, list):
        return [only_in(language, item) for item in part]
    if not isinstance(part, dict):
        return part
    others = {"fa", "en", "ar", "tr", "es", "pt", "fr", "zh", "ru"} - {language} if language in part else set()
    return {
        name: value if name == "city" and "lat" in value else only_in(language, value)
        for name, value in part.items()
        if name not in others
    }
