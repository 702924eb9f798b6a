"""Receivers of what changes the pages visitors see, and the files they take along. Registration only."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cases.signals import cases_changed, section_changed, taxonomy_changed
from search.signals import index_changed


def connect() -> None:
    """Connects every receiver; called once, when the app is ready."""
    from cases.models import CaseIndexPage, CaseStudyPage, PartnerRole, Unit

    from .models import HomePage, PlainPage

    for signal in (cases_changed, taxonomy_changed, section_changed, index_changed):
        signal.connect(on_change)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(on_change)
    for model in (PageViewRestriction, PartnerRole, Site, Unit):
        post_save.connect(on_change, sender=model)
        post_delete.connect(on_change, sender=model)
    # By name: a receiver for every model would make Django fetch all that it deletes, such as old outbox entries.
    for page in (CaseIndexPage, CaseStudyPage, HomePage, PlainPage):
        post_delete.connect(on_change, sender=page)
    page_published.connect(on_published, sender=CaseStudyPage)
    page_unpublished.connect(on_withdrawn, sender=CaseStudyPage)
    post_delete.connect(on_withdrawn, sender=CaseStudyPage)
    post_save.connect(on_closed, sender=PageViewRestriction)


def on_change(**kwargs: Any) -> None:
    """Kept pages may say something else now."""
    from home.services.public_version import public_changed

    public_changed()


def on_published(instance: Any, **kwargs: Any) -> None:
    """The brief of a case may say something else now."""
    from home.services.case_files.tasks import request_briefs

    if instance.case:
        request_briefs(instance.case.code)


def on_withdrawn(instance: Any, **kwargs: Any) -> None:
    """No file of a case says what was withdrawn; of what is still public it is made again."""
    from home.services.case_files.making import forget_files

    if instance.case:
        forget_files(instance.case.code)


def on_closed(**kwargs: Any) -> None:
    """Pages were closed, perhaps a whole branch: all files go, and are made again for whom they are."""
    from home.services.case_files.making import forget_files

    forget_files()
