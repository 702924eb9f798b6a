"""Receivers of what changes documents, and of nothing else. ``cases_changed`` tells of publishing."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from cases.models import Case, CaseStudyPage, City, Topic
from cases.selectors.topics import descendants, topic_tree
from cases.signals import cases_changed, taxonomy_changed
from search.content.thesaurus import forget_thesaurus, recheck_thesaurus

from . import outbox


def connect() -> None:
    """Connects every handler; called once, when the app is ready."""
    cases_changed.connect(on_cases_changed)
    taxonomy_changed.connect(on_taxonomy_changed)
    page_unpublished.connect(on_page_unpublished, sender=CaseStudyPage)
    post_page_move.connect(on_page_moved)
    post_save.connect(on_page_made, sender=CaseStudyPage)
    post_delete.connect(on_page_deleted, sender=CaseStudyPage)
    pre_delete.connect(on_case_deleted, sender=Case)
    post_save.connect(on_privacy_changed, sender=PageViewRestriction)
    post_delete.connect(on_privacy_changed, sender=PageViewRestriction)


def on_cases_changed(case_ids: Any, **kwargs: Any) -> None:
    """A service changed something that readers see."""
    _record(case_ids)


def on_taxonomy_changed(instance: Any, **kwargs: Any) -> None:
    """A topic or city changed: its labels take effect at once, its place in the tree by way of its cases."""
    forget_thesaurus()
    if isinstance(instance, City):
        outbox.record(CaseStudyPage.objects.filter(city=instance).values_list("case_id", flat=True))
    elif isinstance(instance, Topic):
        tree = topic_tree()
        codes = descendants(instance.code, tree) if instance.code in tree else [instance.code]
        outbox.record(CaseStudyPage.objects.filter(topics__code__in=codes).values_list("case_id", flat=True))


def on_page_unpublished(instance: CaseStudyPage, **kwargs: Any) -> None:
    """A page was withdrawn; of a branch, this is told of each."""
    if instance.case_id:
        _record([instance.case_id])


def on_page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A branch has another parent, below which it may be closed or open; among its siblings it stays as public."""
    if parent_page_before.pk != parent_page_after.pk:
        _record_branch(instance)


def on_page_made(instance: CaseStudyPage, created: bool, **kwargs: Any) -> None:
    """An alias is live from the start, without being published."""
    if created and instance.live and instance.alias_of_id and instance.case_id:
        _record([instance.case_id])


def on_page_deleted(instance: CaseStudyPage, **kwargs: Any) -> None:
    """A page is gone; its case may have others."""
    if instance.case_id:
        _record([instance.case_id])


def on_case_deleted(instance: Case, **kwargs: Any) -> None:
    """A case is gone for good."""
    recheck_thesaurus()
    outbox.record_codes([instance.code])


def on_privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A branch of the tree was closed or opened."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        _record_branch(page)


def _record(case_ids: Iterable[int]) -> None:
    """Notes that documents of these cases change; and a city may have its first public case now, or no longer one."""
    recheck_thesaurus()
    outbox.record(case_ids)


def _record_branch(page: Page) -> None:
    pages = CaseStudyPage.objects.filter(path__startswith=page.path)
    _record(pages.exclude(case=None).values_list("case_id", flat=True))
