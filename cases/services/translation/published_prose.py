"""Notes the published prose of pages, by which a translation can tell whether it is outdated."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from wagtail.models import Revision

from cases.models import Case, CaseStudyPage, PublishedProse
from cases.selectors.translation.prose_digest import WITH_WORDS, earlier_digests, prose_digest


def note_published_prose(page: CaseStudyPage, changed_at: datetime | None = None) -> None:
    """Notes what a page says in words; a change of other facts changes nothing.

    ``changed_at``: when; without, it is that of its publication.
    """
    digest = prose_digest(page)
    known = PublishedProse.objects.filter(page=page).first()
    if known is not None and known.digest != digest and known.digest in earlier_digests(page):
        _renew(page, known, digest)
    elif known is None or known.digest != digest:
        moment = changed_at or page.last_published_at or timezone.now()
        PublishedProse.objects.update_or_create(page=page, defaults={"digest": digest, "changed_at": moment})


@contextmanager
def noting_words(case: Case) -> Iterator[None]:
    """Change of the words of a case (its indicators and adoptions), which its public pages say from then on.

    Notes of a time when these words were no part of them are brought up to date first, so that only what changes now
    outdates a translation.
    """
    noted = PublishedProse.objects.filter(page__case=case, page__live=True)
    for note in noted.exclude(digest__startswith=WITH_WORDS).select_related("page"):
        note_published_prose(note.page)
    yield
    for note in noted.select_related("page"):
        note_published_prose(note.page, timezone.now())


def ensure_published_prose(page: CaseStudyPage) -> None:
    """Notes the prose of a published page that has no note yet, such as a page of a large import."""
    if page.live and not PublishedProse.objects.filter(page=page).exists():
        note_published_prose(CaseStudyPage.objects.get(pk=page.pk))


def _renew(page: CaseStudyPage, known: PublishedProse, digest: str) -> None:
    """Carries a note from before some words were pieces over, with those of translations: none is outdated."""
    earlier, known.digest = known.digest, digest
    known.save(update_fields=["digest"])
    pages = CaseStudyPage.objects.filter(
        translation_key=page.translation_key, translated_from=page.locale.language_code
    ).exclude(pk=page.pk)
    drafts = pages.values_list("latest_revision_id", flat=True)
    for draft in Revision.objects.filter(pk__in=list(drafts)):
        if draft.content.get("translated_prose") == earlier:
            Revision.objects.filter(pk=draft.pk).update(content={**draft.content, "translated_prose": digest})
    pages.filter(translated_prose=earlier).update(translated_prose=digest)
