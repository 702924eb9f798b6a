"""Outdated translations, and since when they are.

A translation is outdated while the public prose of its source is not the prose that the translation took over, at its
beginning or when its last piece was confirmed. A publication that changes facts only outdates nothing. Where nobody
said which prose a text goes back to, nothing is known."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from wagtail.models import Revision

from cases.models import CaseStudyPage, PublishedProse


@dataclass(frozen=True, slots=True)
class Outdated:
    """Outdated translation (``page``): its source says something new."""

    page: CaseStudyPage
    source: CaseStudyPage
    taken: datetime | None
    changed: datetime
    awaits_publication: bool = False  # the draft is up to date already


def outdated_from(page: CaseStudyPage, source: CaseStudyPage | None) -> Outdated | None:
    """Outdated translation, if this text (published or draft) is one of a public source. Select ``published_prose``."""
    prose = getattr(source, "published_prose", None) if source is not None else None
    if source is None or prose is None or page.translated_from != source.locale.language_code:
        return None
    if not page.translated_prose or page.translated_prose == prose.digest:
        return None
    return Outdated(page, source, page.translated_at, prose.changed_at)


def with_source(pages: QuerySet[CaseStudyPage]) -> QuerySet[CaseStudyPage]:
    """Outdated published pages of ``pages``, with ``source_id``, ``source_changed`` and ``draft_prose``."""
    prose = PublishedProse.objects.filter(
        page__translation_key=OuterRef("translation_key"),
        page__locale__language_code=OuterRef("translated_from"),
        page__live=True,
    )
    draft = Revision.objects.filter(pk=OuterRef("latest_revision_id")).annotate(prose=KT("content__translated_prose"))
    found: QuerySet[CaseStudyPage] = (
        pages.filter(live=True)
        .exclude(translated_prose="")
        .annotate(
            source_id=Subquery(prose.values("page_id")[:1]),
            source_digest=Subquery(prose.values("digest")[:1]),
            source_changed=Subquery(prose.values("changed_at")[:1]),
            draft_prose=Subquery(draft.values("prose")),
        )
        .filter(source_digest__isnull=False)
        .exclude(translated_prose=F("source_digest"))
    )
    return found


def outdated_translations(source: CaseStudyPage) -> list[Outdated]:
    """Published translations of a page that are outdated. One query."""
    language = source.locale.language_code
    pages = CaseStudyPage.objects.filter(translation_key=source.translation_key, translated_from=language)
    return [
        Outdated(page, source, page.translated_at, page.source_changed, page.draft_prose == page.source_digest)
        for page in with_source(pages.exclude(pk=source.pk).select_related("locale"))
    ]
