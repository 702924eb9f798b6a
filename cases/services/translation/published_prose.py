"""Notes which prose of a page readers see, so that its translations can tell whether they are behind."""

from django.utils import timezone

from cases.models import CaseStudyPage, PublishedProse
from cases.selectors.translation.prose import prose_digest


def note_published_prose(page: CaseStudyPage) -> None:
    """Notes the prose of a page just published; nothing changes where only facts did."""
    digest = prose_digest(page)
    known = PublishedProse.objects.filter(page=page).first()
    if known is None or known.digest != digest:
        PublishedProse.objects.update_or_create(
            page=page, defaults={"digest": digest, "changed_at": page.last_published_at or timezone.now()}
        )


def ensure_published_prose(page: CaseStudyPage) -> None:
    """The same for a page published before anybody asked, such as by an import of many."""
    if page.live and not PublishedProse.objects.filter(page=page).exists():
        note_published_prose(CaseStudyPage.objects.get(pk=page.pk))
