"""Notes the published prose of pages, by which a translation can tell whether it is outdated."""

from django.utils import timezone

from cases.models import CaseStudyPage, PublishedProse
from cases.selectors.translation.prose import prose_digest


def note_published_prose(page: CaseStudyPage) -> None:
    """Notes the prose of a page just published; a publication that changes facts only changes nothing."""
    digest = prose_digest(page)
    known = PublishedProse.objects.filter(page=page).first()
    if known is None or known.digest != digest:
        PublishedProse.objects.update_or_create(
            page=page, defaults={"digest": digest, "changed_at": page.last_published_at or timezone.now()}
        )


def ensure_published_prose(page: CaseStudyPage) -> None:
    """Notes the prose of a published page that has no note yet, such as a page of a large import."""
    if page.live and not PublishedProse.objects.filter(page=page).exists():
        note_published_prose(CaseStudyPage.objects.get(pk=page.pk))
