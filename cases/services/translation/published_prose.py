"""Notes the published prose of pages, by which a translation can tell whether it is outdated."""

from django.utils import timezone
from wagtail.models import Revision

from cases.models import CaseStudyPage, PublishedProse
from cases.selectors.translation.prose_digest import earlier_digest, prose_digest


def note_published_prose(page: CaseStudyPage) -> None:
    """Notes what a page just published says in words; a publication that changes other facts only changes nothing."""
    digest = prose_digest(page)
    known = PublishedProse.objects.filter(page=page).first()
    if known is not None and known.digest != digest and known.digest == earlier_digest(page):
        _renew(page, known, digest)
    elif known is None or known.digest != digest:
        PublishedProse.objects.update_or_create(
            page=page, defaults={"digest": digest, "changed_at": page.last_published_at or timezone.now()}
        )


def ensure_published_prose(page: CaseStudyPage) -> None:
    """Notes the prose of a published page that has no note yet, such as a page of a large import."""
    if page.live and not PublishedProse.objects.filter(page=page).exists():
        note_published_prose(CaseStudyPage.objects.get(pk=page.pk))


def _renew(page: CaseStudyPage, known: PublishedProse, digest: str) -> None:
    """Carries a note from before the words of facts were pieces over, with those of translations: none is outdated."""
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
