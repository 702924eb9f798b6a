"""Former addresses of case pages, kept when a slug changes."""

from cases.models import CasePageRedirect, CaseStudyPage


def keep_former_slug(page: CaseStudyPage) -> None:
    """Leads requests for the slug that a live page has in the database to its case, where it is about to change.

    A slug that pages of two cases had leads to the one that had it last. Nobody knew the address of a draft.
    """
    former = CaseStudyPage.objects.filter(pk=page.pk, live=True).exclude(slug=page.slug).values_list("slug", flat=True)
    for slug in former:
        language = page.locale.language_code
        CasePageRedirect.objects.filter(language=language, slug=page.slug, case=page.case_id).delete()
        CasePageRedirect.objects.update_or_create(language=language, slug=slug, defaults={"case_id": page.case_id})
